import {
  type Assignment,
  type Cluster,
  type ConsumerPartitionAssignor,
  type Subscription,
  type TopicPartition,
  topicPartition,
} from 'kafka';

/** Gives partitions to members that have a replica in their rack, as far as balance allows. The rules are in the brief. */
export class RackAwareAssignor implements ConsumerPartitionAssignor {
  /** The protocol name that members agree on. */
  name(): string {
    return 'rack-aware';
  }

  /**
   * @param metadata the topics, and the partitions of each, with `replicas` that have a `rack` or none
   * @param subscriptions by member id: the topics it reads, the same for all, and its `rackId`, if it has one
   * @returns by member id, every member: `{ partitions: [topicPartition('orders', 0), ...] }`
   */
  assign(metadata: Cluster, subscriptions: ReadonlyMap<string, Subscription>): Map<string, Assignment> {
    const owned = new Map<string, TopicPartition[]>();
    for (const memberId of subscriptions.keys()) owned.set(memberId, []);

    for (const topic of metadata.topics()) {
      for (const { partition } of metadata.partitionsForTopic(topic)) {
        // Who has a replica of it nearby, who still has room, and who needs it more?
        // So far whoever stands first takes everything.
        const [firstMember] = owned.values();
        firstMember?.push(topicPartition(topic, partition));
      }
    }

    return new Map([...owned].map(([memberId, partitions]) => [memberId, { partitions }]));
  }
}
