// Floor 3. The contract between a consumer and its assignor, after the Java client. Knows no assignor: those are in solutions/.
import type { TopicPartition } from '../protocol/topic-partition.ts';
import type { Cluster } from './cluster-metadata.ts';

/** What one member tells the group's leader about itself (Kafka: `ConsumerPartitionAssignor.Subscription`). */
export interface Subscription {
  /** Topics the member subscribes to. */
  readonly topics: readonly string[];
  /** What the member's assignor returned from `subscriptionUserData`; bytes in Kafka, here any structured-cloneable value. */
  readonly userData: unknown;
  /** What the member owns while it joins. Empty for a member that runs an EAGER protocol, which has given everything up before. */
  readonly ownedPartitions: readonly TopicPartition[];
  /** The generation in which it owned them; `undefined` for a member that has not been in a generation. */
  readonly generationId: number | undefined;
  /** The member's `group.instance.id`; `undefined` for a dynamic member. */
  readonly groupInstanceId: string | undefined;
  /** The member's `client.rack`; `undefined` when it is not set. */
  readonly rackId: string | undefined;
}

/** What one member is given (Kafka: `ConsumerPartitionAssignor.Assignment`). */
export interface Assignment {
  readonly partitions: readonly TopicPartition[];
  /** Handed to the member's assignor in `onAssignment`. */
  readonly userData?: unknown;
}

/** Whether a member gives up everything before it rejoins (`EAGER`) or only what it must (`COOPERATIVE`). */
export type RebalanceProtocol = 'EAGER' | 'COOPERATIVE';

/** A member's identity in one generation (Kafka: `ConsumerGroupMetadata`). */
export interface ConsumerGroupMetadata {
  readonly groupId: string;
  readonly generationId: number;
  readonly memberId: string;
  readonly groupInstanceId: string | undefined;
}

/**
 * Divides the partitions of the subscribed topics among a group's members (Kafka:
 * `org.apache.kafka.clients.consumer.ConsumerPartitionAssignor`). Each consumer makes its own instance; only the one
 * inside the group's leader is asked to `assign`.
 */
export interface ConsumerPartitionAssignor {
  /** The protocol name that is sent to the coordinator, for example `range`. */
  name(): string;
  /**
   * @param metadata topics and partitions as the leader knows them
   * @param subscriptions by member id, every member of the group
   * @returns by member id, every member of the group, also one that is given nothing
   */
  assign(metadata: Cluster, subscriptions: ReadonlyMap<string, Subscription>): Map<string, Assignment>;
  /** What this member sends along in its subscription. Default: nothing. */
  subscriptionUserData?(topics: ReadonlySet<string>): unknown;
  /** Called in every member once it has its assignment. */
  onAssignment?(assignment: Assignment, metadata: ConsumerGroupMetadata): void;
  /** Default `['EAGER']`. */
  supportedProtocols?(): readonly RebalanceProtocol[];
  /** Called once with the consumer's configuration, before anything else. */
  configure?(config: Readonly<Record<string, unknown>>): void;
}
