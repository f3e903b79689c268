import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Block, stepsOf } from './steps.ts';

const heading = (title: string): Block => ({ kind: 'heading', title, level: 2 });
const text = (words: number): Block => ({ kind: 'text', words });
const figure: Block = { kind: 'figure' };
const predict: Block = { kind: 'predict' };
const notes: Block = { kind: 'notes' };

const blocks = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('heading' as const),
      title: fc.string(),
      level: fc.constantFrom(2 as const, 3 as const),
    }),
    fc.record({ kind: fc.constant('text' as const), words: fc.integer({ min: 1, max: 200 }) }),
    fc.constantFrom(figure, predict, notes),
  ),
  { maxLength: 40 },
);

describe('the steps of a lesson', () => {
  it('show each block as new once, in the order of the lesson, and no notes', () => {
    fc.assert(
      fc.property(blocks, (all) => {
        const fresh = stepsOf(all).flatMap(({ seen, fresh }) => seen.slice(seen.length - fresh));
        expect(fresh).toEqual(all.flatMap(({ kind }, at) => (kind === 'notes' ? [] : [at])));
      }),
    );
  });

  it('ask each question once, and answer it at the next step', () => {
    fc.assert(
      fc.property(blocks, (all) => {
        const steps = stepsOf(all);
        steps.forEach(({ seen, isAnswer }, at) => {
          const isQuestion = all[seen.at(-1) ?? -1]?.kind === 'predict';
          if (isAnswer) expect(steps[at - 1]).toMatchObject({ seen, isAnswer: false });
          if (isQuestion && !isAnswer) expect(steps[at + 1]).toMatchObject({ seen, isAnswer: true });
        });
      }),
    );
  });

  it('never add a paragraph to a screen that it would overfill', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 15, max: 200 }), { maxLength: 30 }), (lengths) => {
        for (const { seen } of stepsOf(lengths.map(text))) {
          const words = seen.reduce((sum, at) => sum + (lengths[at] ?? 0), 0);
          if (seen.length > 1) expect(words).toBeLessThanOrEqual(95);
        }
      }),
    );
  });

  it('reveal one paragraph after another, a short line together with what it leads to', () => {
    expect(stepsOf([heading('Why'), text(30), text(40), text(5), text(20)]).map(({ seen }) => seen)).toEqual([
      [0, 1],
      [0, 1, 2],
      [0, 1, 2, 3, 4],
    ]);
  });

  it('give a figure the screen, with the line that leads to it', () => {
    expect(stepsOf([heading('Why'), text(8), figure, text(30), figure]).map(({ seen }) => seen)).toEqual([
      [0, 1, 2],
      [3],
      [4],
    ]);
  });

  it('have the notes that stand before them in their section', () => {
    const steps = stepsOf([
      text(20),
      heading('Why'),
      notes,
      text(30),
      text(30),
      notes,
      figure,
      { kind: 'heading', title: 'Also', level: 3 },
      text(20),
      heading('How'),
      text(20),
    ]);
    expect(steps.map(({ section, notes }) => [section, notes])).toEqual([
      ['', undefined],
      ['Why', 2],
      ['Why', 2],
      ['Why', 5],
      ['Also', 5],
      ['How', undefined],
    ]);
  });
});
