// From the partition's side: a formula names the owner of each partition. Racks are left out.
import {
  type Assignment,
  type Cluster,
  type ConsumerPartitionAssignor,
  type Subscription,
  topicPartition,
} from 'kafka';

type Entry = readonly [memberId: string, subscription: Subscription];

export class RangeAssignor implements ConsumerPartitionAssignor {
  name = () => 'range';

  assign(metadata: Cluster, subscriptions: ReadonlyMap<string, Subscription>): Map<string, Assignment> {
    const entries = [...subscriptions];
    const owned = [...metadata.topics()].sort().flatMap((topic) => {
      const subscribers = ranked(entries.filter(([, subscription]) => subscription.topics.includes(topic)));
      const partitions = subscribers.length === 0 ? [] : metadata.partitionsForTopic(topic);
      return partitions.map(({ partition }) => ({
        owner: subscribers[ownerIndex(partition, partitions.length, subscribers.length)],
        partition: topicPartition(topic, partition),
      }));
    });
    return new Map(
      entries.map(([memberId]) => [
        memberId,
        { partitions: owned.filter(({ owner }) => owner === memberId).map(({ partition }) => partition) },
      ]),
    );
  }
}

/** The longer runs come first and cover `extras * (share + 1)` partitions; the others follow. */
function ownerIndex(partition: number, partitionCount: number, memberCount: number): number {
  const share = Math.floor(partitionCount / memberCount);
  const extras = partitionCount % memberCount;
  const inLongerRuns = extras * (share + 1);
  return partition < inLongerRuns
    ? Math.floor(partition / (share + 1))
    : extras + Math.floor((partition - inLongerRuns) / share);
}

/** Two plain sorts, one behind the other, instead of one comparison with four cases. */
function ranked(entries: readonly Entry[]): string[] {
  const memberByInstance = new Map(
    entries.flatMap(([memberId, { groupInstanceId }]) =>
      groupInstanceId === undefined ? [] : [[groupInstanceId, memberId] as const],
    ),
  );
  const statics = [...memberByInstance.keys()].sort().flatMap((instance) => memberByInstance.get(instance) ?? []);
  const dynamics = entries
    .filter(([, { groupInstanceId }]) => groupInstanceId === undefined)
    .map(([memberId]) => memberId);
  return [...statics, ...dynamics.sort()];
}
