import {
  type Assignment,
  type Cluster,
  type ConsumerPartitionAssignor,
  type Subscription,
  type TopicPartition,
  topicPartition,
} from 'kafka';

/** Deals the partitions of all topics, as one row, to the members in a circle. The rules are in the brief. */
export class RoundRobinAssignor implements ConsumerPartitionAssignor {
  /** The protocol name that members agree on. */
  name(): string {
    return 'roundrobin';
  }

  /**
   * @param metadata the topics, and the partitions of each: `metadata.partitionsForTopic('orders')`
   * @param subscriptions by member id: the topics it reads, and its instance id if it is a static member
   * @returns by member id, every member: `{ partitions: [topicPartition('orders', 0), ...] }`
   */
  assign(metadata: Cluster, subscriptions: ReadonlyMap<string, Subscription>): Map<string, Assignment> {
    const owned = new Map<string, TopicPartition[]>();
    for (const memberId of subscriptions.keys()) owned.set(memberId, []);

    for (const topic of metadata.topics()) {
      const partitions = metadata.partitionsForTopic(topic).map(({ partition }) => topicPartition(topic, partition));
      // In what order are these dealt, whose turn is it, and who is passed over?
      // So far whoever joined first takes everything.
      const [firstMember] = owned.values();
      firstMember?.push(...partitions);
    }

    return new Map([...owned].map(([memberId, partitions]) => [memberId, { partitions }]));
  }
}
