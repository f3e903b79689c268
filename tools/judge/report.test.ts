import { describe, expect, it } from 'vitest';
import { noNotes, type TestError } from '../../site/runner/outcome.ts';
import type { RuleTest } from '../../site/runner/verdict.ts';
import { describeVerdict } from './report.ts';

function linesOf(tests: readonly RuleTest[]): readonly string[] {
  const rule = { id: 'R1', title: 'Everything is handled' };
  const text = describeVerdict('a.ts', {
    passed: false,
    rules: [{ rule, state: 'broken', passed: 0, total: tests.length, tests }],
    ending: { kind: 'finished' },
  });
  return text.split('\n').slice(2);
}

function failing(name: string, error: Pick<TestError, 'name' | 'message'> & Partial<TestError>): RuleTest {
  return {
    id: name,
    name,
    title: name,
    outcome: {
      id: name,
      name,
      state: 'fail',
      durationMs: 1,
      errors: [{ diff: undefined, stack: '', inAnswer: undefined, ...error }],
      logs: [],
      logsDropped: 0,
      evidence: undefined,
      notes: noNotes,
    },
  };
}

describe('describeVerdict', () => {
  it('tells a limit of the simulated run from a failed check', () => {
    const tests = [
      failing('crash', { name: 'AssertionError', message: 'orders-0@5 was not handled' }),
      failing('freeze', { name: 'RunEndedEarly', message: 'The run ended at 60000 ms before all was handled.' }),
    ];
    expect(linesOf(tests)).toEqual([
      '    crash',
      '      orders-0@5 was not handled',
      '    freeze',
      '      stopped by a limit: The run ended at 60000 ms before all was handled.',
    ]);
  });

  it('gives the whole message, what differs, and the line of the answer', () => {
    const error = {
      name: 'AssertionError',
      message: 'The table differs.\n\n  line 2',
      diff: '- shop  1\n+ shop 1\n',
      inAnswer: { line: 12, column: 3 },
    };
    expect(linesOf([failing('table', error)])).toEqual([
      '    table',
      '      The table differs.',
      '',
      '        line 2',
      '        - shop  1',
      '        + shop 1',
      '      at line 12, column 3 of the answer',
    ]);
  });

  it('ends a message that nobody would read to its end, and says how much is missing', () => {
    const message = ['x'.repeat(2_000), ...Array.from({ length: 60 }, (_, line) => `line ${line + 2}`)].join('\n');
    const lines = linesOf([
      failing('endless', { name: 'Error', message }),
      failing('next', { name: 'Error', message: 'No.' }),
    ]);
    expect(lines[1]).toBe(`      ${'x'.repeat(500)}…`);
    expect(lines.slice(39)).toEqual([
      '      line 39',
      '      line 40',
      '      … 21 more lines',
      '    next',
      '      No.',
    ]);
  });

  it('does not let an answer steer the terminal', () => {
    const error = {
      name: 'Error',
      message: '\r\u001B[2Ka.ts: pass, 5 of 5 rules hold\u202E',
      diff: undefined,
      stack: '',
      inAnswer: undefined,
    };
    const text = describeVerdict('a.ts', { passed: false, rules: [], ending: { kind: 'not-loaded', error } });
    expect(text.split('\n')).toEqual([
      'a.ts: rejected, 0 of 0 rules hold',
      '  The answer could not be loaded: \\u{d}\\u{1b}[2Ka.ts: pass, 5 of 5 rules hold\\u{202e}',
    ]);
  });
});
