import { describe, expect, it } from 'vitest';
import { type Ending, noNotes, type RunReport, type TestOutcome, type TestState } from './outcome.ts';
import { ruleIdOf, verdictOf } from './verdict.ts';

const rules = [
  { id: 'R1', title: 'First' },
  { id: 'R2', title: 'Second' },
];

function outcome(name: string, state: TestState): TestOutcome {
  return {
    id: name,
    name,
    state,
    durationMs: 1,
    errors: [],
    logs: [],
    logsDropped: 0,
    evidence: undefined,
    notes: noNotes,
  };
}

function report(
  states: Readonly<Record<string, TestState | undefined>>,
  ending: Ending = { kind: 'finished' },
): RunReport {
  const names = Object.keys(states);
  return {
    collected: names.map((name) => ({ id: name, name })),
    outcomes: names.flatMap((name) => {
      const state = states[name];
      return state === undefined ? [] : [outcome(name, state)];
    }),
    ending,
    logs: [],
    durationMs: 1,
  };
}

describe('ruleIdOf', () => {
  it('reads the id that begins a test name', () => {
    expect(ruleIdOf('R12: two topics')).toBe('R12');
  });

  it('finds none in a name that does not begin with one', () => {
    expect(ruleIdOf('covers R1: almost')).toBeUndefined();
    expect(ruleIdOf('R1 without a colon')).toBeUndefined();
  });
});

describe('verdictOf', () => {
  it('passes when the run finished and every test of every rule passed', () => {
    expect(verdictOf(rules, report({ 'R1: a': 'pass', 'R2: b': 'pass' })).passed).toBe(true);
  });

  it('does not pass a rule that has no test', () => {
    const verdict = verdictOf(rules, report({ 'R1: a': 'pass' }));
    expect(verdict.passed).toBe(false);
    expect(verdict.rules[1]?.state).toBe('unknown');
  });

  it('does not pass when nothing was collected', () => {
    expect(verdictOf(rules, report({})).passed).toBe(false);
    expect(verdictOf([], report({})).passed).toBe(false);
  });

  it('counts a skipped test as a broken rule: an answer can make a test skip itself', () => {
    const verdict = verdictOf(rules, report({ 'R1: a': 'skip', 'R2: b': 'pass' }));
    expect(verdict.passed).toBe(false);
    expect(verdict.rules[0]?.state).toBe('broken');
  });

  it('leaves a rule unknown when the run ended before its tests', () => {
    const verdict = verdictOf(
      rules,
      report({ 'R1: a': 'pass', 'R2: b': undefined }, { kind: 'endless-loop', during: 'R2: b', line: 3 }),
    );
    expect(verdict.rules.map((rule) => rule.state)).toEqual(['holds', 'unknown']);
  });

  it('does not pass a run that did not finish, whatever its tests say', () => {
    expect(verdictOf(rules, report({ 'R1: a': 'pass', 'R2: b': 'pass' }, { kind: 'tampered', what: 'x' })).passed).toBe(
      false,
    );
  });

  it('names tests without the rule, in the order they were collected', () => {
    const [first] = verdictOf(
      rules,
      report({ 'R1: one topic': 'pass', 'R1: two topics': 'fail', 'R2: b': 'pass' }),
    ).rules;
    expect(first?.tests.map((test) => test.title)).toEqual(['one topic', 'two topics']);
    expect([first?.passed, first?.total]).toEqual([1, 2]);
  });
});
