// Floor 4. What kafka-consumer-groups reads of a cluster before it prints: groups as Admin describes them, and offsets of logs.
// Plain data, so that a page, a suite or a test can make one; who asked the cluster for it is not known here.
import type { TopicPartition } from '../../protocol/topic-partition.ts';

/** `Admin.describeConsumerGroups` and `listConsumerGroupOffsets` of one group. */
export interface GroupSnapshot {
  readonly groupId: string;
  readonly state: GroupStateName;
  readonly type: GroupTypeName;
  readonly coordinator: { readonly id: number; readonly host: string; readonly port: number };
  /** The selected protocol; `''` unless the group is Stable. */
  readonly partitionAssignor: string;
  readonly members: readonly MemberSnapshot[];
  readonly committed: ReadonlyMap<TopicPartition, { readonly offset: number; readonly leaderEpoch: number }>;
}

export interface MemberSnapshot {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly clientId: string;
  /** `/10.0.0.11` */
  readonly host: string;
  readonly assignment: readonly TopicPartition[];
}

/** Offsets of the logs, as `Admin.listOffsets` gives them. */
export interface LogSnapshot {
  /** The high watermark; `undefined`: the partition has no leader, or there is no such partition. */
  latest(partition: TopicPartition): number | undefined;
  earliest(partition: TopicPartition): number | undefined;
  /** The first record with this timestamp (ms) or a later one; `undefined`: there is none. */
  atTime(partition: TopicPartition, timestampMs: number): number | undefined;
  /** How many partitions a topic has; `undefined`: there is no such topic. */
  partitionCount(topic: string): number | undefined;
}

export interface ClusterSnapshot {
  /** By group id. */
  readonly groups: ReadonlyMap<string, GroupSnapshot>;
  readonly logs: LogSnapshot;
}

export const groupStateNames = [
  'PreparingRebalance',
  'CompletingRebalance',
  'Stable',
  'Dead',
  'Empty',
  'Assigning',
  'Reconciling',
] as const;
export type GroupStateName = (typeof groupStateNames)[number];

export const groupTypeNames = ['Consumer', 'Classic', 'Share'] as const;
export type GroupTypeName = (typeof groupTypeNames)[number];
