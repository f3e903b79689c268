// Floor 4. Whoever waits in SyncGroup is answered when the wait is over: with an assignment, or with the news that the group rebalances
// again (Kafka: resetAndPropagateAssignmentWithError). A second SyncGroup takes the place of the first, which nobody waits for.
import { requestIn } from '../run-trace.ts';
import { CoordinatorConnections } from './connections.ts';
import type { Checker, Invariant, World } from './invariant.ts';

interface Waiting {
  readonly correlationId: number;
  readonly clientId: string;
  readonly brokerId: number;
}

interface Due {
  readonly groupId: string;
  readonly atMs: number;
  readonly waiting: ReadonlyMap<string, Waiting>;
}

export const syncsAreAnswered: Invariant = {
  name: 'SyncGroups are answered',
  rule: 'When a group leaves CompletingRebalance, every SyncGroup that waits in it is answered in that instant.',
  begin(world: World): Checker {
    const groups = new Map<string, Map<string, Waiting>>();
    const connections = new CoordinatorConnections();
    let due: Due[] = [];

    const forget = (isGone: (waiting: Waiting) => boolean) => {
      for (const members of groups.values()) {
        for (const [memberId, waiting] of members) if (isGone(waiting)) members.delete(memberId);
      }
    };
    const settle = (nowMs: number) => {
      for (const { groupId, atMs, waiting } of due) {
        if (atMs >= nowMs) continue;
        for (const [memberId, { correlationId }] of waiting) {
          if (groups.get(groupId)?.get(memberId)?.correlationId !== correlationId) continue;
          world.report(`SyncGroup of ${memberId} was not answered when ${groupId} ended its wait at ${atMs} ms`);
        }
      }
      due = due.filter(({ atMs }) => atMs >= nowMs);
    };

    return {
      next(event) {
        if (due.length > 0) settle(event.atMs);
        connections.next(event);
        switch (event.kind) {
          case 'request.delivered': {
            const open = world.openRequests.get(event.correlationId);
            const request = open && requestIn(open, 'SyncGroup');
            if (request === undefined || connections.waitsBehindAnother(event)) return;
            const members = groups.get(request.groupId) ?? new Map<string, Waiting>();
            groups.set(request.groupId, members);
            members.set(request.memberId, event);
            return;
          }
          case 'response.sent':
            if (event.api === 'SyncGroup') forget(({ correlationId }) => correlationId === event.correlationId);
            return;
          case 'request.dropped':
          case 'response.dropped':
          case 'request.disconnected':
            // What else was sent over this connection can no longer be answered.
            forget(({ clientId, brokerId }) => clientId === event.clientId && brokerId === event.brokerId);
            return;
          case 'broker.crashed':
          case 'broker.stopped':
            forget(({ brokerId }) => brokerId === event.brokerId);
            return;
          case 'group.member.removed':
            // Who leaves while it waits is not answered.
            if (event.why !== 'replaced') groups.get(event.groupId)?.delete(event.memberId);
            return;
          case 'group.state': {
            if (event.from !== 'CompletingRebalance') return;
            const waiting = groups.get(event.groupId);
            if (waiting === undefined || waiting.size === 0) return;
            due.push({ groupId: event.groupId, atMs: event.atMs, waiting: new Map(waiting) });
          }
        }
      },
      end: () => settle(Number.POSITIVE_INFINITY),
    };
  },
};
