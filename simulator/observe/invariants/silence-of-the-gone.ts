// Floor 4. A consumer that was closed or whose process crashed sends nothing as a member any more, and nothing while its process is
// frozen. (LeaveGroup is left out: an operator may send it for others.)
import type { ClientKey, TracedEvent } from '../run-trace.ts';
import type { Checker, Invariant, World } from './invariant.ts';

export const silenceOfTheGone: Invariant = {
  name: 'silence of the gone',
  rule: 'No heartbeat, join, sync or commit is sent for a member whose consumer was closed, crashed or is frozen.',
  begin(world: World): Checker {
    const gone = new Map<string, string>();
    const frozen = new Set<string>();
    /** What somebody else sends under its id is not its doing: a request repeated by the network, or by an impostor. */
    const isSentByItself = ({ clientId }: { readonly clientId: string }, memberId: string): boolean => {
      const key = world.consumers.keyOfMember(memberId);
      return key === undefined || key.endsWith(`/${clientId}`);
    };
    const whoIs = (memberId: string): ClientKey => world.consumers.keyOfMember(memberId) ?? memberId;
    return {
      next(event, _index, change) {
        for (const { consumer, why } of change.ended) {
          if (consumer.memberId !== '') gone.set(consumer.memberId, `${why} at ${event.atMs} ms`);
        }
        switch (event.kind) {
          case 'process.frozen':
            frozen.add(event.process);
            return;
          case 'process.thawed':
          case 'process.crashed':
          case 'process.stopped':
          case 'process.started':
            frozen.delete(event.process);
            return;
          case 'request.sent': {
            const memberId = senderOf(event);
            if (memberId === undefined || memberId === '' || !isSentByItself(event, memberId)) return;
            const why = gone.get(memberId);
            if (why !== undefined) {
              world.report(`${event.api} was sent for ${memberId} of ${whoIs(memberId)}, which was ${why}`);
              return;
            }
            const key = world.consumers.keyOfMember(memberId);
            const process = key === undefined ? undefined : world.consumers.get(key)?.process;
            if (process !== undefined && frozen.has(process)) {
              world.report(`${event.api} was sent for ${memberId} of ${whoIs(memberId)} while ${process} is frozen`);
            }
          }
        }
      },
    };
  },
};

const spoken: ReadonlySet<string> = new Set(['JoinGroup', 'SyncGroup', 'Heartbeat', 'OffsetCommit']);

function senderOf(event: Extract<TracedEvent, { kind: 'request.sent' }>): string | undefined {
  return spoken.has(event.api) && 'memberId' in event.request ? event.request.memberId : undefined;
}
