import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Place } from './place.ts';
import type { ScenarioProblem } from './problem.ts';
import { readDuration, readDurationRange, readRate, readShare, readSignedDuration } from './quantities.ts';

function read<T>(reader: (place: Place) => T | undefined, value: unknown): T | string {
  const problems: ScenarioProblem[] = [];
  return reader(new Place(value, ['it'], problems)) ?? problems.map(({ text }) => text).join('\n');
}

describe('a duration', () => {
  it.each([
    ['20ms', 20],
    ['2.3s', 2300],
    ['0.001s', 1],
    ['1.5m', 90_000],
    ['2h', 7_200_000],
    ['7d', 604_800_000],
    ['0s', 0],
    [0, 0],
  ])('%s is %i ms', (text, ms) => {
    expect(read(readDuration, text)).toBe(ms);
  });

  it('of whole milliseconds is read as it is written, whatever its unit', () => {
    const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;
    const unit = fc.constantFrom<keyof typeof units>('ms', 's', 'm', 'h');
    fc.assert(
      fc.property(unit, fc.nat(20_000_000), (of, ms) => {
        const text = `${ms / units[of]}${of}`;
        // What is not written out in digits is not a duration: 1e-7h.
        fc.pre(!text.includes('e'));
        expect(read(readDuration, text)).toBe(ms);
      }),
    );
  });

  it.each([
    [20, 'it: is 20 without a unit; write it with ms, s, m, h or d: 20ms, 2.5s, 10m'],
    ['20', 'it: is "20"; write a time with its unit: 20ms, 2.5s, 10m'],
    ['1.5ms', 'it: is "1.5ms", no whole milliseconds; round it to 1ms'],
    ['-2s', 'it: is "-2s", a negative time; write 0 or more: 20ms, 2.5s, 10m'],
    ['9999d', 'it: is "9999d"; write at most 1000d'],
  ])('%s is refused', (value, problem) => {
    expect(read(readDuration, value)).toBe(problem);
  });

  it('may be negative where a clock jumps', () => {
    expect(read(readSignedDuration, '-2.5s')).toBe(-2500);
  });

  it('may be a range', () => {
    expect(read(readDurationRange, '5ms')).toEqual({ leastMs: 5, mostMs: 5 });
    expect(read(readDurationRange, '5ms..1s')).toEqual({ leastMs: 5, mostMs: 1000 });
    expect(read(readDurationRange, '5ms..')).toBe('it: is "5ms.."; write a time or a range of times: 20ms, 10ms..50ms');
    expect(read(readDurationRange, '-5ms..1s')).toBe(
      'it: is "-5ms..1s", which begins with a negative time; write 0 or more',
    );
  });
});

describe('a rate', () => {
  it('is so many a second', () => {
    expect([read(readRate, '50/s'), read(readRate, '30/m'), read(readRate, '0.5/s')]).toEqual([50, 0.5, 0.5]);
  });

  it('of nothing, without a unit, or of too many is refused', () => {
    for (const value of [0, '0/s', 50, '50', '-1/s', '50/d', '100001/s'])
      expect(read(readRate, value)).toMatch(/^it: is /);
  });
});

describe('a share', () => {
  it('is a percentage', () => {
    expect([read(readShare, '0.5%'), read(readShare, '100%'), read(readShare, 0)]).toEqual([0.005, 1, 0]);
    for (const value of [0.5, '101%', '5', '-1%']) expect(read(readShare, value)).toMatch(/^it: is /);
  });
});
