// Floor 3. Sessions: how long the coordinator believes in a member that it does not hear of. What a lost member means to the join
// phase is asked of `rebalance.ts`.
import type { ClassicGroup } from './classic-group.ts';
import type { ClassicMember } from './classic-member.ts';
import { refusedJoin } from './membership-responses.ts';
import { completeJoinIfAllJoined, prepareRebalanceOrCompleteJoin } from './rebalance.ts';

/** @param timeoutMs the session timeout that the member asked for, unless another holds now */
export function restartSession(
  group: ClassicGroup,
  member: ClassicMember,
  timeoutMs: number = member.sessionTimeoutMs,
): void {
  member.session?.cancel();
  member.session = group.context.clock.after(timeoutMs, () => expireSession(group, member));
}

/** Kafka: GroupMetadataManager.expireClassicGroupMemberHeartbeat. */
function expireSession(group: ClassicGroup, member: ClassicMember): void {
  member.session = undefined;
  const isWaiting = member.parkedJoin !== undefined || member.parkedSync !== undefined;
  // Whoever waits for an answer cannot send heartbeats. It is given a session again when it is answered; but a new member's wait has a bound.
  if (isWaiting && !member.isNew) return;
  const why = member.isNew ? 'join timed out' : 'session expired';
  group.answerJoin(member, refusedJoin('UNKNOWN_MEMBER_ID', ''));
  group.remove(member.memberId, why);
  if (group.state === 'Stable' || group.state === 'CompletingRebalance') {
    prepareRebalanceOrCompleteJoin(group, 'session expired', member.memberId);
  } else {
    completeJoinIfAllJoined(group);
  }
}

/** A member id was handed out: it is kept for a session timeout, in which its owner has to join with it. */
export function awaitPendingJoin(group: ClassicGroup, memberId: string, sessionTimeoutMs: number): void {
  const timer = group.context.clock.after(sessionTimeoutMs, () => {
    group.forgetPendingJoin(memberId);
    completeJoinIfAllJoined(group);
  });
  group.pendingJoins.set(memberId, timer);
}
