import {
  type Assignment,
  type Cluster,
  type ConsumerPartitionAssignor,
  type RebalanceProtocol,
  type Subscription,
  type TopicPartition,
  topicPartition,
} from 'kafka';

/** The sticky division, where what moves waits until its owner has given it up. The rules are in the brief. */
export class CooperativeStickyAssignor implements ConsumerPartitionAssignor {
  /** The protocol name that members agree on. */
  name(): string {
    return 'cooperative-sticky';
  }

  /** What a consumer with this assignor can run. */
  supportedProtocols(): readonly RebalanceProtocol[] {
    return ['EAGER'];
  }

  /**
   * @param metadata the topics, and the partitions of each: `metadata.partitionsForTopic('orders')`
   * @param subscriptions by member id: the topics it reads, what it owns at this moment, and in which generation it got that
   * @returns by member id, every member: `{ partitions: [topicPartition('orders', 0), ...] }`
   */
  assign(metadata: Cluster, subscriptions: ReadonlyMap<string, Subscription>): Map<string, Assignment> {
    const owned = new Map<string, TopicPartition[]>();
    for (const memberId of subscriptions.keys()) owned.set(memberId, []);

    // Your division of the exercise before this one belongs here, with ownedPartitions and generationId in the place of user data.
    // And then: what must not be given yet?
    for (const topic of metadata.topics()) {
      const [reader] = [...subscriptions].find(([, { topics }]) => topics.includes(topic)) ?? [];
      for (const { partition } of metadata.partitionsForTopic(topic)) {
        owned.get(reader ?? '')?.push(topicPartition(topic, partition));
      }
    }

    return new Map([...owned].map(([memberId, partitions]) => [memberId, { partitions }]));
  }
}
