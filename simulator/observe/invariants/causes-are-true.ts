// Floor 4. What a rebalance is said to come from did happen, at that instant: nobody's session expires who left long ago (a timer that
// goes on), nobody joins who is a member already.
import type { RebalanceCause, TraceEvent } from '../../protocol/trace-event.ts';
import { responseIn } from '../run-trace.ts';
import type { Checker, Invariant, World } from './invariant.ts';

type RemovalReason = Extract<TraceEvent, { kind: 'group.member.removed' }>['why'];

interface Fate {
  readonly what: 'added' | RemovalReason;
  readonly atMs: number;
}

/** What happens to a member in the instant in which it causes a rebalance. `undefined`: nothing that the trace tells of. */
const fates: Readonly<Record<RebalanceCause, readonly Fate['what'][] | undefined>> = {
  'member joined': ['added'],
  'static member replaced': ['added'],
  'member left': ['left'],
  'session expired': ['session expired', 'join timed out'],
  'member never synced': ['never synced'],
  'member rejoined with other metadata': undefined,
  'leader rejoined': undefined,
  'assignment not stored': undefined,
  'group larger than group.max.size': undefined,
};

export const causesAreTrue: Invariant = {
  name: 'causes are true',
  rule: 'A rebalance that is said to come from a member’s joining, leaving or silence comes in the instant in which that member is added or removed.',
  begin(world: World): Checker {
    const lastFates = new Map<string, Fate>();
    const handedOut = new Set<string>();
    return {
      next(event) {
        const joinAnswer = event.kind === 'response.sent' ? responseIn(event, 'JoinGroup') : undefined;
        if (joinAnswer?.error === 'MEMBER_ID_REQUIRED') handedOut.add(joinAnswer.memberId);
        if (event.kind === 'group.member.added') {
          lastFates.set(event.memberId, { what: 'added', atMs: event.atMs });
        } else if (event.kind === 'group.member.removed') {
          lastFates.set(event.memberId, { what: event.why, atMs: event.atMs });
        } else if (event.kind === 'group.state' && event.cause !== undefined && event.memberId !== undefined) {
          const expected = fates[event.cause];
          if (expected === undefined) return;
          const last = lastFates.get(event.memberId);
          if (last?.atMs === event.atMs && expected.includes(last.what)) return;
          // Kafka goes on waiting for the SyncGroup of a static member's former id, which is no member's any more.
          if (event.cause === 'member never synced' && last?.what === 'replaced') return;
          // In Kafka an id that was handed out and leaves before it joins begins a rebalance like a member.
          if (event.cause === 'member left' && last === undefined && handedOut.has(event.memberId)) return;
          const instead = last === undefined ? 'was never a member' : `was ${fateName(last)}`;
          world.report(
            `${event.groupId} began to rebalance with the cause "${event.cause}" of ${event.memberId}, which ${instead}`,
          );
        }
      },
    };
  },
};

const fateName = ({ what, atMs }: Fate): string =>
  what === 'added' ? `added at ${atMs} ms` : `removed at ${atMs} ms (${what})`;
