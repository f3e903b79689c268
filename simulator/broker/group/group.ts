// Floor 3. What the coordinator needs of a group of any type: to list, describe and delete it, and to judge commits to it. What only one
// type does (a classic group's JoinGroup, say) is in that type's folder (Kafka: the interface Group).
import type { ErrorCode } from '../../protocol/error-code.ts';
import type { DescribedGroup, OffsetCommitRequest } from '../../protocol/requests.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import type { CoordinatorRecord, StoredOffset } from './coordinator-record.ts';
import type { GroupCoordinatorEnvironment } from './environment.ts';
import type { ShardLog } from './shard-log.ts';

/** What a group has of the world: what its coordinator has, and the log of the partition that it belongs to. */
export type GroupContext = Pick<
  GroupCoordinatorEnvironment,
  'clock' | 'config' | 'emit' | 'uuid' | 'subscribedTopics' | 'assignedPartitions'
> & { readonly log: ShardLog };

/** A member as it can be seen from outside. */
export interface MemberView {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  readonly sessionTimeoutMs: number;
  readonly rebalanceTimeoutMs: number;
  /** What the coordinator has stored as assigned to it. */
  readonly assignedPartitions: readonly TopicPartition[];
}

/** A group as it can be seen from outside, at one instant. */
export interface GroupView {
  readonly groupId: string;
  /** As ListGroups has it: `classic`. */
  readonly type: string;
  readonly state: string;
  readonly protocolType: string | null;
  readonly protocolName: string | null;
  /** In the classic protocol. */
  readonly generationId: number;
  /** The leader's member id. */
  readonly leader: string | null;
  /** In join order. */
  readonly members: readonly MemberView[];
  readonly offsets: ReadonlyMap<TopicPartition, StoredOffset>;
}

export interface Group {
  readonly groupId: string;
  readonly type: 'classic';
  readonly state: string;
  readonly protocolType: string | null;
  readonly isEmpty: boolean;
  /** `NONE`, or why nothing of the request may be committed. */
  validateOffsetCommit(request: OffsetCommitRequest): ErrorCode;
  /** A commit of this member is accepted. */
  noteOffsetCommit(memberId: string): void;
  validateOffsetDelete(): ErrorCode;
  validateDelete(): ErrorCode;
  isSubscribedTo(topic: string): boolean;
  /** From when on an offset's retention counts; `undefined`: no offset of the group expires now. */
  expiryBase(): ((offset: StoredOffset) => number) | undefined;
  /** What removes the group from the log, its offsets apart. */
  tombstones(): readonly CoordinatorRecord[];
  describe(): DescribedGroup;
  view(offsets: ReadonlyMap<TopicPartition, StoredOffset>): GroupView;
  /** It is coordinated here no longer, or deleted: its timers go, and whoever waits is told the error. */
  dispose(error: ErrorCode): void;
  /** The group as it was, after it was disposed of to be deleted and that could not be stored. It was empty, and is again. */
  revived(): Group;
}
