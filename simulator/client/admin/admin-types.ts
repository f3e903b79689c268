// Floor 3. What an admin client is asked and answers, after Kafka's classes of the same names. Knows no request.
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import type { Node, PartitionInfo } from '../cluster-metadata.ts';

/** A group as `listConsumerGroups` tells of it (Kafka: `clients.admin.ConsumerGroupListing`). */
export interface ConsumerGroupListing {
  readonly groupId: string;
  /** Whether it has only offsets, committed by consumers that assign partitions themselves. */
  readonly isSimpleConsumerGroup: boolean;
  /** `Empty`, `PreparingRebalance`, `CompletingRebalance`, `Stable`, `Dead`. */
  readonly state: string;
  /** `Classic`. */
  readonly type: string;
}

/** A group with its members (Kafka: `clients.admin.ConsumerGroupDescription`). */
export interface ConsumerGroupDescription {
  readonly groupId: string;
  readonly isSimpleConsumerGroup: boolean;
  readonly members: readonly MemberDescription[];
  /** The name of the assignor that the group has agreed on; `''` unless the group is Stable. */
  readonly partitionAssignor: string;
  readonly type: string;
  readonly state: string;
  readonly coordinator: Node;
}

/** A member of a group (Kafka: `clients.admin.MemberDescription`). */
export interface MemberDescription {
  /** Its member id. */
  readonly consumerId: string;
  readonly groupInstanceId: string | undefined;
  readonly clientId: string;
  /** `/10.0.0.11` */
  readonly host: string;
  /** What its group's leader gave it. */
  readonly assignment: readonly TopicPartition[];
}

/** Which offset of a log is asked for (Kafka: `clients.admin.OffsetSpec`). */
export type OffsetSpec =
  | { readonly kind: 'earliest' | 'latest' }
  | { readonly kind: 'timestamp'; readonly timestamp: number };

/** Which offset of a log is asked for (Kafka: `clients.admin.OffsetSpec`). */
export const OffsetSpec = Object.freeze({
  /** The first offset that is still in the log. */
  earliest: (): OffsetSpec => ({ kind: 'earliest' }),
  /** The offset that the next record will have. */
  latest: (): OffsetSpec => ({ kind: 'latest' }),
  /** The first record with this timestamp (ms of virtual time) or a later one. */
  forTimestamp: (timestamp: number): OffsetSpec => ({ kind: 'timestamp', timestamp }),
});

/** An offset in a log (Kafka: `ListOffsetsResult.ListOffsetsResultInfo`). -1 for both: there is no such record. */
export interface ListOffsetsResultInfo {
  readonly offset: number;
  /** -1 unless a timestamp was asked for. */
  readonly timestamp: number;
}

/** A topic to be created (Kafka: `clients.admin.NewTopic`). */
export interface NewTopic {
  readonly name: string;
  /** Default: 1. */
  readonly numPartitions?: number;
  /** Default: the brokers' `default.replication.factor`. */
  readonly replicationFactor?: number;
}

/** A topic with its partitions (Kafka: `clients.admin.TopicDescription`). */
export interface TopicDescription {
  readonly name: string;
  /** Whether it is one of Kafka's own, as `__consumer_offsets` is. */
  readonly isInternal: boolean;
  readonly partitions: readonly PartitionInfo[];
}

/** Which members are to leave (Kafka: `RemoveMembersFromConsumerGroupOptions`). */
export interface RemoveMembersOptions {
  /** Static members by their `group.instance.id`. Default: all members, dynamic ones too. */
  readonly members?: readonly { readonly groupInstanceId: string }[];
  /** For the brokers' logs. */
  readonly reason?: string;
}
