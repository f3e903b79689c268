// Floor 4. Liveness of sessions: a member whose consumer is gone does not stay in its group for ever, or its partitions would be
// nobody's. Checked at the end of a run whose disturbances ended long enough ago.
import { isMemberEvent, requestIn, responseIn } from '../run-trace.ts';
import type { Checker, Invariant, World } from './invariant.ts';

/** What answers may take to arrive, and more. */
const slackMs = 3000;

export const noGhosts: Invariant = {
  name: 'no ghosts',
  rule: 'A member whose consumer is gone is out of its group when its session timeout is over.',
  begin(world: World): Checker {
    const liveness = world.options.liveness;
    const lastHeardMs = new Map<string, number>();
    const sessionTimeouts = new Map<string, number>();
    // The end of a join phase starts every session anew, those of static members who were not there included; so does a coordinator
    // that takes over (Kafka: completeClassicGroupJoin, onLoaded).
    const sessionsBeganMs = new Map<string, number>();
    let loadedMs = 0;
    return {
      next(event) {
        if (liveness === undefined) return;
        if (isMemberEvent(event)) lastHeardMs.set(event.memberId, event.atMs);
        else if (event.kind === 'group.generation') sessionsBeganMs.set(event.groupId, event.atMs);
        else if (event.kind === 'coordinator.loaded') loadedMs = event.atMs;
        else if (event.kind === 'response.sent') {
          const open = world.openRequests.get(event.correlationId);
          const beat = open && requestIn(open, 'Heartbeat');
          if (beat !== undefined && responseIn(event, 'Heartbeat')?.error === 'NONE') {
            lastHeardMs.set(beat.memberId, event.atMs);
          }
          const joining = open && requestIn(open, 'JoinGroup');
          const join = responseIn(event, 'JoinGroup');
          if (joining !== undefined && join?.error === 'NONE') {
            sessionTimeouts.set(join.memberId, joining.sessionTimeoutMs);
            lastHeardMs.set(join.memberId, event.atMs);
          }
        }
      },
      end(endMs) {
        if (liveness === undefined) return;
        for (const { groupId, members, state } of world.groups.all()) {
          if (state === 'Dead') continue;
          for (const { memberId } of members.values()) {
            const key = world.consumers.keyOfMember(memberId);
            const timeoutMs = sessionTimeouts.get(memberId);
            if (key === undefined || timeoutMs === undefined) continue;
            if (world.consumers.get(key)?.memberId === memberId) continue;
            const goneSinceMs = Math.max(
              lastHeardMs.get(memberId) ?? 0,
              sessionsBeganMs.get(groupId) ?? 0,
              loadedMs,
              liveness.calmFromMs,
            );
            if (endMs - goneSinceMs <= timeoutMs + slackMs) continue;
            world.report(
              `${memberId} is still a member of ${groupId} at ${endMs} ms, although its consumer ${key} was not heard of since ${lastHeardMs.get(memberId)} ms and its session timeout is ${timeoutMs} ms`,
            );
          }
        }
      },
    };
  },
};
