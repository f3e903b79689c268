import { describe, expect, it } from 'vitest';
import { noNotes, type RunReport } from '../../site/runner/outcome.ts';
import { assess, problemsOfCatalog, problemsOfLateRule, problemsOfSuite } from './assess.ts';
import type { CatalogFile } from './catalog.ts';

const rules = [
  { id: 'R1', title: 'Subscribers share a topic', html: '' },
  { id: 'R2', title: 'Members stand in order', html: '' },
];
const tests = ['R1: one', 'R1: two', 'R2: one', 'R2: two'];

/** A finished run in which the named tests failed, by an assertion unless another error is named. */
function report(failed: readonly string[], errorName = 'AssertionError'): RunReport {
  return {
    collected: tests.map((name) => ({ id: name, name })),
    outcomes: tests.map((name) => ({
      id: name,
      name,
      state: failed.includes(name) ? 'fail' : 'pass',
      durationMs: 1,
      errors: failed.includes(name)
        ? [{ name: errorName, message: 'no.', diff: undefined, stack: '', inAnswer: undefined }]
        : [],
      logs: [],
      logsDropped: 0,
      evidence: undefined,
      notes: noNotes,
    })),
    ending: { kind: 'finished' },
    logs: [],
    durationMs: 4,
  };
}

function problems(role: CatalogFile['role'], run: RunReport, firstLine = ''): readonly string[] {
  return assess(rules, { role, file: 'some.ts', firstLine }, run).problems;
}

describe('assess', () => {
  it('wants a solution and an alternative to pass every test', () => {
    expect(problems('solution', report([]))).toEqual([]);
    expect(problems('alternative', report(['R2: two']))).toEqual(["It must pass, but 'R2: two' says: no."]);
  });

  it('wants a starter to fail by an assertion', () => {
    expect(problems('starter', report(tests))).toEqual([]);
    expect(problems('starter', report([]))).toEqual(['It passes: a learner would have nothing to do.']);
    expect(problems('starter', report(['R1: one'], 'AnswerError'))).toEqual([
      "It must fail by an assertion, but 'R1: one' ended in AnswerError: no.",
    ]);
  });

  it('wants a mistake to be rejected by a test of the rule that it names', () => {
    expect(problems('mistake', report(['R2: two']), '// R2: Wrong.')).toEqual([]);
    expect(problems('mistake', report(['R1: two']), '// R2: Wrong.')).toEqual([
      'No test of R2 rejects it: add one, or name the rule that it breaks.',
    ]);
  });

  it('wants a mistake to pass half of the tests', () => {
    expect(problems('mistake', report(['R1: one', 'R2: one']), '// R2: Wrong.')).toEqual([]);
    expect(problems('mistake', report(['R1: one', 'R1: two', 'R2: one']), '// R2: Wrong.')).toEqual([
      'It passes only 1 of 4 tests; a mistake passes at least half of them.',
    ]);
  });

  it.each(['', '// Wrong.', '// R3: Wrong.', '// R1:'])(
    'wants the first line of a mistake to name a rule, not %j',
    (line) => {
      expect(problems('mistake', report(['R1: one']), line)).toEqual([
        `Its first line names no rule of the brief: write '// R1: What it gets wrong.' (it is '${line}')`,
      ]);
    },
  );

  it('wants every run to finish', () => {
    const error = { name: 'Error', message: 'no such file', diff: undefined, stack: '', inAnswer: undefined };
    const notLoaded: RunReport = { ...report([]), ending: { kind: 'not-loaded', error } };
    expect(problems('mistake', notLoaded, '// R1: Wrong.')).toEqual([
      'Its run did not finish (not-loaded): no such file',
    ]);
  });

  it('tells which rules were broken', () => {
    const file = { role: 'mistake', file: 'some.ts', firstLine: '// R2: Wrong.' } as const;
    expect(assess(rules, file, report(['R2: one']))).toMatchObject({ passed: 3, total: 4, broken: ['R2'] });
  });
});

describe('problemsOfSuite', () => {
  it('finds none where every test has a rule and every rule a test', () => {
    expect(problemsOfSuite(rules, report([]))).toEqual([]);
  });

  it('finds tests without a rule, rules without a test, and names used twice', () => {
    const collected = ['one', 'R1: two', 'R1: two'].map((name) => ({ id: name, name }));
    expect(problemsOfSuite(rules, { ...report([]), collected })).toEqual([
      "The test 'one' names no rule of the brief: begin its name with 'R1: ' or another.",
      'Rule R2 (Members stand in order) has no test.',
      "Two tests are named 'R1: two': give each a name of its own.",
    ]);
  });
});

describe('problemsOfCatalog', () => {
  it('wants two alternatives and eight mistakes', () => {
    const of = (role: CatalogFile['role'], count: number) =>
      Array.from({ length: count }, (): CatalogFile => ({ role, file: '', firstLine: '' }));
    expect(problemsOfCatalog([...of('alternative', 2), ...of('mistake', 8)])).toEqual([]);
    expect(problemsOfCatalog([...of('alternative', 1), ...of('mistake', 7)])).toHaveLength(2);
  });
});

it('wants a mistake that breaks the late rule of an interview alone', () => {
  const mistakes = [['R1: one', 'R2: one'], ['R2: two']].map((failed) =>
    assess(rules, { role: 'mistake', file: 'some.ts', firstLine: '// R2: Wrong.' }, report(failed)),
  );
  expect(problemsOfLateRule('R2', mistakes)).toEqual([]);
  expect(problemsOfLateRule(undefined, mistakes)).toEqual([]);
  expect(problemsOfLateRule('R1', mistakes)).toEqual([
    'Interviews bring R1 late, but no mistake breaks it alone: add one, or choose another rule in site/interview/mock/coding.ts.',
  ]);
});
