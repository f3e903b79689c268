import { describe, expect, it } from 'vitest';
import { layout } from '../layout/layout.ts';
import { joined } from '../played.ts';
import { timelineModel } from './build.ts';
import { panelAt } from './panel.ts';
import { eventAt, eventIn, stepFrom } from './steps.ts';
import { tablesOf } from './tables.ts';

const run = joined('range');
const eventsUntil = (ms: number): number => run.trace.findIndex(({ atMs }) => atMs > ms);
const line = (process: string, atMs: number, text: string, isBad = false) => ({
  process,
  atMs,
  eventIndex: eventsUntil(atMs),
  text,
  isBad,
});

const model = timelineModel(run, {
  fromMs: 9_000,
  toMs: 14_000,
  printed: [
    line('c1', 8_999, 'before the window'),
    line('c1', 9_500, 'nothing to do'),
    line('c1', 9_501, 'still nothing'),
    line('c2', 12_014, 'cannot commit', true),
    line('a producer', 12_015, 'of no consumer'),
  ],
  failedCheck: { atMs: 13_000, eventIndex: eventsUntil(13_000), sentence: 'Rule 3. A record was handled twice.' },
});

describe('what code printed', () => {
  it('is marked in the lane of its process, within the window', () => {
    expect(model.prints.map(({ lane, atMs, text, isBad }) => [lane, atMs, text, isBad])).toEqual([
      [0, 9_500, 'nothing to do', false],
      [0, 9_501, 'still nothing', false],
      [1, 12_014, 'cannot commit', true],
    ]);
  });

  it('is stepped through between the events that it was printed between', () => {
    const row = eventAt(model, 9_500, 1);
    expect(row).toBeDefined();
    expect(eventIn(model, row ?? 0)).toMatchObject({ lane: 0, sentence: 'c1 prints: nothing to do' });
    expect(eventIn(model, stepFrom(model, row, 1, 1) ?? 0).sentence).toBe('c1 prints: still nothing');
    const times = [...model.events.atMs];
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it('stands in a table of its own', () => {
    const printed = tablesOf(model, 1, 10).find(({ title }) => title === 'Printed');
    expect(printed?.rows[2]).toEqual(['12.014 s', 'c2', 'cannot commit']);
  });

  it('is drawn as dots, with words where there is room, and one dot where they would lie on each other', () => {
    const { prints } = layout(model, 'processes', { width: 680, level: 1 });
    expect(prints.map(({ isBad, title }) => [isBad, title])).toEqual([
      [false, '9.500 s: nothing to do\n9.501 s: still nothing'],
      [true, '12.014 s: cannot commit'],
    ]);
    expect(prints[0]?.label?.text).toBe('nothing to do +1');
    expect(layout(model, 'processes', { width: 680, level: 0 }).prints).toEqual([]);
  });
});

describe('a check that failed', () => {
  it('is a mark through the whole drawing, and an event that is told at every level of detail', () => {
    const picture = layout(model, 'processes', { width: 680, level: 0 });
    const mark = picture.faults.find(({ kind }) => kind === 'check');
    expect(mark?.label?.text).toBe('test fails');
    expect((mark?.y ?? 0) + (mark?.height ?? 0)).toBe(picture.bottom);
    const row = eventAt(model, 13_000, 0);
    expect(panelAt(model, { ms: 13_000 }, row, 0).sentences.at(-1)).toBe('Rule 3. A record was handled twice.');
  });
});
