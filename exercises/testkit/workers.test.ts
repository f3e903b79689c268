import type { ConsumerRecord } from 'kafka';
import { SimulatedCluster } from 'simulator';
import { describe, expect, it } from 'vitest';
import { SimulatedWorkers, type WorkersOptions } from './workers.ts';

const record = (offset: number): ConsumerRecord => ({
  topic: 'orders',
  partition: 0,
  offset,
  timestamp: 0,
  key: null,
  value: null,
});

/** Hands ten records over at once. */
async function handOver(options: WorkersOptions) {
  const cluster = new SimulatedCluster();
  const workers = new SimulatedWorkers(options);
  const failures: string[] = [];
  cluster.process('c1').start(async () => {
    const jobs = Array.from({ length: 10 }, (_, offset) => workers.client().handle(record(offset)));
    for (const result of await Promise.allSettled(jobs)) {
      if (result.status === 'rejected') failures.push(String(result.reason));
    }
  });
  await cluster.runFor(10_000);
  const ended = workers.events.filter(({ kind }) => kind !== 'started').map(({ offset, atMs }) => [offset, atMs]);
  return { workers, failures, ended };
}

describe('workers', () => {
  it('take their time and finish out of order, the same way for the same seed', async () => {
    const options: WorkersOptions = { seed: 7, duration: { leastMs: 10, mostMs: 500 } };
    const { ended, workers, failures } = await handOver(options);
    expect(ended.map(([offset]) => offset)).not.toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(new Set(ended.map(([offset]) => offset)).size).toBe(10);
    expect(ended.every(([, atMs = 0]) => atMs >= 10 && atMs <= 500)).toBe(true);
    expect(workers.inFlightMost).toBe(10);
    expect(failures).toEqual([]);
    expect((await handOver(options)).ended).toEqual(ended);
    expect((await handOver({ ...options, seed: 8 })).ended).not.toEqual(ended);
  });

  it('fail by chance, and do better when they are asked again', async () => {
    const { failures, workers } = await handOver({ seed: 1, duration: () => 5, failureChance: 0.5 });
    expect(failures.length).toBeGreaterThan(0);
    expect(failures.length).toBeLessThan(10);
    expect(failures[0]).toMatch(/^WorkerError: A worker failed at orders-0@\d \(attempt 1\)\.$/);
    expect(workers.events.filter(({ kind }) => kind === 'failed')).toHaveLength(failures.length);
  });

  it('take as long as they are told for each record', async () => {
    const { ended } = await handOver({ seed: 1, duration: ({ offset }) => 100 - offset });
    expect(ended).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map((offset) => [offset, 100 - offset]));
  });

  it('are gone with the process that handed over', async () => {
    const cluster = new SimulatedCluster();
    const workers = new SimulatedWorkers({ seed: 1, duration: () => 100 });
    cluster.process('c1').start(() => workers.client().handle(record(0)));
    await cluster.runFor(50);
    expect(workers.inFlightIn('c1').map(({ offset }) => offset)).toEqual([0]);
    cluster.process('c1').crash();
    await cluster.runFor(1000);
    expect(workers.inFlightIn('c1')).toEqual([]);
    expect(workers.events.map(({ kind }) => kind)).toEqual(['started']);
  });

  it('refuse a chance that is none', () => {
    expect(() => new SimulatedWorkers({ seed: 1, duration: () => 1, failureChance: 2 })).toThrow('from 0 to 1');
  });
});
