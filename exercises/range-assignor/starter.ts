import {
  type Assignment,
  type Cluster,
  type ConsumerPartitionAssignor,
  type Subscription,
  type TopicPartition,
  topicPartition,
} from 'kafka';

/** Divides each topic among the members that subscribe to it, in consecutive runs. The rules are in the brief. */
export class RangeAssignor implements ConsumerPartitionAssignor {
  /** The protocol name that members agree on. */
  name(): string {
    return 'range';
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
      // Who shares these partitions, in what order do they stand, and which run does each take?
      // So far whoever joined first takes everything.
      const [firstMember] = owned.values();
      firstMember?.push(...partitions);
    }

    return new Map([...owned].map(([memberId, partitions]) => [memberId, { partitions }]));
  }
}
