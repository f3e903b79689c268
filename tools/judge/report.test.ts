import { describe, expect, it } from 'vitest';
import { noNotes } from '../../site/runner/outcome.ts';
import type { RuleTest } from '../../site/runner/verdict.ts';
import { describeVerdict } from './report.ts';

describe('describeVerdict', () => {
  it('tells a limit of the simulated run from a failed check', () => {
    const rule = { id: 'R1', title: 'Everything is handled' };
    const test = (name: string, errorName: string, message: string): RuleTest => ({
      id: name,
      name,
      title: name,
      outcome: {
        id: name,
        name,
        state: 'fail',
        durationMs: 1,
        errors: [{ name: errorName, message, diff: undefined, stack: '', inAnswer: undefined }],
        logs: [],
        logsDropped: 0,
        evidence: undefined,
        notes: noNotes,
      },
    });
    const tests = [
      test('crash', 'AssertionError', 'orders-0@5 was not handled'),
      test('freeze', 'RunEndedEarly', 'The run ended at 60000 ms before all was handled.\nc1 is running'),
    ];
    const text = describeVerdict('a.ts', {
      passed: false,
      rules: [{ rule, state: 'broken', passed: 0, total: 2, tests }],
      ending: { kind: 'finished' },
    });
    expect(text.split('\n').slice(2)).toEqual([
      '    crash: orders-0@5 was not handled',
      '    freeze: stopped by a limit: The run ended at 60000 ms before all was handled.',
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
