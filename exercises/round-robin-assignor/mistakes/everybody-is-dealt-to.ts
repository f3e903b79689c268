// R1: Every topic is dealt to all members, whether they subscribe to it or not.
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
    const owned = new Map<string, TopicPartition[]>();
    for (const memberId of subscriptions.keys()) owned.set(memberId, []);
    const circle = inOrder(subscriptions);
    let turn = 0;
    for (const topic of [...metadata.topics()].sort()) {
      for (const { partition } of metadata.partitionsForTopic(topic)) {
        owned.get(circle[turn % circle.length] ?? '')?.push(topicPartition(topic, partition));
        turn += 1;
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
