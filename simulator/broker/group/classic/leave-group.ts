// Floor 3. LeaveGroup to a classic group: members that go, or that an administrator removes by their instance ids (Kafka:
// GroupMetadataManager.classicGroupLeaveToClassicGroup).
import type { ErrorCode } from '../../../protocol/error-code.ts';
import type { LeaveGroupRequest, LeaveGroupResponse, LeavingMember } from '../../../protocol/requests.ts';
import type { ClassicGroup } from './classic-group.ts';
import { refusedJoin } from './membership-responses.ts';
import { maybeCompleteJoinPhase, prepareRebalance } from './rebalance.ts';

/** All that leave in one request cause one rebalance. The error of the whole response is `NONE` even for a group that there is not. */
export function leaveGroup(group: ClassicGroup | undefined, { members }: LeaveGroupRequest): LeaveGroupResponse {
  let firstToGo: string | undefined;
  const answers = members.map((leaving) => {
    const memberId = group === undefined ? undefined : idOf(group, leaving);
    const error = group === undefined ? 'UNKNOWN_MEMBER_ID' : remove(group, leaving, memberId);
    if (error === 'NONE') firstToGo ??= memberId;
    return { memberId: leaving.memberId, groupInstanceId: leaving.groupInstanceId, error };
  });
  if (group !== undefined && firstToGo !== undefined) {
    if (group.state === 'Stable' || group.state === 'CompletingRebalance') {
      prepareRebalance(group, 'member left', firstToGo);
    } else if (group.state === 'PreparingRebalance') {
      maybeCompleteJoinPhase(group);
    }
  }
  return { error: 'NONE', members: answers };
}

/** An administrator names an instance and no member. */
function idOf(group: ClassicGroup, { memberId, groupInstanceId }: LeavingMember): string | undefined {
  if (memberId !== '') return memberId;
  return groupInstanceId === null ? undefined : group.staticMembers.get(groupInstanceId);
}

function remove(group: ClassicGroup, leaving: LeavingMember, memberId: string | undefined): ErrorCode {
  if (memberId === undefined) return 'UNKNOWN_MEMBER_ID';
  if (group.pendingJoins.has(memberId)) {
    group.forgetPendingJoin(memberId);
    return 'NONE';
  }
  const error = group.memberError(memberId, leaving.groupInstanceId);
  const member = group.members.get(memberId);
  if (error !== 'NONE' || member === undefined) return error;
  group.answerJoin(member, refusedJoin('UNKNOWN_MEMBER_ID', ''));
  group.remove(memberId, 'left');
  return 'NONE';
}
