// Floor 3. A classic group as a record of `__consumer_offsets`. Not stored: sessions, pending ids, a join phase that is not over.
import type { CoordinatorRecord, StoredGroup } from '../coordinator-record.ts';
import type { ClassicGroup } from './classic-group.ts';
import type { ClassicMember } from './classic-member.ts';

/** @param assignmentOf what a member is assigned in the generation that is stored */
export function groupRecord(group: ClassicGroup, assignmentOf: (member: ClassicMember) => unknown): CoordinatorRecord {
  const value: StoredGroup = {
    protocolType: group.protocolType ?? '',
    generationId: group.generationId,
    protocolName: group.protocolName,
    leader: group.leaderId,
    currentStateTimestamp: group.stateSinceMs,
    members: Array.from(group.members.values(), (member) => member.stored(group.protocolName, assignmentOf(member))),
  };
  return { type: 'group', groupId: group.groupId, value };
}
