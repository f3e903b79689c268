// What runs in bugs/dealt-out.md, and is shown there without this line.
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
    return 'dealt-out';
  }

  assign(cluster: Cluster, subscriptions: ReadonlyMap<string, Subscription>): Map<string, Assignment> {
    const members = [...subscriptions.keys()].sort();
    const owned = new Map<string, TopicPartition[]>(members.map((id) => [id, []]));
    let next = 0;
    for (const topic of [...cluster.topics()].sort()) {
      for (const { partition } of cluster.partitionsForTopic(topic)) {
        owned.get(members[next] ?? '')?.push(topicPartition(topic, partition));
        next = (next + 1) % members.length;
      }
    }
    return new Map([...owned].map(([id, partitions]) => [id, { partitions }]));
  }
}
