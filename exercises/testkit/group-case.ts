// Floor 6. A group before it is divided: topics and members, in the short form that suites and lessons write.
// Makes the two arguments of assign(), frozen as far as they can be. Knows no assignor.
import type { Cluster, Node, Subscription } from 'kafka';
import { topicPartition } from 'kafka';
import { clusterMetadata } from 'simulator';
import type { MemberCase, PartitionName } from './evidence.ts';
import { countOf, listOf } from './words.ts';

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
  readonly userData?: unknown;
}

/** A dynamic member by its topics alone, or a member with an instance id, a rack or user data. */
export type MemberSpec =
  | readonly string[]
  | {
      readonly topics: readonly string[];
      readonly groupInstanceId?: string | undefined;
      readonly rackId?: string | undefined;
      readonly userData?: unknown;
    };

export interface GroupSpec {
  readonly topics: Readonly<Record<string, number>>;
  readonly members: Readonly<Record<string, MemberSpec>>;
  /** By topic, for each partition the racks of its replicas: `{ orders: [['a', 'b'], ['b', 'c']] }`. Default: no racks. */
  readonly replicaRacks?: Readonly<Record<string, readonly (readonly (string | undefined)[])[]>>;
}

/** `groupCase({ topics: { orders: 5 }, members: { c1: ['orders'], c2: { topics: ['orders'], groupInstanceId: 'a' } } })` */
export function groupCase({ topics, members, replicaRacks }: GroupSpec): GroupCase {
  return {
    topics: Object.entries(topics),
    members: Object.entries(members).map(([memberId, spec]) => {
      const { topics: subscribed, groupInstanceId, rackId, userData } = 'topics' in spec ? spec : dynamic(spec);
      return { memberId, groupInstanceId, rackId, topics: subscribed, userData };
    }),
    ...(replicaRacks === undefined ? {} : { replicaRacks: new Map(Object.entries(replicaRacks)) }),
  };
}

function dynamic(topics: readonly string[]): Exclude<MemberSpec, readonly string[]> {
  return { topics };
}

// Suites ask for the same recorded groups again and again; what is frozen through and through is made once for each.
const clusters = new WeakMap<object, Cluster>();
const subscriptions = new WeakMap<object, readonly (readonly [memberId: string, subscription: Subscription])[]>();

/** The first argument of assign(). */
export function clusterOf(group: Pick<GroupCase, 'topics' | 'replicaRacks'>): Cluster {
  const made = clusters.get(group) ?? makeCluster(group);
  clusters.set(group, made);
  return made;
}

/** The second argument of assign(): a new map for every call, because a map cannot be frozen. */
export function subscriptionsOf(group: Pick<GroupCase, 'members'>): Map<string, Subscription> {
  const made = subscriptions.get(group) ?? group.members.map(makeSubscription);
  subscriptions.set(group, made);
  return new Map(made);
}

function makeCluster({ topics, replicaRacks }: Pick<GroupCase, 'topics' | 'replicaRacks'>): Cluster {
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

function makeSubscription(member: GroupMember): readonly [memberId: string, subscription: Subscription] {
  const owned = (member.ownedPartitions ?? []).map(([topic, partition]) => topicPartition(topic, partition));
  const subscription = Object.freeze({
    topics: Object.freeze([...member.topics]),
    userData: member.userData,
    ownedPartitions: Object.freeze(owned),
    generationId: member.generationId,
    groupInstanceId: member.groupInstanceId,
    rackId: member.rackId,
  });
  return [member.memberId, subscription];
}

function nodeInRack(rack: string | undefined, id: number): Node {
  return Object.freeze({ id, host: `broker-${id}`, port: 9092, rack });
}

/** "orders has 5 partitions; c1 reads orders, c2 (instance a) reads nothing" */
export function groupInWords({ topics, members }: GroupCase): string {
  const counts = topics.map(([topic, count]) => `${topic} has ${countOf(count, 'partition')}`);
  const readers = members.map(({ memberId, groupInstanceId, topics: subscribed }) => {
    const instance = groupInstanceId === undefined ? '' : ` (instance ${groupInstanceId})`;
    return `${memberId}${instance} reads ${listOf(subscribed)}`;
  });
  return [counts.length === 0 ? 'no topic has metadata' : listOf(counts), ...readers].join('; ');
}
