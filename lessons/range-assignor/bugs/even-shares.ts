// What runs in bugs/even-shares.md, and is shown there without this line.
import {
  type Assignment,
  type Cluster,
  type ConsumerPartitionAssignor,
  type Subscription,
  type TopicPartition,
  topicPartition,
} from 'kafka';

export class Assignor implements ConsumerPartitionAssignor {
  name(): string {
    return 'even-shares';
  }

  assign(cluster: Cluster, subscriptions: ReadonlyMap<string, Subscription>): Map<string, Assignment> {
    const owned = new Map<string, TopicPartition[]>([...subscriptions.keys()].sort().map((id) => [id, []]));
    for (const topic of cluster.topics()) {
      const readers = [...owned.keys()].filter((id) => subscriptions.get(id)?.topics.includes(topic));
      const partitions = cluster.partitionsForTopic(topic).map(({ partition }) => topicPartition(topic, partition));
      const share = Math.floor(partitions.length / readers.length);
      for (const [index, id] of readers.entries()) {
        owned.get(id)?.push(...partitions.slice(index * share, (index + 1) * share));
      }
    }
    return new Map([...owned].map(([id, partitions]) => [id, { partitions }]));
  }
}
