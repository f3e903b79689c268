// A table that turns: after each partition the owner sits at the far end, and whoever was passed over right before it.
import {
  type Cluster,
  type ConsumerPartitionAssignor,
  type Subscription,
  type TopicPartition,
  topicPartition,
} from 'kafka';

interface Guest {
  readonly memberId: string;
  readonly topics: ReadonlySet<string>;
  readonly hand: TopicPartition[];
}

export class RoundRobinAssignor implements ConsumerPartitionAssignor {
  name = () => 'roundrobin';

  assign(metadata: Cluster, subscriptions: ReadonlyMap<string, Subscription>) {
    const guests = seated(subscriptions);
    let table = guests;
    for (const topic of [...metadata.topics()].sort()) {
      for (const { partition } of metadata.partitionsForTopic(topic)) {
        const place = table.findIndex(({ topics }) => topics.has(topic));
        if (place === -1) break;
        table[place]?.hand.push(topicPartition(topic, partition));
        table = [...table.slice(place + 1), ...table.slice(0, place + 1)];
      }
    }
    return new Map(guests.map(({ memberId, hand }) => [memberId, { partitions: hand }]));
  }
}

/** `0` and the instance id for static members, `1` and the member id for others: one plain sort does the rest. */
function seated(subscriptions: ReadonlyMap<string, Subscription>): readonly Guest[] {
  const keyed = new Map(
    [...subscriptions].map(([memberId, { groupInstanceId, topics }]) => [
      groupInstanceId === undefined ? `1${memberId}` : `0${groupInstanceId}`,
      { memberId, topics: new Set(topics), hand: [] },
    ]),
  );
  return [...keyed.keys()].sort().flatMap((key) => keyed.get(key) ?? []);
}
