// Floor 4. What a member does when the coordinator no longer knows it: it forgets its id and joins as somebody new (Kafka:
// AbstractCoordinator.HeartbeatResponseHandler, resetStateOnResponseError).
import { requestIn, responseIn } from '../run-trace.ts';
import type { Checker, Invariant, World } from './invariant.ts';

interface Beat {
  readonly memberId: string;
  readonly generationId: number;
}

/**
 * An answer lies unread until the client polls its connections. While the application is in a callback only the heartbeat does,
 * after `retry.backoff.ms` (100 by default, and up to 20 % more by chance).
 */
const unreadForMs = 120;

export const theToldForget: Invariant = {
  name: 'the told forget',
  rule: 'A member whose heartbeat was answered UNKNOWN_MEMBER_ID does not join under that member id again.',
  begin(world: World): Checker {
    const unknown = new Map<number, Beat>();
    const told = new Map<string, number>();
    const frozen = new Set<string>();
    return {
      next(event) {
        switch (event.kind) {
          case 'process.frozen':
            frozen.add(event.process);
            return;
          case 'process.thawed':
          case 'process.started':
            frozen.delete(event.process);
            return;
          case 'response.sent': {
            const open = world.openRequests.get(event.correlationId);
            const request = open && requestIn(open, 'Heartbeat');
            if (request === undefined || responseIn(event, 'Heartbeat')?.error !== 'UNKNOWN_MEMBER_ID') return;
            unknown.set(event.correlationId, request);
            return;
          }
          case 'response.delivered': {
            const beat = unknown.get(event.correlationId);
            if (beat === undefined) return;
            unknown.delete(event.correlationId);
            const key = world.consumers.keyOfMember(beat.memberId);
            const consumer = key === undefined ? undefined : world.consumers.get(key);
            // An answer about a generation that is over is none of its business; a frozen process reads it later.
            const isHeeded =
              consumer?.memberId === beat.memberId &&
              consumer.clientId === event.clientId &&
              consumer.generationId === beat.generationId &&
              !frozen.has(consumer.process);
            if (isHeeded) told.set(beat.memberId, event.atMs);
            return;
          }
          case 'request.sent': {
            const joining = requestIn(event, 'JoinGroup');
            const toldMs = joining === undefined ? undefined : told.get(joining.memberId);
            if (joining === undefined || toldMs === undefined || event.atMs <= toldMs + unreadForMs) return;
            const key = world.consumers.keyOfMember(joining.memberId);
            if (key?.endsWith(`/${event.clientId}`) !== true) return;
            world.report(
              `${key} sent JoinGroup as ${joining.memberId}, although it had been told at ${toldMs} ms that nobody knows that id`,
            );
          }
        }
      },
    };
  },
};
