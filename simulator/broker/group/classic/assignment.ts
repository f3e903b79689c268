// Floor 3. Handing out what the leader assigned, or calling it off (Kafka: GroupMetadataManager.propagateAssignment). When to do which is not
// known here.
import type { ErrorCode } from '../../../protocol/error-code.ts';
import type { ClassicGroup } from './classic-group.ts';
import { refusedSync } from './membership-responses.ts';
import { restartSession } from './sessions.ts';

/** Members without an entry get nothing: zero bytes. Everybody who waits in SyncGroup is answered. */
export function handOutAssignments(group: ClassicGroup, assignments: ReadonlyMap<string, unknown>): void {
  for (const member of group.members.values()) member.assignment = assignments.get(member.memberId);
  for (const member of group.members.values()) {
    const { protocolType, protocolName } = group;
    const wasWaiting = group.answerSync(member, {
      error: 'NONE',
      protocolType,
      protocolName,
      assignment: member.assignment,
    });
    // A session that ended while the member waited was let pass, so a new one has to begin.
    if (wasWaiting) restartSession(group, member);
  }
}

/** Everybody's assignment of this generation is void. Who waits in SyncGroup is told why. */
export function resetAssignments(group: ClassicGroup, error: ErrorCode): void {
  for (const member of group.members.values()) member.assignment = undefined;
  for (const member of group.members.values()) {
    if (group.answerSync(member, refusedSync(error))) restartSession(group, member);
  }
}

/** Tells the trace who owns what in the present generation. */
export function announceAssignment(group: ClassicGroup): void {
  const { emit, assignedPartitions } = group.context;
  const assignments = new Map(
    Array.from(group.members.values(), (member) => [member.memberId, assignedPartitions(member.assignment)] as const),
  );
  emit({ kind: 'group.assignment', groupId: group.groupId, generationId: group.generationId, assignments });
}
