import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timelineModel } from '../model/build.ts';
import { runsOf } from '../model/partition-lists.ts';
import { crashed, joined, played } from '../played.ts';
import { gutterOf } from './frame.ts';
import { codeWidth, fitting, LabelRows, textWidth } from './labels.ts';
import { layout } from './layout.ts';
import { defaultView, type Picture } from './picture.ts';
import { msAt, ticksOf, xOf } from './scale.ts';

const eager = timelineModel(joined('range'), { fromMs: 9_000, toMs: 14_000 });
const crash = timelineModel(crashed(), { fromMs: 5_000 });
const many = timelineModel(
  played({
    topics: { orders: 24 },
    assignor: 'cooperative-sticky',
    consumers: { c1: { group: 'billing' }, c2: { group: 'billing', start: '6s' } },
  }),
);
const models = [eager, crash, many];

describe('a scale', () => {
  it('goes to pixels and back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.integer({ min: 1, max: 1e6 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (fromMs, span, share) => {
          const scale = { fromMs, toMs: fromMs + span, left: 90, width: 600 };
          const ms = fromMs + share * span;
          expect(msAt(scale, xOf(scale, ms))).toBeCloseTo(ms, 3);
        },
      ),
    );
  });

  it('has ticks at round times that do not crowd, down to single milliseconds', () => {
    const labels = (fromMs: number, toMs: number) =>
      ticksOf({ fromMs, toMs, left: 0, width: 640 }).map(({ label }) => label);
    expect(labels(9_000, 18_000)).toEqual([
      '9 s',
      '10 s',
      '11 s',
      '12 s',
      '13 s',
      '14 s',
      '15 s',
      '16 s',
      '17 s',
      '18 s',
    ]);
    expect(labels(12_014, 12_019)).toEqual(['12.014 s', '12.015 s', '12.016 s', '12.017 s', '12.018 s', '12.019 s']);
    expect(labels(0, 1_200_000)).toEqual([
      '0 min',
      '2 min',
      '4 min',
      '6 min',
      '8 min',
      '10 min',
      '12 min',
      '14 min',
      '16 min',
      '18 min',
      '20 min',
    ]);
  });
});

const rectsOf = (picture: Picture) => [
  ...picture.bars,
  ...picture.hatches,
  ...picture.bands,
  ...picture.absent,
  ...picture.zombies,
  ...picture.work,
  ...(picture.group?.states ?? []),
];

