import { sleep, topicPartition } from 'kafka';
import { SimulatedCluster } from 'simulator';
import { describe, expect, it } from 'vitest';
import { SimulatedSink } from './sink.ts';

const orders0 = topicPartition('orders', 0);
const orders1 = topicPartition('orders', 1);

describe('a sink', () => {
  it('puts out what was added to a partition when that partition is flushed', async () => {
    const cluster = new SimulatedCluster();
    const sink = new SimulatedSink<{ id: number }>({ latency: { leastMs: 10, mostMs: 10 } });
    cluster.process('c1').start(async () => {
      const client = sink.client();
      client.add(orders0, { id: 1 });
      client.add(orders1, { id: 2 });
      client.add(orders0, { id: 3 });
      await client.flush(orders0);
    });
    await cluster.runFor(100);
    expect(sink.flushes).toEqual([
      { process: 'c1', atMs: 10, topic: 'orders', partition: 0, rows: [{ id: 1 }, { id: 3 }] },
    ]);
  });

  it('loses what was not flushed with the process, and keeps what was', async () => {
    const cluster = new SimulatedCluster();
    const sink = new SimulatedSink<{ id: number }>();
    let start = 0;
    cluster.process('c1').start(async () => {
      start += 1;
      sink.client().add(orders0, { id: start * 10 });
      await sink.client().flush(orders0);
      sink.client().add(orders0, { id: start * 10 + 1 });
      await sleep(1000);
    });
    await cluster.runFor(100);
    cluster.process('c1').restart();
    await cluster.runFor(100);
    expect(sink.rows).toEqual([{ id: 10 }, { id: 20 }]);
  });

  it('forgets what is discarded', async () => {
    const cluster = new SimulatedCluster();
    const sink = new SimulatedSink<{ id: number }>();
    cluster.process('c1').start(async () => {
      sink.client().add(orders0, { id: 1 });
      sink.client().discard(orders0);
      await sink.client().flush(orders0);
    });
    await cluster.runFor(100);
    expect(sink.rows).toEqual([]);
    expect(sink.flushes).toHaveLength(1);
  });
});
