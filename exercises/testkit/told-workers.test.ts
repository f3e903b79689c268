import type { ConsumerRecord } from 'kafka';
import { namesIn, SimulatedCluster, sentenceOf } from 'simulator';
import { describe, expect, it } from 'vitest';
import { toldWorkers } from './told-workers.ts';
import { SimulatedWorkers } from './workers.ts';

const record = (offset: number): ConsumerRecord => ({
  topic: 'orders',
  partition: 0,
  offset,
  timestamp: 0,
  key: null,
  value: null,
});

async function told(failureChance: number): Promise<readonly string[]> {
  const cluster = new SimulatedCluster();
  const simulated = new SimulatedWorkers({ seed: 1, duration: ({ offset }) => 10 + offset, failureChance });
  cluster.process('c1').start(async () => {
    const workers = toldWorkers(cluster, 'c1', simulated.client());
    await workers.handle(record(5)).catch(() => {});
  });
  await cluster.runFor(100);
  const names = namesIn(cluster.trace);
  return cluster.trace
    .filter(({ kind }) => kind.startsWith('record.'))
    .map((event) => `${event.atMs} ms: ${sentenceOf(event, names)}`);
}

describe('workers whose doings are told', () => {
  it('tell what they began and finished, when they did', async () => {
    await expect(told(0)).resolves.toEqual([
      '0 ms: c1 begins with offset 5 of orders-0.',
      '15 ms: c1 has processed offset 5 of orders-0; that alone commits nothing.',
    ]);
  });

  it('tell what failed, and hand the failure on', async () => {
    const lines = await told(1);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/^15 ms: .*fail.* offset 5 of orders-0/);
  });
});
