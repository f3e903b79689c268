import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timelineModel } from '../model/build.ts';
import { eventIn } from '../model/steps.ts';
import { joined } from '../played.ts';
import { following, type Playhead, seenAround, seenLeastMs, stepped, zoomed } from './moves.ts';

const eager = timelineModel(joined('range'), { fromMs: 9_000, toMs: 14_000 });
const cooperative = timelineModel(joined('cooperative-sticky'), { fromMs: 9_000, toMs: 14_000 });

function walk(runs: readonly (typeof eager)[], from: Playhead, by: 1 | -1): Playhead[] {
  const way: Playhead[] = [];
  for (let next = stepped(runs, from, by, 1); next !== undefined; next = stepped(runs, next, by, 1)) way.push(next);
  return way;
}
const start = { ms: 9_000, at: undefined };

describe('coming near to a moment', () => {
  const axis = { fromMs: 0, toMs: 600_000 };

  it('shows the events around it, and the moment among them', () => {
    for (const ms of [10_005, 12_016, 14_000]) {
      const { fromMs, toMs } = seenAround(eager, axis, ms, 1);
      expect(toMs - fromMs).toBeLessThan(10_000);
      expect(fromMs).toBeLessThanOrEqual(ms);
      expect(toMs).toBeGreaterThanOrEqual(ms);
    }
  });

  it('is the whole where that is hardly more', () => {
    const whole = { fromMs: 10_000, toMs: 12_100 };
    expect(seenAround(eager, whole, 12_016, 0)).toBe(whole);
    expect(seenAround(eager, axis, 100, 1)).toBe(axis);
  });
});

describe('stepping', () => {
  it('visits each event of a run once, in order, forth and back', () => {
    const forth = walk([eager], start, 1);
    const wanted = [...eager.events.level.keys()].filter((row) => (eager.events.level[row] ?? 3) <= 1);
    expect(forth.map(({ at }) => at?.row)).toEqual(wanted);
    const last = forth.at(-1) ?? start;
    expect(walk([eager], last, -1).map(({ at }) => at?.row)).toEqual(wanted.slice(0, -1).reverse());
  });

  it('visits the events of two runs by time, and comes back the same way', () => {
    const forth = walk([eager, cooperative], start, 1);
    expect(forth.map(({ ms }) => ms)).toEqual([...forth.map(({ ms }) => ms)].sort((a, b) => a - b));
    expect(forth).toHaveLength(walk([eager], start, 1).length + walk([cooperative], start, 1).length);
    const back = walk([eager, cooperative], forth.at(-1) ?? start, -1);
    expect(back).toEqual(forth.slice(0, -1).reverse());
  });

  it('goes to the event at or before a playhead that was dragged', () => {
    const at = stepped([eager], { ms: 12_500, at: undefined }, -1, 1)?.at;
    expect(eventIn(eager, at?.row ?? -1).atMs).toBe(12_018);
  });

  it('ends at the ends', () => {
    expect(stepped([eager], { ms: 14_000, at: undefined }, 1, 1)).toBeUndefined();
    expect(stepped([eager], { ms: 8_000, at: undefined }, -1, 1)).toBeUndefined();
    expect(stepped([], start, 1, 1)).toBeUndefined();
  });
});

describe('zooming', () => {
  const axis = { fromMs: 9_000, toMs: 14_000 };
  const seen = fc
    .tuple(fc.integer({ min: 9_000, max: 13_900 }), fc.integer({ min: 10, max: 5_000 }))
    .map(([fromMs, span]) => ({ fromMs, toMs: Math.min(14_000, fromMs + span) }));

  it('stays on the axis, keeps the place under the pointer where it can, and never comes nearer than a few ms', () => {
    fc.assert(
      fc.property(
        seen,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.05, max: 20, noNaN: true }),
        (from, share, factor) => {
          const around = from.fromMs + share * (from.toMs - from.fromMs);
          const to = zoomed(from, axis, around, factor);
          expect(to.fromMs).toBeGreaterThanOrEqual(axis.fromMs - 1e-6);
          expect(to.toMs).toBeLessThanOrEqual(axis.toMs + 1e-6);
          expect(to.toMs - to.fromMs).toBeGreaterThanOrEqual(seenLeastMs - 1e-6);
          expect(around).toBeGreaterThanOrEqual(to.fromMs - 1e-6);
          expect(around).toBeLessThanOrEqual(to.toMs + 1e-6);
        },
      ),
    );
  });

  it('follows a playhead that has left what is seen', () => {
    const view = { fromMs: 10_000, toMs: 11_000 };
    expect(following(view, axis, 10_500)).toBe(view);
    expect(following(view, axis, 12_000)).toEqual({ fromMs: 11_800, toMs: 12_800 });
    expect(following(view, axis, 9_000)).toEqual({ fromMs: 9_000, toMs: 10_000 });
  });
});
