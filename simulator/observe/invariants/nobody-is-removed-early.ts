// Floor 4. The coordinator's patience: sessions last as long as the member asked for, counted from its last heartbeat or the last join phase, and a
// SyncGroup is waited for as long as the rebalance timeout (Kafka: rescheduleClassicGroupMemberHeartbeat, schedulePendingSync).
import { requestIn, responseIn } from '../run-trace.ts';
import type { Checker, Invariant, World } from './invariant.ts';

interface Patience {
  readonly sessionTimeoutMs: number;
  readonly rebalanceTimeoutMs: number;
}

export const nobodyIsRemovedEarly: Invariant = {
  name: 'nobody is removed early',
  rule: 'A session expires no sooner than its timeout after the last heartbeat or join phase, and SyncGroup is waited for through the rebalance timeout.',
  begin(world: World): Checker {
    const asked = new Map<string, Patience>();
    const lastSignMs = new Map<string, number>();
    const generations = new Map<string, { readonly atMs: number; readonly timeoutMs: number | undefined }>();
    return {
      next(event) {
        if (event.kind === 'response.sent') {
          const open = world.openRequests.get(event.correlationId);
          if (open === undefined) return;
          const join = responseIn(event, 'JoinGroup');
          const joining = requestIn(open, 'JoinGroup');
          if (join?.error === 'NONE' && joining !== undefined) asked.set(join.memberId, joining);
          const beat = responseIn(event, 'Heartbeat');
          const beating = requestIn(open, 'Heartbeat');
          if (beating !== undefined && (beat?.error === 'NONE' || beat?.error === 'REBALANCE_IN_PROGRESS')) {
            lastSignMs.set(beating.memberId, event.atMs);
          }
        } else if (event.kind === 'request.delivered') {
          // Members ask in their JoinGroup, which may be answered only when others have come.
          const open = world.openRequests.get(event.correlationId);
          const joining = open && requestIn(open, 'JoinGroup');
          if (joining !== undefined && joining.memberId !== '') asked.set(joining.memberId, joining);
        } else if (event.kind === 'group.generation') {
          let timeoutMs: number | undefined = 0;
          for (const { memberId } of event.members) {
            lastSignMs.set(memberId, event.atMs);
            const patience = asked.get(memberId);
            timeoutMs =
              patience === undefined || timeoutMs === undefined
                ? undefined
                : Math.max(timeoutMs, patience.rebalanceTimeoutMs);
          }
          generations.set(event.groupId, { atMs: event.atMs, timeoutMs });
        } else if (event.kind === 'group.member.removed' && event.why === 'session expired') {
          const sinceMs = lastSignMs.get(event.memberId);
          const patience = asked.get(event.memberId);
          if (sinceMs === undefined || patience === undefined) return;
          const silentMs = event.atMs - sinceMs;
          if (silentMs >= patience.sessionTimeoutMs) return;
          world.report(
            `${event.memberId} was removed from ${event.groupId} after ${silentMs} ms of silence; its session timeout is ${patience.sessionTimeoutMs} ms`,
          );
        } else if (event.kind === 'group.member.removed' && event.why === 'never synced') {
          const generation = generations.get(event.groupId);
          if (generation?.timeoutMs === undefined) return;
          const waitedMs = event.atMs - generation.atMs;
          if (waitedMs >= generation.timeoutMs) return;
          world.report(
            `${event.memberId} was removed from ${event.groupId} because its SyncGroup had not come in ${waitedMs} ms; the rebalance timeout is ${generation.timeoutMs} ms`,
          );
        }
      },
    };
  },
};
