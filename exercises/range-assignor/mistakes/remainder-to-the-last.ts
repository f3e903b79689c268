// R3: The last member takes the whole remainder.
import {
  type Assignment,
  type Cluster,
  type ConsumerPartitionAssignor,
  type Subscription,
  type TopicPartition,
  topicPartition,
} from 'kafka';

export class RangeAssignor implements ConsumerPartitionAssignor {
  name(): string {
    return 'range';
  }

  assign(metadata: Cluster, subscriptions: ReadonlyMap<string, Subscription>): Map<string, Assignment> {
    const owned = new Map<string, TopicPartition[]>();
    for (const memberId of subscriptions.keys()) owned.set(memberId, []);
    const line = inOrder(subscriptions);
    for (const topic of metadata.topics()) {
      const partitions = metadata.partitionsForTopic(topic).map(({ partition }) => topicPartition(topic, partition));
      const subscribers = line.filter((memberId) => subscriptions.get(memberId)?.topics.includes(topic));
      const share = Math.floor(partitions.length / subscribers.length);
      subscribers.forEach((memberId, place) => {
        const end = place === subscribers.length - 1 ? partitions.length : (place + 1) * share;
        owned.get(memberId)?.push(...partitions.slice(place * share, end));
      });
    }
    return new Map([...owned].map(([memberId, partitions]) => [memberId, { partitions }]));
  }
}

function inOrder(subscriptions: ReadonlyMap<string, Subscription>): string[] {
  const instanceOf = (memberId: string) => subscriptions.get(memberId)?.groupInstanceId;
  return [...subscriptions.keys()].sort((a, b) => {
    const [instanceA, instanceB] = [instanceOf(a), instanceOf(b)];
    if (instanceA === undefined && instanceB === undefined) return a < b ? -1 : 1;
    if (instanceA === undefined) return 1;
    if (instanceB === undefined) return -1;
    return instanceA < instanceB ? -1 : 1;
  });
}
