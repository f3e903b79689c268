// Floor 2. What consumers put into the opaque fields of JoinGroup and SyncGroup (Kafka: ConsumerProtocolSubscription and
// ConsumerProtocolAssignment). A coordinator hands these on unread; only the expiry of offsets looks at the topics.
import type { TopicPartition } from './topic-partition.ts';

export interface ConsumerProtocolSubscription {
  readonly topics: readonly string[];
  readonly userData: unknown;
  readonly ownedPartitions: readonly TopicPartition[];
  /** -1: the member has not been in a generation. */
  readonly generationId: number;
  readonly rackId: string | undefined;
}

export interface ConsumerProtocolAssignment {
  readonly assignedPartitions: readonly TopicPartition[];
  readonly userData: unknown;
}

/** The topics in a member's metadata, or `undefined` when it is not a consumer's. */
export function subscribedTopics(metadata: unknown): readonly string[] | undefined {
  if (typeof metadata !== 'object' || metadata === null || !('topics' in metadata)) return undefined;
  return Array.isArray(metadata.topics) ? metadata.topics : undefined;
}

/** The partitions in what a leader assigned to one member; none when it is not a consumer's. */
export function assignedPartitions(assignment: unknown): readonly TopicPartition[] {
  if (typeof assignment !== 'object' || assignment === null || !('assignedPartitions' in assignment)) return [];
  return Array.isArray(assignment.assignedPartitions) ? assignment.assignedPartitions : [];
}
