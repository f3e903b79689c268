import { describe, expect, it } from 'vitest';
import { describeVerdict } from './report.ts';

describe('describeVerdict', () => {
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
