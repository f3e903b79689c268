import { describe, expect, it } from 'vitest';
import { median, percentile, table } from './statistics.ts';

describe('percentile', () => {
  it('gives a value that was measured', () => {
    expect(percentile([30, 10, 20, 40], 50)).toBe(20);
    expect(percentile([30, 10, 20, 40], 95)).toBe(40);
    expect(median([5])).toBe(5);
  });

  it('refuses an empty series', () => {
    expect(() => percentile([], 50)).toThrow('of nothing');
  });
});

describe('table', () => {
  it('lines columns up, text to the left and numbers to the right', () => {
    expect(
      table([
        ['what', 'ms'],
        ['a longer name', '7'],
        ['b', '1234'],
      ]),
    ).toBe('what             ms\na longer name     7\nb              1234');
  });
});
