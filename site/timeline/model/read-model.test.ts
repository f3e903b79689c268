import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layout } from '../layout/layout.ts';
import { played } from '../played.ts';
import { timelineModel } from './build.ts';
import { panelAt } from './panel.ts';
import { isSmallEnough, readModel } from './read-model.ts';
import { tablesOf } from './tables.ts';
import type { TimelineModel } from './timeline-model.ts';

const run = played({ for: '6s', consumers: { c1: { group: 'billing' }, c2: { group: 'billing', start: '2s' } } });
const model = timelineModel(run, {
  printed: [{ process: 'c1', atMs: run.now, eventIndex: run.trace.length, text: 'hello', isBad: false }],
  failedCheck: { atMs: run.now, eventIndex: run.trace.length, sentence: 'It fails.' },
});
const copy = () => structuredClone(model) as unknown as Record<string, unknown>;

describe('readModel', () => {
  it('takes a model as it came, also of a run in which nothing happened', () => {
    for (const each of [model, timelineModel({ trace: [], now: 0 })]) {
      expect(isSmallEnough(each)).toBe(true);
      expect(readModel(structuredClone(each))).toEqual(each);
    }
  });

  const events = model.events;
  it.each<readonly [string, (model: TimelineModel) => unknown]>([
    ['nothing', () => undefined],
    ['a text', () => 'model'],
    ['one without an end', () => ({ ...copy(), toMs: Number.POSITIVE_INFINITY })],
    ['one that ends before it begins', () => ({ ...copy(), fromMs: 5, toMs: 4 })],
    ['one that lasts longer than numbers are exact', () => ({ ...copy(), toMs: 1e300 })],
    ['a bar of a partition that is not there', ({ bars }) => ({ ...copy(), bars: [{ ...bars[0], partition: 99 }] })],
    ['a bar that runs backwards', ({ bars }) => ({ ...copy(), bars: [{ ...bars[0], fromMs: 9, toMs: 8 }] })],
    ['a million bars', ({ bars }) => ({ ...copy(), bars: Array(1_000_000).fill(bars[0]) })],
    ['a text of megabytes', () => ({ ...copy(), groupId: 'x'.repeat(3_000_000) })],
    ['columns of different lengths', () => ({ ...copy(), events: { ...events, level: events.level.slice(1) } })],
    ['a column of another kind', () => ({ ...copy(), events: { ...events, atMs: [...events.atMs] } })],
    ['events out of order', () => ({ ...copy(), events: { ...events, atMs: events.atMs.toReversed() } })],
    ['log lines without their times', ({ log }) => ({ ...copy(), log: { ...log, atMs: log.atMs.slice(1) } })],
    ['an event without a text', () => ({ ...copy(), events: { ...events, texts: [] } })],
    [
      'a change that belongs to nobody',
      ({ beliefs }) => ({
        ...copy(),
        beliefs: { ...beliefs, position: { ...beliefs.position, start: beliefs.position.start.fill(7) } },
      }),
    ],
  ])('refuses %s', (_, spoil) => {
    expect(readModel(spoil(structuredClone(model)))).toBeUndefined();
  });

  it('takes nothing that cannot be drawn, told and put into tables', () => {
    const places = placesIn(model);
    const values = fc.oneof(
      fc.constantFrom(undefined, null, Number.NaN, Number.POSITIVE_INFINITY, -1, 1e15, '', 'x', [], {}, true),
      fc.integer(),
      fc.double(),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...places), values), { minLength: 1, maxLength: 3 }), (spoils) => {
        const spoiled = structuredClone(model);
        for (const [path, value] of spoils) put(spoiled, path, value);
        const read = readModel(spoiled);
        if (read === undefined) return;
        for (const view of ['processes', 'partitions'] as const) layout(read, view, { width: 680, level: 2 });
        panelAt(read, { ms: 3_000 }, read.events.atMs.length > 0 ? 0 : undefined, 3);
        tablesOf(read, 3, 100);
      }),
      { numRuns: 100 },
    );
  });
});

/** Ways to values in it, of lists and columns the first and the last. */
function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const keys = Object.keys(value);
  const some = Array.isArray(value) || ArrayBuffer.isView(value) ? [...new Set([keys[0], keys.at(-1)])] : keys;
  const below = some.flatMap((key) => (key === undefined ? [] : placesIn(Reflect.get(value, key), [...path, key])));
  return path.length === 0 ? below : [path, ...below];
}

function put(root: object, path: readonly string[], value: unknown): void {
  let at: unknown = root;
  for (const key of path.slice(0, -1)) {
    if (typeof at !== 'object' || at === null) return;
    at = Reflect.get(at, key);
  }
  const key = path.at(-1);
  if (typeof at === 'object' && at !== null && key !== undefined) Reflect.set(at, key, value);
}
