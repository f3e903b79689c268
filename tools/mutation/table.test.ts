import { describe, expect, it } from 'vitest';
import { percentOf, withScores } from './table.ts';

const empty = `Before.

<!-- mutation scores: written by \`npm run mutation -- --write\` -->
<!-- end of the mutation scores -->

After.
`;
const score = { slug: 'poll-loop', killed: 89, survived: 11, explained: 10, refused: 3 };

describe('the table of mutation scores', () => {
  it('gets a row for each exercise that was measured, in the order of their names, and leaves the rest of the file alone', () => {
    const first = withScores(empty, [score]);
    const second = withScores(first, [{ ...score, slug: 'commit-on-revoke' }]);
    expect(second).toMatch(/^Before\.\n[\s\S]*\n\nAfter\.\n$/);
    expect(second.split('\n').filter((line) => /\| \d/.test(line))).toEqual([
      '| commit-on-revoke | 89 | 11 | 10 | 3 | 89.0 % | 98.8 % |',
      '| poll-loop | 89 | 11 | 10 | 3 | 89.0 % | 98.8 % |',
    ]);
  });

  it('replaces the row of an exercise that is measured again', () => {
    const again = withScores(withScores(empty, [score]), [{ ...score, killed: 95, survived: 5, explained: 5 }]);
    expect(again.match(/poll-loop/g)).toHaveLength(1);
    expect(again).toContain('| 95.0 % | 100.0 % |');
  });

  it('refuses a file that has no place for it', () => {
    expect(() => withScores('Before.', [score])).toThrow('exercises/README.md needs the lines');
  });

  it('never rounds up to what was not reached', () => {
    expect(percentOf({ killed: 8999, survived: 1001 })).toBe(89.9);
    expect(percentOf({ killed: 0, survived: 0 })).toBe(0);
  });
});
