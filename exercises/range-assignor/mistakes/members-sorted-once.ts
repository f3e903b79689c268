// R5: The order of the members is worked out in the first call and kept, whoever comes or goes later.
import {
  type Assignment,
  type Cluster,
  type ConsumerPartitionAssignor,
  type Subscription,
  type TopicPartition,
  topicPartition,
} from 'kafka';

export class RangeAssignor implements ConsumerPartitionAssignor {
  #line: readonly string[] | undefined;

  name(): string {
    return 'range';
  }

  assign(metadata: Cluster, subscriptions: ReadonlyMap<string, Subscription>): Map<string, Assignment> {
    const owned = new Map<string, TopicPartition[]>();
    for (const memberId of subscriptions.keys()) owned.set(memberId, []);
    this.#line ??= inOrder(subscriptions);
    const line = this.#line;
    for (const topic of metadata.topics()) {
      const partitions = metadata.partitionsForTopic(topic).map(({ partition }) => topicPartition(topic, partition));
      const subscribers = line.filter((memberId) => subscriptions.get(memberId)?.topics.includes(topic));
      const share = Math.floor(partitions.length / subscribers.length);
      const extras = partitions.length % subscribers.length;
      let next = 0;
      for (const [place, memberId] of subscribers.entries()) {
        const length = share + (place < extras ? 1 : 0);
        owned.get(memberId)?.push(...partitions.slice(next, next + length));
        next += length;
      }
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
