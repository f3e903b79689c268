// Floor 3. Heartbeat to a classic group: the session goes on, and a member learns that it has to rejoin (Kafka:
// GroupMetadataManager.classicGroupHeartbeatToClassicGroup).
import type { ErrorCode } from '../../../protocol/error-code.ts';
import type { HeartbeatRequest } from '../../../protocol/requests.ts';
import type { ClassicGroup } from './classic-group.ts';
import { restartSession } from './sessions.ts';

/** A heartbeat that is refused (any error but `REBALANCE_IN_PROGRESS`) keeps no session alive. */
export function heartbeat(group: ClassicGroup | undefined, request: HeartbeatRequest): ErrorCode {
  if (group === undefined) return 'UNKNOWN_MEMBER_ID';
  const error = group.memberError(request.memberId, request.groupInstanceId);
  const member = group.members.get(request.memberId);
  if (error !== 'NONE' || member === undefined) return error;
  if (request.generationId !== group.generationId) return 'ILLEGAL_GENERATION';
  restartSession(group, member);
  // In CompletingRebalance there is nothing to tell: members send heartbeats as soon as JoinGroup is answered.
  return group.state === 'PreparingRebalance' ? 'REBALANCE_IN_PROGRESS' : 'NONE';
}
