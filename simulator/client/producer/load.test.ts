import { describe, expect, it } from 'vitest';
import { Future } from '../../kernel/future.ts';
import { RandomStream } from '../../kernel/random.ts';
import { Simulation } from '../../kernel/simulation.ts';
import { type Load, RunningLoad } from './load.ts';
import type { ProducerRecord, RecordMetadata } from './producer-record.ts';

function sentBy(load: Partial<Load>, untilMs = 10_000, seed = 'seed') {
  const simulation = new Simulation({ host: { turn: async () => {} }, eventsMax: 1_000_000 });
  const sent: (ProducerRecord & { readonly atMs: number })[] = [];
  const running = new RunningLoad({
    load: {
      topic: 'orders',
      rate: 10,
      arrivals: { kind: 'constant' },
      keys: { count: 0, skew: 0 },
      fromMs: 0,
      untilMs: Number.POSITIVE_INFINITY,
      ...load,
    },
    producer: {
      send: (record) => {
        sent.push({ ...record, atMs: simulation.now() });
        return new Future<RecordMetadata>();
      },
    },
    clock: simulation,
    random: new RandomStream(seed),
  });
  simulation.runMachinery(untilMs);
  return { sent, running, simulation };
}

describe('a load', () => {
  it('comes evenly, also at a rate that does not divide a second', () => {
    expect(sentBy({ rate: 3 }, 2000).sent.map(({ atMs }) => atMs)).toEqual([0, 333, 666, 1000, 1333, 1666, 2000]);
  });

  it('sends several records in one millisecond where the rate asks for it', () => {
    expect(sentBy({ rate: 5000, untilMs: 1000 }).sent).toHaveLength(5000);
  });

  it('comes at random, as many on average', () => {
    const { sent } = sentBy({ rate: 100, arrivals: { kind: 'poisson' }, untilMs: 100_000 }, 200_000);
    expect(sent.length).toBeGreaterThan(9700);
    expect(sent.length).toBeLessThan(10_300);
    const gaps = new Set(sent.map(({ atMs }, at) => atMs - (sent[at - 1]?.atMs ?? 0)));
    expect(gaps.size).toBeGreaterThan(30);
  });

  it('comes in bursts that keep the rate', () => {
    const { sent } = sentBy({ rate: 5, arrivals: { kind: 'bursts', everyMs: 500 } }, 1999);
    expect(sent.map(({ atMs }) => atMs)).toEqual([0, 0, 500, 500, 500, 1000, 1000, 1500, 1500, 1500]);
  });

  it('begins and ends when it is told', () => {
    expect(sentBy({ fromMs: 1000, untilMs: 1300 }).sent.map(({ atMs }) => atMs)).toEqual([1000, 1100, 1200]);
  });

  it('can be stopped', () => {
    const { sent, running, simulation } = sentBy({}, 150);
    running.stop();
    simulation.runMachinery(10_000);
    expect([sent.length, running.sentCount]).toEqual([2, 2]);
  });

  it('numbers its records', () => {
    expect(sentBy({}, 300).sent.map(({ value }) => value)).toEqual([0, 1, 2, 3]);
  });

  it('is the same for the same seed, and another for another', () => {
    const load: Partial<Load> = { arrivals: { kind: 'poisson' }, keys: { count: 5, skew: 1 } };
    expect(sentBy(load).sent).toEqual(sentBy(load).sent);
    expect(sentBy(load).sent).not.toEqual(sentBy(load, 10_000, 'other').sent);
  });
});

describe('the keys of a load', () => {
  it('are none by default', () => {
    expect(sentBy({}, 100).sent.every(({ key }) => key === null)).toBe(true);
  });

  it('come each in turn', () => {
    expect(sentBy({ keys: { count: 3, skew: 0 } }, 400).sent.map(({ key }) => key)).toEqual([
      'orders-key-0',
      'orders-key-1',
      'orders-key-2',
      'orders-key-0',
      'orders-key-1',
    ]);
  });

  it('are skewed: the first of ten has more than a third at skew 1', () => {
    const { sent } = sentBy({ rate: 1000, keys: { count: 10, skew: 1 } });
    const first = sent.filter(({ key }) => key === 'orders-key-0').length / sent.length;
    const last = sent.filter(({ key }) => key === 'orders-key-9').length / sent.length;
    // 1 / (1 + 1/2 + ... + 1/10) and a tenth of that.
    expect(first).toBeCloseTo(0.341, 1);
    expect(last).toBeCloseTo(0.034, 1);
    expect(first).toBeGreaterThan(5 * last);
  });
});
