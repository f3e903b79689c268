// Floor 3. The join phase of a classic group: how a rebalance begins, how long members are waited for, and how the next generation begins
// (Kafka: GroupMetadataManager.prepareRebalance, completeClassicGroupJoin). Knows nothing of the requests that lead here.
import type { JoinGroupResponse } from '../../../protocol/requests.ts';
import type { RebalanceCause } from '../../../protocol/trace-event.ts';
import { resetAssignments } from './assignment.ts';
import type { ClassicGroup } from './classic-group.ts';
import { groupRecord } from './classic-group-record.ts';
import type { ClassicMember } from './classic-member.ts';
import { canRebalance } from './group-states.ts';
import { restartSession } from './sessions.ts';

/** A member came, went or changed: a rebalance begins, or the one that runs may be complete now. */
export function prepareRebalanceOrCompleteJoin(group: ClassicGroup, cause: RebalanceCause, memberId?: string): void {
  if (canRebalance(group.state)) prepareRebalance(group, cause, memberId);
  else maybeCompleteJoinPhase(group);
}

export function prepareRebalance(group: ClassicGroup, cause: RebalanceCause, memberId?: string): void {
  if (group.state === 'CompletingRebalance') resetAssignments(group, 'REBALANCE_IN_PROGRESS');
  group.pendingSyncs.clear();
  group.cancelSyncTimer();
  const isInitial = group.isEmpty;
  group.transitionTo('PreparingRebalance', cause, memberId);
  if (isInitial) beginInitialDelay(group);
  else if (group.haveAllJoined) completeJoin(group);
  else setJoinTimer(group, group.rebalanceTimeoutMs, () => completeJoin(group));
}

/** Ends the join phase if nobody is waited for, except an initial one: its delay runs its course. */
export function maybeCompleteJoinPhase(group: ClassicGroup): void {
  if (group.previousState !== 'Empty') completeJoinIfAllJoined(group);
}

/** The same for sessions that expired: Kafka then ends an initial join phase, too. */
export function completeJoinIfAllJoined(group: ClassicGroup): void {
  if (group.state === 'PreparingRebalance' && group.haveAllJoined) completeJoin(group);
}

/** A group that was empty waits a little for more members to come, so that they do not cause a rebalance each. */
function beginInitialDelay(group: ClassicGroup): void {
  const delayMs = group.context.config.initialRebalanceDelayMs;
  const remainingMs = Math.max(group.rebalanceTimeoutMs - delayMs, 0);
  setJoinTimer(group, delayMs, () => endInitialDelay(group, delayMs, remainingMs));
}

/** Kafka: GroupMetadataManager.tryCompleteInitialRebalanceElseSchedule. */
function endInitialDelay(group: ClassicGroup, delayMs: number, remainingMs: number): void {
  if (!group.isMemberAddedInInitialRebalance || remainingMs === 0) {
    completeJoin(group);
    return;
  }
  group.isMemberAddedInInitialRebalance = false;
  const nextDelayMs = Math.min(group.context.config.initialRebalanceDelayMs, remainingMs);
  const nextRemainingMs = Math.max(remainingMs - delayMs, 0);
  setJoinTimer(group, nextDelayMs, () => endInitialDelay(group, nextDelayMs, nextRemainingMs));
}

function setJoinTimer(group: ClassicGroup, delayMs: number, run: () => void): void {
  group.joinTimer?.cancel();
  group.joinTimer = group.context.clock.after(delayMs, run);
}

function completeJoin(group: ClassicGroup): void {
  group.joinTimer?.cancel();
  group.joinTimer = undefined;
  removeAbsentDynamicMembers(group);
  if (group.members.size > 0 && !electJoinedLeader(group)) {
    // Static members only, none of which came: they keep their places until their sessions end.
    setJoinTimer(group, group.rebalanceTimeoutMs, () => completeJoin(group));
    return;
  }
  group.beginGeneration();
  announceGeneration(group);
  if (group.isEmpty) storeEmptyGroup(group);
  else answerJoins(group);
}

function removeAbsentDynamicMembers(group: ClassicGroup): void {
  if (group.parkedJoinCount === group.members.size) return;
  const absent = [...group.members.values()].filter(
    ({ parkedJoin, groupInstanceId }) => parkedJoin === undefined && groupInstanceId === null,
  );
  for (const { memberId } of absent) group.remove(memberId, 'did not rejoin');
}

/** A leader that did not come to the join phase is followed by the one that joined first of those that did. */
function electJoinedLeader(group: ClassicGroup): boolean {
  if (group.leaderId === null) return false;
  if (group.members.get(group.leaderId)?.parkedJoin !== undefined) return true;
  for (const member of group.members.values()) {
    if (member.parkedJoin === undefined) continue;
    group.leaderId = member.memberId;
    return true;
  }
  return false;
}

/** If that cannot be stored, a coordinator that takes over believes in the generation before: its members' sessions end there. */
function storeEmptyGroup(group: ClassicGroup): void {
  group.context.log.append([groupRecord(group, () => undefined)], () => {});
}

function answerJoins(group: ClassicGroup): void {
  for (const member of group.members.values()) {
    group.answerJoin(member, generationFor(group, member));
    restartSession(group, member);
    member.isNew = false;
    group.pendingSyncs.add(member.memberId);
  }
  group.syncTimer = group.context.clock.after(group.rebalanceTimeoutMs, () => expirePendingSyncs(group));
}

/** The present generation, as a member is told of it in JoinGroup. */
export function generationFor(group: ClassicGroup, member: ClassicMember): JoinGroupResponse {
  return {
    error: 'NONE',
    memberId: member.memberId,
    generationId: group.generationId,
    protocolType: group.protocolType,
    protocolName: group.protocolName,
    leader: group.leaderId ?? '',
    skipAssignment: false,
    members: group.leaderId === member.memberId ? group.membersForLeader() : [],
  };
}

function announceGeneration(group: ClassicGroup): void {
  group.context.emit({
    kind: 'group.generation',
    groupId: group.groupId,
    generationId: group.generationId,
    protocolName: group.protocolName,
    leader: group.leaderId,
    members: Array.from(group.members.values(), (member) => member.identity()),
  });
}

/** Members that took their JoinGroup's answer and never sent SyncGroup are dropped, static ones too, however alive they are. */
function expirePendingSyncs(group: ClassicGroup): void {
  group.syncTimer = undefined;
  const silent = [...group.pendingSyncs];
  if (silent.length === 0) return;
  for (const memberId of silent) group.remove(memberId, 'never synced');
  prepareRebalance(group, 'member never synced', silent[0]);
}
