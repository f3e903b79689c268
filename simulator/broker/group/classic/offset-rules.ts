// Floor 3. What a classic group says to the commit and to the expiry of offsets. Where offsets are kept is not known here.
import type { ErrorCode } from '../../../protocol/error-code.ts';
import type { OffsetCommitRequest } from '../../../protocol/requests.ts';
import type { StoredOffset } from '../coordinator-record.ts';
import type { ClassicGroup } from './classic-group.ts';

/**
 * Whether the sender may commit (Kafka: ClassicGroup.validateOffsetCommit). It may in PreparingRebalance, with the generation that is about to
 * end: that is what makes a commit in `onPartitionsRevoked` work. Nobody asks whether it owns the partitions.
 */
export function offsetCommitError(
  group: ClassicGroup,
  { generationId, memberId, groupInstanceId }: OffsetCommitRequest,
): ErrorCode {
  // An admin client, or a consumer that assigns to itself, commits without a generation while nobody is in the group.
  if (generationId < 0 && group.isEmpty) return 'NONE';
  if (generationId >= 0 || memberId !== '' || groupInstanceId !== null) {
    const error = group.memberError(memberId, groupInstanceId);
    if (error !== 'NONE') return error;
    if (generationId !== group.generationId) return 'ILLEGAL_GENERATION';
  } else if (!group.isEmpty) {
    return 'UNKNOWN_MEMBER_ID';
  }
  return group.state === 'CompletingRebalance' ? 'REBALANCE_IN_PROGRESS' : 'NONE';
}

/** From when on retention counts (Kafka: ClassicGroup.offsetExpirationCondition). `undefined`: nothing expires now. */
export function offsetExpiryBase(group: ClassicGroup): ((offset: StoredOffset) => number) | undefined {
  if (group.protocolType === null) return sinceCommit;
  if (group.isEmpty) {
    const emptySinceMs = group.stateSinceMs;
    return () => emptySinceMs;
  }
  const isConsumers = group.protocolType === 'consumer' && group.isSubscriptionKnown;
  return isConsumers && group.state === 'Stable' ? sinceCommit : undefined;
}

function sinceCommit(offset: StoredOffset): number {
  return offset.commitTimestamp;
}
