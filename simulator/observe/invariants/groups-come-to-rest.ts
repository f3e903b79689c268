// Floor 4. Liveness: once nothing disturbs a group any more, it gets to Stable (or Empty) within a bound. Checked only when the one
// who ran the cluster says when the disturbances ended.
import type { Checker, Invariant, World } from './invariant.ts';

interface Unrest {
  readonly sinceMs: number;
  readonly state: string;
}

export const groupsComeToRest: Invariant = {
  name: 'groups come to rest',
  rule: 'A group without faults reaches Stable, or Empty when nobody is left.',
  begin(world: World): Checker {
    const restless = new Map<string, Unrest>();
    const liveness = world.options.liveness;
    const tooLong = (sinceMs: number, untilMs: number) =>
      liveness !== undefined && untilMs - Math.max(sinceMs, liveness.calmFromMs) > liveness.withinMs;
    return {
      next(event) {
        if (liveness === undefined || event.kind !== 'group.state') return;
        const before = restless.get(event.groupId);
        const isResting = event.to === 'Stable' || event.to === 'Empty' || event.to === 'Dead';
        if (!isResting) {
          restless.set(event.groupId, { sinceMs: before?.sinceMs ?? event.atMs, state: event.to });
          return;
        }
        restless.delete(event.groupId);
        if (before !== undefined && tooLong(before.sinceMs, event.atMs)) {
          world.report(
            `${event.groupId} became ${event.to} only now, although it began to rebalance at ${before.sinceMs} ms and nothing disturbed it from ${liveness.calmFromMs} ms on`,
          );
        }
      },
      end(endMs) {
        for (const [groupId, { sinceMs, state }] of restless) {
          if (!tooLong(sinceMs, endMs)) continue;
          world.report(
            `${groupId} was still in ${state} when the run ended at ${endMs} ms; it began to rebalance at ${sinceMs} ms and nothing disturbed it from ${liveness?.calmFromMs} ms on`,
          );
        }
      },
    };
  },
};
