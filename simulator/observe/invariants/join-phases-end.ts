// Floor 4. When the join phase of a rebalance ends, and who is in the generation that follows (Kafka: GroupMetadataManager
// .completeClassicGroupJoin, maybeCompleteJoinPhase). The delay of a group that was empty is not judged.
import type { GroupState } from '../../protocol/trace-event.ts';
import { requestIn, responseIn, type TracedEvent } from '../run-trace.ts';
import { CoordinatorConnections } from './connections.ts';
import type { Checker, Invariant, World } from './invariant.ts';

interface JoinPhase {
  /** Members whose JoinGroup waits for an answer. */
  readonly joined: Set<string>;
  /** Ids that were handed out, with the time at which they are forgotten. */
  readonly pending: Map<string, number>;
  from: GroupState | undefined;
  /** Somebody was refused for `group.max.size`: Kafka forgets it, but does not look whether that ends the join phase. */
  wasAnybodyRefused: boolean;
  /** When a coordinator took the group over. */
  loadedMs: number | undefined;
  /** When somebody last joined, was removed or was forgotten. */
  changedMs: number;
}

export const joinPhasesEnd: Invariant = {
  name: 'join phases end',
  rule: 'A generation begins with those that joined, led by one of them, as soon as nobody is waited for.',
  begin(world: World): Checker {
    const phases = new Map<string, JoinPhase>();
    const connections = new CoordinatorConnections();
    const phaseOf = (groupId: string): JoinPhase => {
      const known = phases.get(groupId);
      if (known !== undefined) return known;
      const phase: JoinPhase = {
        joined: new Set(),
        pending: new Map(),
        from: undefined,
        wasAnybodyRefused: false,
        loadedMs: undefined,
        changedMs: 0,
      };
      phases.set(groupId, phase);
      return phase;
    };

    /** A request has arrived, or is taken up after one that was sent before it. */
    const dealtWith = (correlationId: number, atMs: number) => {
      const open = world.openRequests.get(correlationId);
      if (open === undefined) return;
      const joining = requestIn(open, 'JoinGroup');
      if (joining !== undefined) {
        const phase = phaseOf(joining.groupId);
        phase.joined.add(joining.memberId);
        phase.changedMs = atMs;
      }
      const leaving = requestIn(open, 'LeaveGroup');
      if (leaving !== undefined) {
        const phase = phaseOf(leaving.groupId);
        for (const { memberId } of leaving.members) phase.pending.delete(memberId);
        phase.changedMs = atMs;
      }
    };

    const begun = (event: Extract<TracedEvent, { kind: 'group.generation' }>) => {
      const { groupId, generationId, members, leader, atMs } = event;
      const phase = phaseOf(groupId);
      const which = `generation ${generationId} of ${groupId}`;
      const absent = members.filter(({ memberId }) => !phase.joined.has(memberId));
      if (leader !== null && absent.some(({ memberId }) => memberId === leader)) {
        world.report(`${which} began under the leader ${leader}, which had not joined`);
      }
      for (const { memberId, groupInstanceId } of absent) {
        if (groupInstanceId === null) world.report(`${which} began with ${memberId}, which had not joined`);
      }
      let changedMs = phase.changedMs;
      let isSomebodyPending = false;
      for (const [memberId, forgottenAtMs] of phase.pending) {
        if (forgottenAtMs > atMs) isSomebodyPending = true;
        else {
          phase.pending.delete(memberId);
          changedMs = Math.max(changedMs, forgottenAtMs);
        }
      }
      const mayBeLate = phase.from === 'Empty' || absent.length > 0 || isSomebodyPending || phase.wasAnybodyRefused;
      if (!mayBeLate && atMs > changedMs) {
        world.report(`${which} began at ${atMs} ms, although nobody was waited for from ${changedMs} ms on`);
      }
      phase.joined.clear();
      phase.wasAnybodyRefused = false;
    };

    return {
      next(event) {
        const takenUp = connections.next(event);
        if (takenUp !== undefined) dealtWith(takenUp, event.atMs);
        switch (event.kind) {
          case 'request.delivered':
            return dealtWith(event.correlationId, event.atMs);
          case 'response.sent': {
            const response = responseIn(event, 'JoinGroup');
            const open = world.openRequests.get(event.correlationId);
            const request = open && requestIn(open, 'JoinGroup');
            if (response === undefined || request === undefined) return;
            const phase = phaseOf(request.groupId);
            phase.joined.delete(request.memberId);
            phase.joined.delete(response.memberId);
            if (response.error === 'GROUP_MAX_SIZE_REACHED') phase.wasAnybodyRefused = true;
            if (response.error === 'MEMBER_ID_REQUIRED')
              phase.pending.set(response.memberId, event.atMs + request.sessionTimeoutMs);
            return;
          }
          case 'group.member.added': {
            const phase = phaseOf(event.groupId);
            // A coordinator that takes over tells who is in the group: they have not joined anew.
            if (phase.loadedMs !== event.atMs || world.groups.get(event.groupId)?.state !== 'Stable') {
              phase.joined.add(event.memberId);
            }
            phase.pending.delete(event.memberId);
            phase.changedMs = event.atMs;
            return;
          }
          case 'group.member.removed': {
            phaseOf(event.groupId).changedMs = event.atMs;
            return;
          }
          case 'group.state': {
            const phase = phaseOf(event.groupId);
            if (event.to === 'PreparingRebalance') {
              phase.from = event.from;
              phase.changedMs = Math.max(phase.changedMs, event.atMs);
            } else if (event.from === 'Dead' || event.to === 'Dead') {
              // A coordinator that takes over knows neither who had joined nor which ids were handed out.
              phase.pending.clear();
              phase.joined.clear();
              phase.changedMs = event.atMs;
              phase.loadedMs = event.from === 'Dead' ? event.atMs : undefined;
            }
            return;
          }
          case 'group.generation':
            return begun(event);
        }
      },
    };
  },
};
