// Floor 3. A static member that comes back without its id: a new id takes its place, if possible without a rebalance (KIP-345, KIP-814; Kafka:
// GroupMetadataManager.updateStaticMemberThenRebalanceOrCompleteJoin).
import type { JoinGroupResponse } from '../../../protocol/requests.ts';
import type { ClassicGroup } from './classic-group.ts';
import { groupRecord } from './classic-group-record.ts';
import type { ClassicMember } from './classic-member.ts';
import type { Join } from './join-group.ts';
import { refusedJoin } from './membership-responses.ts';
import { generationFor, maybeCompleteJoinPhase, prepareRebalance } from './rebalance.ts';
import { restartSession } from './sessions.ts';

/** From this version on, a leader that comes back is told that it leads, and that it need not assign (KIP-814). */
const versionWithSkipAssignment = 9;

export function replaceStaticMember(group: ClassicGroup, old: ClassicMember, memberId: string, join: Join): void {
  const leaderBefore = group.leaderId;
  const member = group.replaceStaticMember(old, memberId);
  restartSession(group, member); // With the timeout that the old one had: the new one's holds from the next heartbeat on.
  group.update(member, join.request);
  group.park(member, join.respond);
  switch (group.state) {
    case 'Stable':
      // Only the protocol's name counts. A changed subscription goes unnoticed (KAFKA-12759).
      if (group.selectProtocol() === group.protocolName) {
        storeReplacement(group, old, member, leaderBefore, join);
      } else {
        prepareRebalance(group, 'static member replaced', memberId);
      }
      return;
    case 'CompletingRebalance':
      // The leader may have assigned to the old id already, and then nothing would be assigned to the new one.
      prepareRebalance(group, 'static member replaced', memberId);
      return;
    case 'PreparingRebalance':
      maybeCompleteJoinPhase(group);
      return;
    case 'Empty':
    case 'Dead':
      throw new Error(`Group ${group.groupId} is ${group.state} and yet has the static member ${memberId}.`);
  }
}

function storeReplacement(
  group: ClassicGroup,
  old: ClassicMember,
  member: ClassicMember,
  leaderBefore: string | null,
  join: Join,
): void {
  const { generationId } = group;
  group.context.log.append([groupRecord(group, ({ assignment }) => assignment)], (error) => {
    // Meanwhile it may have left, joined again or been replaced, or a rebalance may have begun, whose join phase answers it.
    const isUndisturbed = group.state === 'Stable' && group.generationId === generationId;
    if (!isUndisturbed || member.parkedJoin !== join.respond) return;
    if (error === 'NONE') {
      group.answerJoin(member, answer(group, member, leaderBefore, join));
      // A session that ended while the member waited was let pass.
      if (member.session === undefined) restartSession(group, member);
    } else {
      group.answerJoin(member, { ...refusedJoin(error, ''), generationId, leader: leaderBefore ?? '' });
      group.update(member, old);
      restartSession(group, group.replaceStaticMember(member, old.memberId));
    }
  });
}

function answer(
  group: ClassicGroup,
  member: ClassicMember,
  leaderBefore: string | null,
  join: Join,
): JoinGroupResponse {
  const generation = generationFor(group, member);
  if ((join.from.apiVersion ?? versionWithSkipAssignment) >= versionWithSkipAssignment) {
    return { ...generation, skipAssignment: group.leaderId === member.memberId };
  }
  // It is not told that it leads, or it would assign anew: nobody watches for new partitions until the next rebalance.
  return { ...generation, leader: leaderBefore ?? '', members: [] };
}
