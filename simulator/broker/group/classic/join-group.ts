// Floor 3. JoinGroup to a classic group: who is let in, and what a member's joining again means in each state (Kafka:
// GroupMetadataManager.classicGroupJoinToClassicGroup).
import type { JoinGroupRequest, JoinGroupResponse } from '../../../protocol/requests.ts';
import { isSameValue } from '../../../protocol/same-value.ts';
import type { RebalanceCause } from '../../../protocol/trace-event.ts';
import type { RequestContext } from '../../../protocol/wire.ts';
import type { ShardState } from '../shard-state.ts';
import { ClassicGroup } from './classic-group.ts';
import { groupRecord } from './classic-group-record.ts';
import { ClassicMember, type Respond } from './classic-member.ts';
import { refusedJoin } from './membership-responses.ts';
import { generationFor, prepareRebalanceOrCompleteJoin } from './rebalance.ts';
import { awaitPendingJoin, restartSession } from './sessions.ts';
import { replaceStaticMember } from './static-membership.ts';

/** A JoinGroup with what is needed to answer it. */
export interface Join {
  readonly request: JoinGroupRequest;
  readonly from: RequestContext;
  readonly respond: Respond<JoinGroupResponse>;
}

/** From this version on, a dynamic member is given an id first and has to join again with it (KIP-394). */
const versionWithKnownMemberId = 4;

export function joinGroup(state: ShardState, known: ClassicGroup | undefined, join: Join): void {
  const { groupId, memberId } = join.request;
  if (known !== undefined) {
    joinKnownGroup(known, join);
  } else if (memberId !== '') {
    join.respond(refusedJoin('UNKNOWN_MEMBER_ID', memberId));
  } else {
    const created = new ClassicGroup(groupId, state.context);
    state.groups.set(groupId, created);
    created.announce('Empty');
    const record = groupRecord(created, () => undefined);
    joinKnownGroup(created, join);
    state.context.log.append([record], (error) => {
      if (error === 'NONE' || state.groups.get(groupId) !== created) return;
      state.groups.delete(groupId);
      created.dispose(error);
    });
  }
}

function joinKnownGroup(group: ClassicGroup, join: Join): void {
  const { memberId } = join.request;
  if (!isRoomFor(group, memberId)) {
    group.remove(memberId, 'group full');
    join.respond(refusedJoin('GROUP_MAX_SIZE_REACHED', ''));
    return;
  }
  const { protocolType, protocols } = join.request;
  const names = protocols.map(({ name }) => name);
  if (!group.supports(protocolType, names)) {
    join.respond(refusedJoin('INCONSISTENT_GROUP_PROTOCOL', memberId));
  } else if (memberId === '') {
    joinAsNewMember(group, join);
  } else if (group.pendingJoins.has(memberId)) {
    joinWithPendingId(group, join);
  } else {
    joinAgain(group, join);
  }
}

/**
 * Kafka: GroupMetadataManager.acceptJoiningMember. In PreparingRebalance those who came count, not all that are members: when the limit was lowered,
 * the last to rejoin are turned away.
 */
function isRoomFor(group: ClassicGroup, memberId: string): boolean {
  const { maxSize } = group.context.config;
  switch (group.state) {
    case 'Empty':
    case 'Dead':
      return true;
    case 'PreparingRebalance':
      return group.members.get(memberId)?.parkedJoin !== undefined || group.parkedJoinCount < maxSize;
    case 'CompletingRebalance':
    case 'Stable':
      return group.members.has(memberId) || group.members.size < maxSize;
  }
}

function joinAsNewMember(group: ClassicGroup, join: Join): void {
  const { groupInstanceId, sessionTimeoutMs } = join.request;
  const newMemberId = `${groupInstanceId ?? join.from.clientId}-${group.context.uuid()}`;
  if (groupInstanceId !== null) {
    const old = group.members.get(group.staticMembers.get(groupInstanceId) ?? '');
    if (old === undefined) addMember(group, newMemberId, join);
    else replaceStaticMember(group, old, newMemberId, join);
  } else if ((join.from.apiVersion ?? versionWithKnownMemberId) >= versionWithKnownMemberId) {
    awaitPendingJoin(group, newMemberId, sessionTimeoutMs);
    join.respond(refusedJoin('MEMBER_ID_REQUIRED', newMemberId));
  } else {
    addMember(group, newMemberId, join);
  }
}

function joinWithPendingId(group: ClassicGroup, join: Join): void {
  const { memberId, groupInstanceId } = join.request;
  // Pending ids are given to dynamic members only. Kafka fails over such a request.
  if (groupInstanceId !== null) join.respond(refusedJoin('UNKNOWN_SERVER_ERROR', ''));
  else addMember(group, memberId, join);
}

function addMember(group: ClassicGroup, memberId: string, { request, from, respond }: Join): void {
  const member = new ClassicMember({
    memberId,
    groupInstanceId: request.groupInstanceId,
    clientId: from.clientId,
    clientHost: from.clientHost,
    rebalanceTimeoutMs: request.rebalanceTimeoutMs,
    sessionTimeoutMs: request.sessionTimeoutMs,
    protocolType: request.protocolType,
    protocols: request.protocols,
    assignment: undefined,
  });
  member.isNew = true;
  if (group.state === 'PreparingRebalance' && group.previousState === 'Empty') {
    group.isMemberAddedInInitialRebalance = true;
  }
  group.add(member);
  group.park(member, respond);
  // It cannot send heartbeats yet, so its session timeout means nothing. Still a client that gave up must not be waited for without end.
  restartSession(group, member, group.context.config.newMemberJoinTimeoutMs);
  prepareRebalanceOrCompleteJoin(group, 'member joined', memberId);
}

function joinAgain(group: ClassicGroup, join: Join): void {
  const { memberId, groupInstanceId, protocols } = join.request;
  const error = group.memberError(memberId, groupInstanceId);
  const member = group.members.get(memberId);
  if (error !== 'NONE' || member === undefined) {
    join.respond(refusedJoin(error, memberId));
    return;
  }
  // The same metadata again comes from a member whose answer was lost: it is given that answer.
  const isUnchanged = isSameValue(member.protocols, protocols);
  switch (group.state) {
    case 'PreparingRebalance':
      rejoin(group, member, join, 'member rejoined with other metadata');
      return;
    case 'CompletingRebalance':
      if (isUnchanged) join.respond(generationFor(group, member));
      else rejoin(group, member, join, 'member rejoined with other metadata');
      return;
    case 'Stable':
      // The leader may have seen something that is in nobody's metadata, such as new partitions.
      if (group.leaderId === memberId) rejoin(group, member, join, 'leader rejoined');
      else if (isUnchanged) join.respond(generationFor(group, member));
      else rejoin(group, member, join, 'member rejoined with other metadata');
      return;
    case 'Empty':
    case 'Dead':
      join.respond(refusedJoin('UNKNOWN_MEMBER_ID', memberId));
      return;
  }
}

function rejoin(group: ClassicGroup, member: ClassicMember, join: Join, cause: RebalanceCause): void {
  group.update(member, join.request);
  group.park(member, join.respond);
  prepareRebalanceOrCompleteJoin(group, cause, member.memberId);
}
