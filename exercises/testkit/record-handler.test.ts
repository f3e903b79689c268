import type { ConsumerRecord } from 'kafka';
import { namesIn, SimulatedCluster, sentenceOf } from 'simulator';
import { describe, expect, it } from 'vitest';
import { recordHandler } from './record-handler.ts';

const record = (offset: number): ConsumerRecord => ({
  topic: 'orders',
  partition: 0,
  offset,
  timestamp: 0,
  key: null,
  value: null,
});

function told(cluster: SimulatedCluster): readonly string[] {
  const names = namesIn(cluster.trace);
  return cluster.trace
    .filter(({ kind }) => kind.startsWith('record.'))
    .map((event) => `${event.atMs} ms: ${sentenceOf(event, names)}`);
}

describe('a handler of records', () => {
  it('takes its time, and tells what it began and finished', async () => {
    const cluster = new SimulatedCluster();
    const handle = recordHandler(cluster, { clientId: 'c1', takesMs: ({ offset }) => 10 + offset });
    cluster.process('c1').start(async () => {
      await handle(record(0));
      await handle(record(5));
    });
    await cluster.runFor(100);
    expect(told(cluster)).toEqual([
      '0 ms: c1 begins with offset 0 of orders-0.',
      '10 ms: c1 has processed offset 0 of orders-0; that alone commits nothing.',
      '10 ms: c1 begins with offset 5 of orders-0.',
      '25 ms: c1 has processed offset 5 of orders-0; that alone commits nothing.',
    ]);
  });

  it('finishes nothing in a process that has crashed', async () => {
    const cluster = new SimulatedCluster();
    const handle = recordHandler(cluster, { clientId: 'c1', takesMs: () => 10 });
    cluster.process('c1').start(() => handle(record(0)));
    await cluster.runFor(5);
    cluster.process('c1').crash();
    await cluster.runFor(100);
    expect(told(cluster)).toEqual(['0 ms: c1 begins with offset 0 of orders-0.']);
  });
});
