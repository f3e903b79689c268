import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OffsetRanges, sizeOf } from './offset-ranges.ts';

const addition = fc.tuple(fc.nat(60), fc.nat(8)).map(([first, length]) => [first, first + length - 1] as const);

function offsetsOf(additions: readonly (readonly [number, number])[]): Set<number> {
  const offsets = new Set<number>();
  for (const [first, last] of additions) for (let offset = first; offset <= last; offset += 1) offsets.add(offset);
  return offsets;
}

describe('OffsetRanges', () => {
  it('holds exactly what was added, as disjoint ascending ranges with a gap between each two', () => {
    fc.assert(
      fc.property(fc.array(addition, { maxLength: 40 }), (additions) => {
        const set = new OffsetRanges();
        for (const [first, last] of additions) set.add(first, last);
        const expected = offsetsOf(additions);
        for (let offset = -1; offset < 80; offset += 1) expect(set.has(offset)).toBe(expected.has(offset));
        expect(sizeOf(set.ranges)).toBe(expected.size);
        for (const [index, [first]] of set.ranges.entries()) {
          if (index > 0) expect(first).toBeGreaterThan((set.ranges[index - 1]?.[1] ?? 0) + 1);
        }
      }),
    );
  });

  it('names what is missing between two offsets', () => {
    fc.assert(
      fc.property(fc.array(addition, { maxLength: 20 }), fc.nat(70), fc.nat(70), (additions, from, to) => {
        const set = new OffsetRanges();
        for (const [first, last] of additions) set.add(first, last);
        const present = offsetsOf(additions);
        const missing = offsetsOf(set.missing(from, to));
        for (let offset = 0; offset < 80; offset += 1) {
          expect(missing.has(offset)).toBe(offset >= from && offset <= to && !present.has(offset));
        }
      }),
    );
  });
});
