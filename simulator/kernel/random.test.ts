import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RandomStream, RandomStreams } from './random.ts';

const draws = (stream: RandomStream, count = 50): number[] => Array.from({ length: count }, () => stream.next());

describe('RandomStreams', () => {
  it('gives the same numbers for the same seed and name', () => {
    fc.assert(
      fc.property(fc.integer(), fc.string(), (seed, name) => {
        expect(draws(new RandomStreams(seed).stream(name))).toEqual(draws(new RandomStreams(seed).stream(name)));
      }),
    );
  });

  it('gives other numbers for another seed or name', () => {
    const streams = new RandomStreams(1);
    expect(draws(streams.stream('a'))).not.toEqual(draws(streams.stream('b')));
    expect(draws(new RandomStreams(1).stream('a'))).not.toEqual(draws(new RandomStreams(2).stream('a')));
  });

  it('does not shift one stream when another is drawn from or added', () => {
    const alone = draws(new RandomStreams(7).stream('network'));
    const streams = new RandomStreams(7);
    const network = streams.stream('network');
    const mixed = alone.map(() => {
      streams.stream('process:c2').next();
      return network.next();
    });
    expect(mixed).toEqual(alone);
  });
});

describe('RandomStream', () => {
  it('spreads evenly: each tenth of the range gets about a tenth of the draws', () => {
    for (const seed of ['1/a', '2/a', '1/network', '']) {
      const stream = new RandomStream(seed);
      const counts = Array.from({ length: 10 }, () => 0);
      for (let draw = 0; draw < 20_000; draw++) {
        const tenth = Math.floor(stream.next() * 10);
        counts[tenth] = (counts[tenth] ?? 0) + 1;
      }
      for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(200);
    }
  });

  it('draws whole numbers with both ends included', () => {
    const stream = new RandomStream('ends');
    const drawn = new Set(Array.from({ length: 200 }, () => stream.integer(3, 5)));
    expect([...drawn].sort()).toEqual([3, 4, 5]);
  });

  it('draws waiting times with the mean that was asked for', () => {
    const stream = new RandomStream('mean');
    const times = Array.from({ length: 20_000 }, () => stream.exponential(250));
    expect(Math.abs(times.reduce((sum, time) => sum + time, 0) / times.length - 250)).toBeLessThan(10);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(0);
  });

  it('makes well-formed, different UUIDs', () => {
    const stream = new RandomStream('uuid');
    const made = Array.from({ length: 500 }, () => stream.uuid());
    expect(new Set(made).size).toBe(500);
    for (const uuid of made) expect(uuid).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });

  it('refuses to pick from nothing', () => {
    expect(() => new RandomStream('').pick([])).toThrow('Nothing to pick from');
  });
});
