// Floor 7. A group over several rebalances: what an assignor gave in one is what members own when the next begins, as in a client.
// Knows no rule of any assignor; the tests beside it do.
import type { Cluster, ConsumerPartitionAssignor, Subscription, TopicPartition } from 'kafka';
import { clusterMetadata } from 'simulator';
import { asSent } from './sent-subscriptions.ts';

export interface Group {
  /** Partition counts by topic. */
  readonly topics: Readonly<Record<string, number>>;
  readonly members: readonly GroupMember[];
  /** By topic and partition the racks of its replicas; without, brokers have no racks. */
  readonly replicaRacks?: Readonly<Record<string, readonly (readonly string[])[]>>;
}

export interface GroupMember {
  readonly memberId: string;
  readonly topics: readonly string[];
  readonly groupInstanceId?: string | undefined;
  readonly rackId?: string | undefined;
}

/** What a member claims when a rebalance begins. */
export interface Claim {
  readonly partitions: readonly TopicPartition[];
  readonly generationId: number | undefined;
}

export type Owned = ReadonlyMap<string, readonly TopicPartition[]>;

export function clusterOf({ topics, replicaRacks }: Pick<Group, 'topics' | 'replicaRacks'>): Cluster {
  return clusterMetadata(
    new Map(
      Object.entries(topics)
        .filter(([, count]) => count > 0)
        .map(([topic, count]) => [
          topic,
          Array.from({ length: count }, (_, partition) =>
            (replicaRacks?.[topic]?.[partition] ?? [undefined]).map((rack, id) => ({
              id,
              host: 'broker',
              port: 9092,
              rack,
            })),
          ),
        ]),
    ),
  );
}

export function subscriptionsOf(
  Assignor: new () => ConsumerPartitionAssignor,
  members: readonly GroupMember[],
  claims: ReadonlyMap<string, Claim> = new Map(),
): Map<string, Subscription> {
  const before = members.map(({ memberId, topics, groupInstanceId, rackId }): [string, Subscription] => {
    const { partitions = [], generationId } = claims.get(memberId) ?? {};
    return [
      memberId,
      { topics, userData: undefined, ownedPartitions: partitions, generationId, groupInstanceId, rackId },
    ];
  });
  return asSent(Assignor, new Map(before));
}

/** One rebalance. */
export function assign(
  Assignor: new () => ConsumerPartitionAssignor,
  group: Group,
  claims?: ReadonlyMap<string, Claim>,
): Owned {
  const assignments = new Assignor().assign(clusterOf(group), subscriptionsOf(Assignor, group.members, claims));
  return new Map([...assignments].map(([memberId, { partitions }]) => [memberId, partitions]));
}

/** What members claim in the rebalance after one that gave them this. */
export function claimsAfter(owned: Owned, generationId: number): Map<string, Claim> {
  return new Map([...owned].map(([memberId, partitions]) => [memberId, { partitions, generationId }]));
}
