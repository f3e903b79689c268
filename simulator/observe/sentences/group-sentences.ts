// Floor 4. Sentences for what a coordinator tells of its groups.
import type { GroupEvent, RebalanceCause } from '../../protocol/trace-event.ts';
import { partitionNames } from '../run-trace.ts';
import type { Names } from './names.ts';
import { listed, offsetNames } from './phrases.ts';

export function groupSentence(event: GroupEvent, names: Names): string {
  switch (event.kind) {
    case 'group.state':
      return stateSentence(event, names);
    case 'group.member.added':
      return `${names.member(event.memberId)} was added to ${event.groupId} as ${event.memberId}${
        event.groupInstanceId === null ? '' : `, static member ${event.groupInstanceId}`
      }.`;
    case 'group.member.removed':
      return `${names.member(event.memberId)} (${event.memberId}) was removed from ${event.groupId}: ${removedFor[event.why]}.`;
    case 'group.generation':
      return event.members.length === 0
        ? `Generation ${event.generationId} of ${event.groupId} has no members.`
        : `Everybody who came is in generation ${event.generationId} of ${event.groupId}: ${listed(
            event.members.map(({ memberId }) => names.member(memberId)),
          )}. ${event.leader === null ? 'Nobody' : names.member(event.leader)} leads and assigns with ${event.protocolName ?? 'no protocol'}.`;
    case 'group.assignment':
      return `The assignment of generation ${event.generationId} of ${event.groupId} is stored: ${
        [...event.assignments].map(([id, owned]) => `${names.member(id)} gets ${partitionNames(owned)}`).join('; ') ||
        'nobody gets anything'
      }.`;
    case 'offsets.committed':
      return `${event.groupId} accepted a commit of ${who(event.memberId, names)}: ${offsetNames(event.offsets)}.`;
    case 'offsets.refused':
      return `${event.groupId} refused a commit of ${who(event.memberId, names)} with ${event.error}: ${offsetNames(event.offsets)}.`;
    case 'offsets.removed':
      return `${event.groupId} no longer has committed offsets for ${partitionNames(event.partitions)}: ${goneBecause[event.why]}.`;
    case 'coordinator.loading':
      return `Broker ${event.brokerId} takes over the groups of ${consumerOffsets(event)} and reads it.`;
    case 'coordinator.loaded':
      return `Broker ${event.brokerId} has read ${consumerOffsets(event)} and coordinates its groups now.`;
    case 'coordinator.unloaded':
      return `Broker ${event.brokerId} no longer coordinates the groups of ${consumerOffsets(event)}.`;
  }
}

function stateSentence(event: Extract<GroupEvent, { kind: 'group.state' }>, names: Names): string {
  const { groupId, from, to, generationId, cause, memberId } = event;
  if (from === 'Dead') return `${groupId} has a coordinator from now on; it is ${to}, in generation ${generationId}.`;
  switch (to) {
    case 'PreparingRebalance':
      return `${groupId} begins to rebalance${cause === undefined ? '' : `, because ${began(cause, memberId, names)}`}: it was ${from}, and now waits for its members to join.`;
    case 'CompletingRebalance':
      return `${groupId} has its members for generation ${generationId} and waits for the leader's assignment.`;
    case 'Stable':
      return `${groupId} is Stable in generation ${generationId}.`;
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

const removedFor: Readonly<Record<Extract<GroupEvent, { kind: 'group.member.removed' }>['why'], string>> = {
  left: 'it left',
  'session expired': 'no heartbeat came for its session timeout',
  'did not rejoin': 'it did not join again before the rebalance timeout',
  'never synced': 'it did not send SyncGroup before the rebalance timeout',
  'join timed out': 'its first JoinGroup waited too long',
  'group full': 'the group has group.max.size members',
  replaced: 'another consumer has its group.instance.id now',
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
