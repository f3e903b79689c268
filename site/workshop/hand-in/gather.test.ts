import { describe, expect, it } from 'vitest';
import { noNotes, type TestOutcome } from '../../runner/outcome.ts';
import { MemoryStore } from '../../storage/memory-store.ts';
import { put } from '../../storage/store.ts';
import { gather, stateWords } from './gather.ts';
import { readHandIn } from './hand-in.ts';
import { sampleHandIn } from './sample-hand-in.ts';

const facts = {
  slug: 'a',
  title: 'A',
  version: '3f2a1b000000',
  rules: ['R1', 'R2', 'R3'].map((id) => ({ id, title: `Rule ${id}` })),
};

const draft = (source: string) => ({
  version: 1,
  slug: 'a',
  source,
  baseVersion: facts.version,
  savedAt: 5,
  revision: 1,
});

function outcome(name: string, message?: string): TestOutcome {
  const error = { name: 'AssertionError', message: message ?? '', diff: undefined, stack: '', inAnswer: undefined };
  const errors = message === undefined ? [] : [error];
  const state = message === undefined ? 'pass' : 'fail';
  const rest = { durationMs: 1, logs: [], logsDropped: 0, evidence: undefined, notes: noNotes };
  return { id: name, name, state, errors, ...rest };
}

const results = (source: string, outcomes: readonly TestOutcome[], ending: object = { kind: 'finished' }) => ({
  version: 1,
  slug: 'a',
  savedAt: 7,
  exerciseVersion: facts.version,
  source,
  report: {
    collected: ['R1: one', 'R2: two', 'R2: three', 'R3: four'].map((name) => ({ id: name, name })),
    outcomes,
    ending,
    logs: [],
    durationMs: 1,
  },
});

const first = async (store: MemoryStore) => (await gather(store, [facts]))[0];

describe('what there is to hand in', () => {
  it('is nothing of an exercise without draft or results', async () => {
    expect(await gather(new MemoryStore(), [facts])).toEqual([]);
  });

  it('is the draft, which may never have been run', async () => {
    const store = new MemoryStore();
    await put(store, 'draft/a', draft('mine'));
    const gathered = await first(store);
    expect(gathered?.exercise).toEqual({ slug: 'a', exerciseVersion: facts.version, source: 'mine' });
    expect(gathered && stateWords(gathered)).toBe('not run yet');
  });

  it('says which rules held and the first message of each that did not, in one line', async () => {
    const store = new MemoryStore();
    const failing = [
      outcome('R1: one'),
      outcome('R2: two'),
      outcome('R2: three', `R2 three: no owner\u202e.\n${'x'.repeat(1000)}`),
    ];
    await put(store, 'draft/a', draft('mine'));
    await put(store, 'results/a', results('mine', [...failing, outcome('R3: four', 'y'.repeat(1000))]));
    const gathered = await first(store);
    expect(gathered?.exercise.result).toEqual({
      passed: false,
      rules: 3,
      passedRules: ['R1'],
      failedRules: [
        { rule: 'R2', message: 'R2 three: no owner .' },
        { rule: 'R3', message: `${'y'.repeat(399)}…` },
      ],
      isCurrent: true,
      at: 7,
    });
    expect(gathered && stateWords(gathered)).toBe('1 of 3 rules held');
    expect(readHandIn({ ...sampleHandIn, exercises: [gathered?.exercise] }).exercises).toEqual([gathered?.exercise]);
  });

  it('says how the run ended and that the draft is another since', async () => {
    const store = new MemoryStore();
    await put(store, 'draft/a', draft('newer'));
    const ending = { kind: 'endless-loop', during: 'R2: two', line: 12 };
    await put(store, 'results/a', results('older', [outcome('R1: one')], ending));
    const gathered = await first(store);
    expect(gathered?.exercise).toMatchObject({ source: 'newer', result: { passed: false, isCurrent: false } });
    expect(gathered && stateWords(gathered)).toBe(
      '1 of 3 rules held; the loop on line 12 never ended; changed since that run',
    );
  });

  it('leaves out results of another version of the exercise', async () => {
    const store = new MemoryStore();
    await put(store, 'results/a', { ...results('old', []), exerciseVersion: 'ffffffffffff' });
    expect(await gather(store, [facts])).toEqual([]);
  });
});
