// Floor 4. Sentences for what a coordinator tells of its groups.
import type { ErrorCode } from '../../protocol/error-code.ts';
import type { GroupEvent, RebalanceCause } from '../../protocol/trace-event.ts';
import { partitionNames } from '../run-trace.ts';
import type { Names } from './names.ts';
import { duration, listed, offsetNames } from './phrases.ts';

export function groupSentence(event: GroupEvent, names: Names): string {
  switch (event.kind) {
    case 'group.state':
      return stateSentence(event, names);
    case 'group.member.added':
      return addedSentence(event, names);
    case 'group.member.removed':
      return removedSentence(event, names);
    case 'group.generation':
      return event.members.length === 0
        ? `Generation ${event.generationId} of ${event.groupId} has no members: the group is empty.`
        : `The join phase is over. Everybody who came is in generation ${event.generationId} of ${event.groupId}: ${listed(
            event.members.map(({ memberId }) => names.member(memberId)),
          )}. ${event.leader === null ? 'Nobody' : names.member(event.leader)} leads and assigns with ${event.protocolName ?? 'no protocol'}.`;
    case 'group.assignment':
      return `The assignment of generation ${event.generationId} of ${event.groupId} is stored: ${
        [...event.assignments].map(([id, owned]) => `${names.member(id)} gets ${partitionNames(owned)}`).join('; ') ||
        'nobody gets anything'
      }. Each learns its own when it asks with SyncGroup.`;
    case 'offsets.committed':
      return `${event.groupId} stored a commit of ${who(event.memberId, names)}: ${offsetNames(event.offsets)}. Whoever owns these next begins there.`;
    case 'offsets.refused':
      return `${event.groupId} refused a commit of ${who(event.memberId, names)} with ${event.error}${refusedFor[event.error] ?? ''}: ${offsetNames(event.offsets)}. Whoever owns these next begins at the last commit that was stored.`;
    case 'offsets.removed':
      return `${event.groupId} no longer has committed offsets for ${partitionNames(event.partitions)}: ${goneBecause[event.why]}. Who reads them next begins where auto.offset.reset says.`;
    case 'coordinator.loading':
      return `Broker ${event.brokerId} takes over the groups of ${consumerOffsets(event)} and reads it; until it has, it puts their members off.`;
    case 'coordinator.loaded':
      return `Broker ${event.brokerId} has read ${consumerOffsets(event)} and coordinates its groups now: their members go on in the generation they were in.`;
    case 'coordinator.unloaded':
      return `Broker ${event.brokerId} no longer coordinates the groups of ${consumerOffsets(event)}: their members have to find the broker that does.`;
  }
}

function stateSentence(event: Extract<GroupEvent, { kind: 'group.state' }>, names: Names): string {
  const { groupId, from, to, generationId, cause, memberId } = event;
  if (from === 'Dead') return `${groupId} has a coordinator from now on; it is ${to}, in generation ${generationId}.`;
  switch (to) {
    case 'PreparingRebalance':
      return `${groupId} begins to rebalance${cause === undefined ? '' : `, because ${began(cause, memberId, names)}`}: it was ${from}, and now waits for each of its members to join.`;
    case 'CompletingRebalance':
      return `${groupId} has its members for generation ${generationId} and waits for the leader's assignment; until it comes, commits are refused.`;
    case 'Stable':
      return `${groupId} is Stable in generation ${generationId}: who asks for its assignment is given it.`;
    case 'Empty':
      return `${groupId} has no members any more; it keeps its committed offsets, in generation ${generationId}.`;
    case 'Dead':
      return `${groupId} has no coordinator here any more: it was deleted, or goes on elsewhere.`;
  }
}

function began(cause: RebalanceCause, memberId: string | undefined, names: Names): string {
  const member = memberId === undefined ? 'a member' : names.member(memberId);
  switch (cause) {
    case 'member joined':
      return `${member} joined`;
    case 'member rejoined with other metadata':
      return `${member} joined again with another subscription or other partitions`;
    case 'leader rejoined':
      return `its leader ${member} joined again`;
    case 'static member replaced':
      return `${member} took the place of a static member`;
    case 'member left':
      return `${member} left`;
    case 'session expired':
      return `nothing was heard of ${member} for its session timeout`;
    case 'member never synced':
      return `${member} did not ask for its assignment in time`;
    case 'assignment not stored':
      return 'the assignment could not be stored';
    case 'group larger than group.max.size':
      return 'it has more members than group.max.size allows';
  }
}

function addedSentence(event: Extract<GroupEvent, { kind: 'group.member.added' }>, names: Names): string {
  const { groupId, memberId, groupInstanceId } = event;
  const isStatic = groupInstanceId === null ? '' : `, as static member ${groupInstanceId}`;
  const sessionMs = names.joinOf(memberId)?.sessionTimeoutMs;
  const session = sessionMs === undefined ? 'its session timeout' : duration(sessionMs);
  return `${names.member(memberId)} is a member of ${groupId} from now on (${memberId})${isStatic}: without a heartbeat for ${session} it is removed.`;
}

function removedSentence(event: Extract<GroupEvent, { kind: 'group.member.removed' }>, names: Names): string {
  const { groupId, memberId, groupInstanceId, why } = event;
  const name = names.member(memberId);
  const join = names.joinOf(memberId);
  const session = join === undefined ? 'its session timeout' : duration(join.sessionTimeoutMs);
  const rebalance =
    join === undefined ? 'the rebalance timeout' : `its rebalance timeout of ${duration(join.rebalanceTimeoutMs)}`;
  switch (why) {
    case 'left':
      return `${name} left ${groupId} (${memberId}): others can get what it owned at once, without its session running out.`;
    case 'session expired':
      return `The session of ${name} expired: no heartbeat for ${session}. The coordinator removes it from ${groupId} (${memberId}), and others get what it owned.`;
    case 'did not rejoin':
      return `${name} did not join again within ${rebalance}: ${groupId} goes on without it (${memberId}).`;
    case 'never synced':
      return `${name} did not send SyncGroup within ${rebalance}: ${groupId} removes it (${memberId}) and rebalances without it.`;
    case 'join timed out':
      return `${name} was removed from ${groupId} (${memberId}): its first JoinGroup waited too long.`;
    case 'group full':
      return `${name} was removed from ${groupId} (${memberId}): the group has group.max.size members already.`;
    case 'replaced':
      return `${name} lost its place in ${groupId} (${memberId}): another consumer joined with its group.instance.id ${groupInstanceId ?? ''}, and takes over what it owned.`;
  }
}

/** Why a coordinator stores no offsets, for the errors that members meet. */
const refusedFor: Readonly<Partial<Record<ErrorCode, string>>> = {
  ILLEGAL_GENERATION: ', since it is in an old generation',
  UNKNOWN_MEMBER_ID: ', since it is no member any more',
  FENCED_INSTANCE_ID: ', since another consumer has its group.instance.id',
  REBALANCE_IN_PROGRESS: ', since the group waits for its assignment',
};

const goneBecause: Readonly<Record<Extract<GroupEvent, { kind: 'offsets.removed' }>['why'], string>> = {
  expired: 'they expired',
  deleted: 'they were deleted',
  'topic deleted': 'the topic was deleted',
};

function who(memberId: string, names: Names): string {
  return memberId === '' ? 'somebody who is no member' : names.member(memberId);
}

function consumerOffsets({ offsetsPartition }: { readonly offsetsPartition: number }): string {
  return `__consumer_offsets-${offsetsPartition}`;
}
