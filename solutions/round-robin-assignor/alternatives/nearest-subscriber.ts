// From the partition's side: its owner is the subscriber that the fewest steps around the circle lead to.
import {
  type Assignment,
  type Cluster,
  type ConsumerPartitionAssignor,
  type Subscription,
  type TopicPartition,
  topicPartition,
} from 'kafka';

export class RoundRobinAssignor implements ConsumerPartitionAssignor {
  name(): string {
    return 'roundrobin';
  }

  assign(metadata: Cluster, subscriptions: ReadonlyMap<string, Subscription>): Map<string, Assignment> {
    const size = subscriptions.size;
    const seats = new Map([...subscriptions.keys()].map((memberId) => [memberId, seatOf(memberId, subscriptions)]));
    const row = [...metadata.topics()]
      .sort()
      .flatMap((topic) => metadata.partitionsForTopic(topic).map(({ partition }) => topicPartition(topic, partition)));
    const { owners } = row.reduce<{ turn: number; owners: readonly (string | undefined)[] }>(
      ({ turn, owners }, { topic }) => {
        let owner: string | undefined;
        let fewest = size;
        for (const [memberId, { topics }] of subscriptions) {
          const steps = ((seats.get(memberId) ?? 0) - turn + size) % size;
          if (topics.includes(topic) && steps < fewest) [owner, fewest] = [memberId, steps];
        }
        return { turn: owner === undefined ? turn : (turn + fewest + 1) % size, owners: [...owners, owner] };
      },
      { turn: 0, owners: [] },
    );
    const partitionsOf = (memberId: string): TopicPartition[] => row.filter((_, index) => owners[index] === memberId);
    return new Map([...subscriptions.keys()].map((memberId) => [memberId, { partitions: partitionsOf(memberId) }]));
  }
}

/** How many members sit before this one. */
function seatOf(memberId: string, subscriptions: ReadonlyMap<string, Subscription>): number {
  const instanceId = subscriptions.get(memberId)?.groupInstanceId;
  return [...subscriptions].filter(([otherId, { groupInstanceId: other }]) => {
    if (instanceId === undefined) return other !== undefined || otherId < memberId;
    return other !== undefined && other < instanceId;
  }).length;
}
