// Floor 3. What a coordinator writes to `__consumer_offsets`, and rebuilds itself from (Kafka: GroupMetadataKey/Value and
// OffsetCommitKey/Value). A record without a value is a tombstone.
import type { TopicPartition } from '../../protocol/topic-partition.ts';

export interface StoredMember {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  readonly rebalanceTimeoutMs: number;
  readonly sessionTimeoutMs: number;
  /** For the selected protocol only. */
  readonly subscription: unknown;
  readonly assignment: unknown;
}

export interface StoredGroup {
  readonly protocolType: string;
  readonly generationId: number;
  readonly protocolName: string | null;
  readonly leader: string | null;
  readonly currentStateTimestamp: number;
  readonly members: readonly StoredMember[];
}

export interface StoredOffset {
  readonly offset: number;
  readonly leaderEpoch: number;
  readonly metadata: string;
  readonly commitTimestamp: number;
}

export type CoordinatorRecord =
  | { readonly type: 'group'; readonly groupId: string; readonly value: StoredGroup | null }
  | {
      readonly type: 'offset';
      readonly groupId: string;
      readonly partition: TopicPartition;
      readonly value: StoredOffset | null;
    };
