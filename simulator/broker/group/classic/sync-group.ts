// Floor 3. SyncGroup to a classic group: the leader hands in the assignment, everybody fetches their part (Kafka:
// GroupMetadataManager.classicGroupSyncToClassicGroup).
import type { ErrorCode } from '../../../protocol/error-code.ts';
import type { SyncGroupRequest, SyncGroupResponse } from '../../../protocol/requests.ts';
import { announceAssignment, handOutAssignments, resetAssignments } from './assignment.ts';
import type { ClassicGroup } from './classic-group.ts';
import { groupRecord } from './classic-group-record.ts';
import type { Respond } from './classic-member.ts';
import { refusedSync } from './membership-responses.ts';
import { prepareRebalance } from './rebalance.ts';

export function syncGroup(
  group: ClassicGroup | undefined,
  request: SyncGroupRequest,
  respond: Respond<SyncGroupResponse>,
): void {
  const member = group?.members.get(request.memberId);
  const error = group === undefined || group.isEmpty ? 'UNKNOWN_MEMBER_ID' : syncError(group, request);
  if (group === undefined || member === undefined || error !== 'NONE') {
    respond(refusedSync(error));
    return;
  }
  switch (group.state) {
    case 'CompletingRebalance':
      member.parkedSync = respond;
      noteSync(group, member.memberId);
      if (group.leaderId === member.memberId) storeAssignment(group, request);
      return;
    case 'Stable': {
      noteSync(group, member.memberId);
      const { protocolType, protocolName } = group;
      respond({ error: 'NONE', protocolType, protocolName, assignment: member.assignment });
      return;
    }
    case 'PreparingRebalance':
    case 'Empty':
    case 'Dead':
      respond(refusedSync('REBALANCE_IN_PROGRESS'));
      return;
  }
}

function syncError(group: ClassicGroup, request: SyncGroupRequest): ErrorCode {
  const error = group.memberError(request.memberId, request.groupInstanceId);
  if (error !== 'NONE') return error;
  if (request.generationId !== group.generationId) return 'ILLEGAL_GENERATION';
  const isOther = (asked: string | null, own: string | null) => asked !== null && own !== null && asked !== own;
  return isOther(request.protocolType, group.protocolType) || isOther(request.protocolName, group.protocolName)
    ? 'INCONSISTENT_GROUP_PROTOCOL'
    : 'NONE';
}

function noteSync(group: ClassicGroup, memberId: string): void {
  group.pendingSyncs.delete(memberId);
  if (group.pendingSyncs.size === 0) group.cancelSyncTimer();
}

function storeAssignment(group: ClassicGroup, { assignments, generationId, memberId }: SyncGroupRequest): void {
  const record = groupRecord(group, (member) => assignments.get(member.memberId));
  group.context.log.append([record], (error) => {
    // While the record was on its way, a rebalance may have begun: then the assignment is nobody's any more.
    if (group.state !== 'CompletingRebalance' || group.generationId !== generationId) return;
    if (error === 'NONE') {
      handOutAssignments(group, assignments);
      group.transitionTo('Stable');
      announceAssignment(group);
    } else {
      resetAssignments(group, error);
      prepareRebalance(group, 'assignment not stored', memberId);
    }
  });
}
