// Floor 6. A group before it is divided: topics and members, in the short form that suites and lessons write.
// Makes the two arguments of assign(), fresh and frozen for every call. Knows no assignor.
import type { Cluster, Node, Subscription } from 'kafka';
import { topicPartition } from 'kafka';
import { clusterMetadata } from 'simulator';
import type { MemberCase, PartitionName } from './evidence.ts';

/** What an assignor is told: topics with their partition counts (0: no metadata), and members in the order of the map. */
export interface GroupCase {
  readonly topics: readonly (readonly [topic: string, partitionCount: number])[];
  readonly members: readonly GroupMember[];
  /** By topic, for each partition the racks of its replicas; `undefined` is a replica without a rack. */
  readonly replicaRacks?: ReadonlyMap<string, readonly (readonly (string | undefined)[])[]>;
}

export interface GroupMember extends MemberCase {
  readonly ownedPartitions?: readonly PartitionName[];
  readonly generationId?: number | undefined;
}

/** A dynamic member by its topics alone, or a member with an instance id or a rack. */
export type MemberSpec =
  | readonly string[]
  | {
      readonly topics: readonly string[];
      readonly groupInstanceId?: string | undefined;
      readonly rackId?: string | undefined;
    };

export interface GroupSpec {
  readonly topics: Readonly<Record<string, number>>;
  readonly members: Readonly<Record<string, MemberSpec>>;
}

/** `groupCase({ topics: { orders: 5 }, members: { c1: ['orders'], c2: { topics: ['orders'], groupInstanceId: 'a' } } })` */
export function groupCase({ topics, members }: GroupSpec): GroupCase {
  return {
    topics: Object.entries(topics),
    members: Object.entries(members).map(([memberId, spec]) => {
      const { topics: subscribed, groupInstanceId, rackId } = 'topics' in spec ? spec : dynamic(spec);
      return { memberId, groupInstanceId, rackId, topics: subscribed };
    }),
  };
}

function dynamic(topics: readonly string[]): { topics: readonly string[]; groupInstanceId?: string; rackId?: string } {
  return { topics };
}

/** The first argument of assign(). */
export function clusterOf({ topics, replicaRacks }: Pick<GroupCase, 'topics' | 'replicaRacks'>): Cluster {
  return clusterMetadata(
    new Map(
      topics
        .filter(([, partitionCount]) => partitionCount > 0)
        .map(([topic, partitionCount]) => [
          topic,
          Array.from({ length: partitionCount }, (_, partition) =>
            (replicaRacks?.get(topic)?.[partition] ?? [undefined]).map(nodeInRack),
          ),
        ]),
    ),
  );
}

/** The second argument of assign(). Everything in the map is frozen; a map itself cannot be. */
export function subscriptionsOf({ members }: Pick<GroupCase, 'members'>): Map<string, Subscription> {
  return new Map(
    members.map((member) => [
      member.memberId,
      Object.freeze({
        topics: Object.freeze([...member.topics]),
        userData: undefined,
        ownedPartitions: Object.freeze(
          (member.ownedPartitions ?? []).map(([topic, partition]) => topicPartition(topic, partition)),
        ),
        generationId: member.generationId,
        groupInstanceId: member.groupInstanceId,
        rackId: member.rackId,
      }),
    ]),
  );
}

function nodeInRack(rack: string | undefined, id: number): Node {
  return Object.freeze({ id, host: `broker-${id}`, port: 9092, rack });
}
