import { describe, expect, it } from 'vitest';
import { readRecordedCases } from './recorded-notation.ts';

describe('readRecordedCases', () => {
  it('reads id, topics, members and what each was given', () => {
    expect(readRecordedCases('\n some-id | orders:5 logs:0 | c1 orders[0-2] logs[] | c2@inst-a orders[3,4]\n')).toEqual(
      [
        {
          id: 'some-id',
          topics: [
            ['orders', 5],
            ['logs', 0],
          ],
          members: [
            { memberId: 'c1', groupInstanceId: undefined, rackId: undefined, topics: ['orders', 'logs'] },
            { memberId: 'c2', groupInstanceId: 'inst-a', rackId: undefined, topics: ['orders'] },
          ],
          expected: [
            [
              'c1',
              [
                ['orders', 0],
                ['orders', 1],
                ['orders', 2],
              ],
            ],
            [
              'c2',
              [
                ['orders', 3],
                ['orders', 4],
              ],
            ],
          ],
        },
      ],
    );
  });

  it('reads a group without topics or members', () => {
    expect(readRecordedCases('nobody | orders:4')).toMatchObject([{ members: [], expected: [] }]);
    expect(readRecordedCases('nothing | | c1')).toMatchObject([
      { topics: [], members: [{ memberId: 'c1', topics: [] }] },
    ]);
  });

  it.each([
    ['some-id | orders', "Cannot read 'orders' in the recorded case 'some-id | orders': write it as topic:count."],
    [
      'some-id | | c1 orders',
      "Cannot read 'orders' in the recorded case 'some-id | | c1 orders': write it as topic[0-2].",
    ],
    ['some-id | | c1 o[a]', "Cannot read 'a' in the recorded case 'some-id | | c1 o[a]': write it as 3 or 3-5."],
  ])('says what it cannot read in %s', (line, message) => {
    expect(() => readRecordedCases(line)).toThrow(new SyntaxError(message));
  });
});
