import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { murmur2, partitionForKey, utf8 } from './murmur2.ts';

describe('murmur2', () => {
  // The cases of Kafka's own UtilsTest.
  it.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
    ['abc', 479470107],
  ])('of %s is what Kafka computes', (text, hash) => {
    expect(murmur2(utf8(text))).toBe(hash);
  });

  it('puts a key into a partition that there is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 1000 }), (key, count) => {
        const partition = partitionForKey(key, count);
        expect(partition).toBeGreaterThanOrEqual(0);
        expect(partition).toBeLessThan(count);
      }),
    );
  });
});

describe('utf8', () => {
  it('agrees with the encoder of the platform', () => {
    const encoder = new TextEncoder();
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(utf8(text)).toEqual([...encoder.encode(text)]);
      }),
    );
  });

  it('writes half of a surrogate pair as a question mark, as Java does', () => {
    expect(utf8('\ud800')).toEqual([0x3f]);
  });
});
