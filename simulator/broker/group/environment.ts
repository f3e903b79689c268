// Floor 3. All that a group coordinator has of the world. The real broker gives it a log that can be slow or refuse; a replay of
// recorded behavior gives it one that commits at once.
import type { Clock } from '../../kernel/clock.ts';
import type { ErrorCode } from '../../protocol/error-code.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import type { Emit } from '../../protocol/trace-event.ts';
import type { CoordinatorRecord } from './coordinator-record.ts';

/** Broker-side settings of group coordination, in milliseconds where they are times. Names: Kafka's, see `protocol/config`. */
export interface GroupCoordinatorConfig {
  /** `group.initial.rebalance.delay.ms` */
  readonly initialRebalanceDelayMs: number;
  /** `group.min.session.timeout.ms` */
  readonly minSessionTimeoutMs: number;
  /** `group.max.session.timeout.ms` */
  readonly maxSessionTimeoutMs: number;
  /** Fixed in Kafka: how long a new member may wait in its first JoinGroup. */
  readonly newMemberJoinTimeoutMs: number;
  /** `group.max.size` */
  readonly maxSize: number;
  /** `offset.metadata.max.bytes` */
  readonly offsetMetadataMaxBytes: number;
  /** `offsets.retention.minutes`, in ms */
  readonly offsetsRetentionMs: number;
  /** `offsets.retention.check.interval.ms`; `undefined`: never checked */
  readonly offsetsRetentionCheckIntervalMs: number | undefined;
}

export interface GroupCoordinatorEnvironment {
  /** Of the broker that this coordinator runs on, for the trace. */
  readonly brokerId: number;
  readonly clock: Clock;
  readonly config: GroupCoordinatorConfig;
  readonly emit: Emit;
  /** The random end of a new member id. */
  uuid(): string;
  /** `offsets.topic.num.partitions`: how many partitions `__consumer_offsets` has. */
  readonly offsetsPartitionCount: number;
  /** Appends to a partition of `__consumer_offsets`; `onStored` is called once, possibly before `append` returns. */
  append(offsetsPartition: number, records: readonly CoordinatorRecord[], onStored: (error: ErrorCode) => void): void;
  /** How many partitions a topic has now; `undefined`: there is no such topic. */
  partitionCount(topic: string): number | undefined;
  /** The topics that a member's metadata subscribes to, or `undefined` when it cannot be read. */
  subscribedTopics(metadata: unknown): readonly string[] | undefined;
  /** The partitions in what a leader assigned to one member, for the trace; empty when it cannot be read. */
  assignedPartitions(assignment: unknown): readonly TopicPartition[];
}
