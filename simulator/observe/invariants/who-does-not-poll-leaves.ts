// Floor 4. `max.poll.interval.ms`: a consumer whose application does not poll stops its heartbeats and leaves (KIP-62; Kafka:
// AbstractCoordinator.HeartbeatThread). Processes whose clock was set are left out: they measure another time.
import { type ClientKey, clientKey, requestIn } from '../run-trace.ts';
import type { Checker, Invariant, World } from './invariant.ts';

export const whoDoesNotPollLeaves: Invariant = {
  name: 'who does not poll leaves',
  rule: 'No heartbeat is sent for a consumer that has not polled for longer than max.poll.interval.ms.',
  begin(world: World): Checker {
    /** When the poll timer of a consumer that is not in a poll was last set, at the latest. */
    const idleSinceMs = new Map<ClientKey, number>();
    const pollIntervals = new Map<string, number>();
    const clockWasSet = new Set<string>();
    return {
      next(event, _index, change) {
        for (const { consumer } of change.ended) idleSinceMs.delete(consumer.key);
        switch (event.kind) {
          case 'process.clock':
            clockWasSet.add(event.process);
            return;
          case 'poll.entered':
            idleSinceMs.delete(clientKey(event));
            return;
          case 'poll.returned':
            idleSinceMs.set(clientKey(event), event.atMs);
            return;
          case 'consumer.state':
            // JoinGroup was answered, which may happen beside the application: all timers begin anew.
            if (event.to !== 'COMPLETING_REBALANCE') return;
            if (idleSinceMs.has(clientKey(event))) idleSinceMs.set(clientKey(event), event.atMs);
            return;
          case 'request.sent': {
            const joining = requestIn(event, 'JoinGroup');
            // A consumer's rebalance timeout is its poll interval.
            if (joining !== undefined && joining.memberId !== '')
              pollIntervals.set(joining.memberId, joining.rebalanceTimeoutMs);
            const beating = requestIn(event, 'Heartbeat');
            if (beating === undefined) return;
            const key = world.consumers.keyOfMember(beating.memberId);
            const consumer = key === undefined ? undefined : world.consumers.get(key);
            if (consumer === undefined || consumer.clientId !== event.clientId) return;
            const sinceMs = idleSinceMs.get(consumer.key);
            const intervalMs = pollIntervals.get(beating.memberId);
            if (sinceMs === undefined || intervalMs === undefined || clockWasSet.has(consumer.process)) return;
            if (event.atMs - sinceMs <= intervalMs) return;
            world.report(
              `${consumer.key} sent a heartbeat, although it has not polled since ${sinceMs} ms and its max.poll.interval.ms is ${intervalMs} ms`,
            );
          }
        }
      },
    };
  },
};