describe('a picture', () => {
  it('stays in its plot at any zoom, width and level, and holds no number that is none', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...models),
        fc.constantFrom('processes' as const, 'partitions' as const),
        fc.integer({ min: 300, max: 1_400 }),
        fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 5, max: 10_000 }),
        (model, view, width, level, share, span) => {
          const fromMs = model.fromMs + share * (model.toMs - model.fromMs - 5);
          const picture = layout(model, view, { width, level, fromMs, toMs: Math.min(model.toMs, fromMs + span) });
          const right = picture.scale.left + picture.scale.width;
          for (const { x, width: wide, y, height } of rectsOf(picture)) {
            expect(x).toBeGreaterThanOrEqual(picture.scale.left - 0.2);
            expect(x + wide).toBeLessThanOrEqual(right + 0.2);
            expect(wide).toBeGreaterThanOrEqual(0);
            expect(y + height).toBeLessThanOrEqual(picture.height);
          }
          expect(JSON.stringify(picture)).not.toMatch(/null|NaN/);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('shows a state of a few milliseconds, however far it is zoomed out', () => {
    const { group } = layout(eager, 'processes', { width: 340, level: 0 });
    const completing = group?.states.find(({ state }) => state === 'CompletingRebalance');
    expect(completing?.width).toBeGreaterThanOrEqual(2);
  });

  it('never puts one bar on another in a lane', () => {
    for (const model of models) {
      const { bars } = layout(model, 'processes', { width: 680, level: 1 });
      for (const [index, one] of bars.entries()) {
        for (const other of bars.slice(index + 1)) {
          const isOn = one.y === other.y && one.x + 2 < other.x + other.width && other.x + 2 < one.x + one.width;
          expect(isOn).toBe(false);
        }
      }
    }
  });

  it('writes the length of a gap, on it where there is room and beside it where there is none', () => {
    const near = layout(eager, 'processes', { width: 680, level: 1, fromMs: 12_005, toMs: 12_025 });
    const far = layout(eager, 'processes', { width: 680, level: 1 });
    for (const { pills } of [near, far]) expect(pills.map(({ text }) => text)).toEqual(['4 ms', '4 ms']);
    expect(near.gaps).toHaveLength(6);
  });

  it('marks a crash with a word at its lane', () => {
    const { faults } = layout(crash, 'processes', { width: 680, level: 0 });
    expect(faults.map(({ label }) => label?.text)).toEqual(['crash']);
  });

  it('has callbacks from the second level on, and heartbeats from the third', () => {
    const at = (level: 0 | 1 | 2) => layout(crash, 'processes', { width: 1_200, level });
    expect([at(0), at(1)].map(({ callbacks }) => callbacks.length > 0)).toEqual([false, true]);
    const heartbeats = (level: 0 | 1 | 2) =>
      at(level).messages.filter(({ title }) => title.startsWith('Heartbeat of')).length;
    expect(heartbeats(2)).toBeGreaterThan(heartbeats(1));
  });

  it('draws messages as their number where they cannot be told apart, and says so', () => {
    const busy = timelineModel(played({ for: '200s' }));
    const picture = layout(busy, 'processes', { width: 340, level: 2 });
    expect(picture.messageDensity.length).toBeGreaterThan(10);
    expect(picture.leftOut.join()).toMatch(/\d+ messages are drawn as their number over time/);
  });

  it('has a row a partition in the other view, which is the default above a dozen', () => {
    expect([defaultView(eager), defaultView(many)]).toEqual(['processes', 'partitions']);
    const picture = layout(many, 'partitions', { width: 680, level: 1 });
    expect(new Set(picture.bars.map(({ y }) => y)).size).toBe(24);
    expect(picture.bars.some(({ label }) => label === 'c2')).toBe(true);
  });

  it('gives rows that are the same to each other where there are too many', () => {
    const model = timelineModel(played({ for: '4s', topics: { orders: 600 }, load: {} }));
    const picture = layout(model, 'partitions', { width: 680, level: 1 });
    expect(new Set(picture.bars.map(({ y }) => y)).size).toBe(2);
    expect(picture.leftOut).toEqual([
      '600 partitions in 2 rows: those with the same owners at the same times share one.',
    ]);
  });

  it('leaves as much room for names as another one needs', () => {
    const wide = layout(eager, 'processes', { width: 680, level: 1, gutter: 120 });
    expect(wide.scale.left).toBe(120);
    expect(gutterOf(eager, 'processes', 680)).toBeLessThan(120);
  });
});

describe('labels', () => {
  it('are never put on each other', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 1, max: 30 }))), (wanted) => {
        const rows = new LabelRows(2, 0, 100);
        const taken = wanted.flatMap(([from, width]) => {
          const row = rows.take(from, from + width);
          return row === undefined ? [] : [{ row, from, to: from + width }];
        });
        for (const [index, one] of taken.entries()) {
          expect(one.to).toBeLessThanOrEqual(100);
          for (const other of taken.slice(index + 1)) {
            expect(one.row === other.row && one.from < other.to && other.from < one.to).toBe(false);
          }
        }
      }),
    );
  });

  it('are as long as there is room for', () => {
    const wordings = ['Stable   generation 5', 'gen 5', '5'];
    expect(fitting(wordings, 200, 12)).toBe('Stable   generation 5');
    expect(fitting(wordings, 40, 12)).toBe('gen 5');
    expect(fitting(wordings, 2, 12)).toBeUndefined();
    expect(textWidth('WWW', 12)).toBeGreaterThan(textWidth('iii', 12));
    expect(codeWidth('WWW', 10)).toBe(codeWidth('iii', 10));
  });

  it('name many partitions by their runs', () => {
    expect(runsOf(['0', '1', '2'])).toBe('0, 1, 2');
    expect(runsOf(['0', '1', '2', '3', '4', '9'])).toBe('0–4, 9');
    expect(runsOf(['0', '2', '4', '6', '8', '10'])).toBe('0, 2, 4 and more');
    expect(runsOf(['a-0', 'a-1', 'b-0', 'b-1', 'b-2'])).toBe('a-0, a-1 and 3 more');
  });
});
