import {
  type Assignment,
  type Cluster,
  type ConsumerGroupMetadata,
  type ConsumerPartitionAssignor,
  type Subscription,
  type TopicPartition,
  topicPartition,
} from 'kafka';

/** Divides evenly, and lets everyone keep what it had within that. The rules are in the brief. */
export class StickyAssignor implements ConsumerPartitionAssignor {
  /** The protocol name that members agree on. */
  name(): string {
    return 'sticky';
  }

  /** Called in every member, when it has its assignment: keep what has to be sent next time. */
  onAssignment(_assignment: Assignment, _metadata: ConsumerGroupMetadata): void {
    // _assignment.partitions and _metadata.generationId
  }

  /** Called in every member, when it joins: plain data. It arrives as `userData` of its subscription, as a copy. */
  subscriptionUserData(): unknown {
    return undefined;
  }

  /**
   * Called in the leader.
   *
   * @param metadata the topics, and the partitions of each: `metadata.partitionsForTopic('orders')`
   * @param subscriptions by member id: the topics it reads, and the userData that its assignor sent
   * @returns by member id, every member: `{ partitions: [topicPartition('orders', 0), ...] }`
   */
  assign(metadata: Cluster, subscriptions: ReadonlyMap<string, Subscription>): Map<string, Assignment> {
    const owned = new Map<string, TopicPartition[]>();
    for (const memberId of subscriptions.keys()) owned.set(memberId, []);

    // Who had what, and whose memory is the freshest? Who has too much? Where does the rest go?
    // So far each topic goes to the first member that subscribes to it.
    for (const topic of metadata.topics()) {
      const [reader] = [...subscriptions].find(([, { topics }]) => topics.includes(topic)) ?? [];
      for (const { partition } of metadata.partitionsForTopic(topic)) {
        owned.get(reader ?? '')?.push(topicPartition(topic, partition));
      }
    }

    return new Map([...owned].map(([memberId, partitions]) => [memberId, { partitions }]));
  }
}
