import {
  type Assignment,
  type Cluster,
  type ConsumerPartitionAssignor,
  type Subscription,
  type TopicPartition,
  topicPartition,
} from 'kafka';

/** Divides partitions in proportion to weights, which members declare in their configuration. The rules are in the brief. */
export class WeightedAssignor implements ConsumerPartitionAssignor {
  /** The protocol name that members agree on. */
  name(): string {
    return 'weighted';
  }

  /** @param config the consumer's configuration: the weight is under 'assignor.weight' */
  configure(config: Readonly<Record<string, unknown>>): void {
    // Which values are refused, with a ConfigException?
    config['assignor.weight'];
  }

  /** What this member tells the leader. */
  subscriptionUserData(): unknown {
    return { weight: 1 };
  }

  /**
   * @param metadata the topics, and the partitions of each: `metadata.partitionsForTopic('orders')`
   * @param subscriptions by member id: the topics it reads, and its user data, which can be anything
   * @returns by member id, every member: `{ partitions: [topicPartition('orders', 0), ...] }`
   */
  assign(metadata: Cluster, subscriptions: ReadonlyMap<string, Subscription>): Map<string, Assignment> {
    const owned = new Map<string, TopicPartition[]>();
    for (const memberId of subscriptions.keys()) owned.set(memberId, []);

    for (const topic of metadata.topics()) {
      const partitions = metadata.partitionsForTopic(topic).map(({ partition }) => topicPartition(topic, partition));
      // Which topics make one pile, what is everybody's share of it, and who is rounded up?
      // So far whoever stands first takes everything.
      const [firstMember] = owned.values();
      firstMember?.push(...partitions);
    }

    return new Map([...owned].map(([memberId, partitions]) => [memberId, { partitions }]));
  }
}
