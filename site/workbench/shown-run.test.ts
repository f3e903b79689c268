import { describe, expect, it } from 'vitest';
import { type Ending, noNotes, type RunReport, type TestState } from '../runner/outcome.ts';
import { verdictOf } from '../runner/verdict.ts';
import { changesSince, liveVerdict, neighborFailure, selectionAfter, withEarlierOutcomes } from './shown-run.ts';
import { announcementOf, changesText, endingWords, headingOf, splitMessage, summaryOf } from './words.ts';

const rules = [
  { id: 'R1', title: 'One' },
  { id: 'R2', title: 'Two' },
];

const report = (states: Readonly<Record<string, TestState>>, ending: Ending = { kind: 'finished' }): RunReport => ({
  collected: Object.keys(states).map((name) => ({ id: name, name })),
  outcomes: Object.entries(states).map(([name, state]) => ({
    id: name,
    name,
    state,
    durationMs: 1,
    errors: [],
    logs: [],
    logsDropped: 0,
    evidence: undefined,
    notes: noNotes,
  })),
  ending,
  logs: [],
  durationMs: 48,
});

const mixed = report({ 'R1: a': 'pass', 'R1: b': 'fail', 'R2: c': 'pass', 'R2: d': 'fail' });

describe('going through failures', () => {
  const verdict = verdictOf(rules, mixed);

  it('goes forward and back, and round at the ends', () => {
    expect(neighborFailure(verdict, undefined, 1)).toBe('R1: b');
    expect(neighborFailure(verdict, 'R1: b', 1)).toBe('R2: d');
    expect(neighborFailure(verdict, 'R2: d', 1)).toBe('R1: b');
    expect(neighborFailure(verdict, 'R1: b', -1)).toBe('R2: d');
  });

  it('finds the next one from a test that passes', () => {
    expect(neighborFailure(verdict, 'R2: c', 1)).toBe('R2: d');
    expect(neighborFailure(verdict, 'R2: c', -1)).toBe('R1: b');
  });

  it('stays with the failure that was being looked at, else takes the first', () => {
    expect(selectionAfter(verdict, 'R2: d')).toBe('R2: d');
    expect(selectionAfter(verdict, 'R2: c')).toBe('R1: b');
    expect(selectionAfter(verdictOf(rules, report({ 'R1: a': 'pass' })), 'R1: a')).toBeUndefined();
  });
});

describe('a run under way', () => {
  it('claims nothing about rules whose tests have not all ended', () => {
    const live = liveVerdict(rules, {
      only: undefined,
      collected: mixed.collected,
      outcomes: mixed.outcomes.slice(0, 1),
    });
    expect(live.rules.map(({ state }) => state)).toEqual(['unknown', 'unknown']);
    expect(live.passed).toBe(false);
  });
});

describe('a test run alone', () => {
  it('keeps what was known of the others', () => {
    const alone = { ...report({ 'R1: b': 'pass' }), collected: mixed.collected };
    const merged = withEarlierOutcomes(alone, mixed);
    expect(Object.fromEntries(merged.outcomes.map(({ id, state }) => [id, state]))).toEqual({
      'R1: a': 'pass',
      'R1: b': 'pass',
      'R2: c': 'pass',
      'R2: d': 'fail',
    });
  });
});

describe('what changed', () => {
  it('names what passes now and what fails newly, and nothing else', () => {
    const after = report({ 'R1: a': 'fail', 'R1: b': 'pass', 'R2: c': 'pass', 'R2: d': 'fail', 'R2: new': 'fail' });
    expect(changesText(changesSince(mixed, after))).toBe('Now passing: R1: b. Newly failing: R1: a.');
  });

  it('is silent at the first run and where nothing changed', () => {
    expect(changesText(changesSince(undefined, mixed))).toBeUndefined();
    expect(changesText(changesSince(mixed, mixed))).toBeUndefined();
  });

  it('counts when there are many', () => {
    const before = report({ 'R1: a': 'fail', 'R1: b': 'fail', 'R2: c': 'fail' });
    const after = report({ 'R1: a': 'pass', 'R1: b': 'pass', 'R2: c': 'pass' });
    expect(changesText(changesSince(before, after))).toBe('Now passing: R1: a; and 2 more.');
  });
});

describe('words', () => {
  const run = (of: RunReport, only?: string) => ({ report: of, source: '', only, endedAt: 0 });

  it('announces counts and the first failure', () => {
    expect(announcementOf(run(mixed), verdictOf(rules, mixed))).toBe('2 of 4 tests pass. First failure: R1: b.');
    expect(summaryOf(verdictOf(rules, mixed))).toBe('0 of 2 rules hold');
  });

  it('announces a pass, and a test run alone', () => {
    const all = report({ 'R1: a': 'pass', 'R2: c': 'pass' });
    expect(announcementOf(run(all), verdictOf(rules, all))).toBe('All 2 tests pass. Every rule holds.');
    expect(announcementOf(run(mixed, 'R1: b'), verdictOf(rules, mixed))).toBe('Run alone: b fails.');
  });

  it('never announces a pass for a run that was cut short', () => {
    const cut = report({ 'R1: a': 'pass', 'R2: c': 'pass' }, { kind: 'tampered', what: 'Object.is was replaced' });
    expect(announcementOf(run(cut), verdictOf(rules, cut))).toMatch(/^This run does not count\./);
  });

  const error = { name: 'E', message: 'm', diff: undefined, stack: '', inAnswer: { line: 7, column: 3 } };
  it.each<[Ending, number | undefined]>([
    [{ kind: 'syntax-error', message: 'm', at: { line: 4, column: 2 } }, 4],
    [{ kind: 'not-loaded', error }, 7],
    [{ kind: 'endless-loop', during: 'R1: a', line: 12 }, 12],
    [{ kind: 'endless-loop', during: undefined, line: undefined }, undefined],
    [{ kind: 'never-settled', during: 'R1: a' }, undefined],
    [{ kind: 'died', during: undefined }, undefined],
    [{ kind: 'tampered', what: 'x' }, undefined],
    [{ kind: 'stray-error', error, during: 'R1: a' }, 7],
    [{ kind: 'no-sandbox', message: 'x' }, undefined],
    [{ kind: 'cancelled' }, undefined],
  ])('has a title, a text, a next step and a line for %o', (ending, line) => {
    const words = endingWords(ending);
    expect(words?.title).toMatch(/\.$/);
    expect(words?.text).not.toBe('');
    expect(words?.next).toMatch(/\.$/);
    expect(words?.at?.line).toBe(line);
  });

  it('puts no count of rules over a run that says nothing about them', () => {
    const all = { 'R1: a': 'pass', 'R2: c': 'pass' } as const;
    const heading = (ending: Ending) => headingOf(verdictOf(rules, report(all, ending)));
    expect(heading({ kind: 'finished' })).toBe('2 of 2 rules hold');
    expect(heading({ kind: 'tampered', what: 'x' })).toBe('No verdict');
    expect(heading({ kind: 'syntax-error', message: 'm', at: undefined })).toBe('Nothing ran');
    expect(heading({ kind: 'died', during: undefined })).toBe('Cut short: 2 of 2 rules hold');
  });

  it('splits a message after what is wrong', () => {
    expect(splitMessage('orders-3 went to nobody. R3: so c1 owns 0. More.')).toEqual({
      lead: 'orders-3 went to nobody.',
      rest: 'R3: so c1 owns 0. More.',
    });
    expect(splitMessage('expected 1.5 to be 2')).toEqual({ lead: 'expected 1.5 to be 2', rest: '' });
  });
});
