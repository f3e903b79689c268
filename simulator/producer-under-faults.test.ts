import { describe, expect, it } from 'vitest';
import { SimulatedCluster } from './cluster/simulated-cluster.ts';
import { KafkaProducer, sleep } from './kafka.ts';
import { RandomStream } from './kernel/random.ts';

const recordCount = 150;
const partitions = [0, 1, 2, 3];

/** A cluster in which a producer sends, while brokers crash, links are cut, and messages are lost. */
function clusterOfSeed(seed: number): SimulatedCluster {
  const random = new RandomStream(`faults of ${seed}`);
  const cluster = new SimulatedCluster({ seed, topics: { orders: partitions.length } });
  const crashed = new Set<number>();
  for (let fault = 0; fault < 6; fault++) {
    const broker = random.integer(1, 3);
    const atMs = random.integer(100, 5000);
    const forMs = random.integer(100, 3000);
    const effect = random.pick(['stall', 'reset'] as const);
    random.pick([
      () => {
        // Each broker once: it may take its time to come up again.
        if (crashed.has(broker)) return;
        crashed.add(broker);
        cluster.schedule(atMs, () => cluster.crashBroker(broker));
        cluster.schedule(atMs + forMs, () => cluster.restartBroker(broker));
      },
      () => {
        cluster.schedule(atMs, () => cluster.cut('p1', broker));
        cluster.schedule(atMs + forMs, () => cluster.heal('p1', broker));
      },
      () => {
        cluster.schedule(atMs, () => cluster.setLoss({ probability: 0.1, effect }, 'p1', broker));
        cluster.schedule(atMs + forMs, () => cluster.setLoss({ probability: 0, effect }, 'p1', broker));
      },
    ])();
  }
  return cluster;
}

describe('an idempotent producer', () => {
  it.each(Array.from({ length: 12 }, (_, at) => at + 1))(
    'writes each record once, in the order of its key, through the faults of seed %i',
    async (seed) => {
      const cluster = clusterOfSeed(seed);
      const p1 = cluster.process('p1');
      p1.start(async () => {
        const producer = new KafkaProducer({ 'request.timeout.ms': 2000 });
        const sent: Promise<unknown>[] = [];
        for (let value = 0; value < recordCount; value++) {
          sent.push(producer.send({ topic: 'orders', key: `key-${value % 7}`, value }));
          await sleep(value % 50);
        }
        await Promise.all(sent);
        await producer.close();
      });
      await cluster.runUntil('everything is sent', () => p1.state !== 'running', { withinMs: 120_000 });
      expect(p1.failure).toBeUndefined();
      const records = partitions.flatMap((partition) => cluster.records('orders', partition));
      const valuesOf = (key: string) => records.filter((record) => record.key === key).map(({ value }) => value);
      for (let key = 0; key < 7; key++) {
        const sent = Array.from({ length: recordCount }, (_, value) => value).filter((value) => value % 7 === key);
        expect(valuesOf(`key-${key}`)).toEqual(sent);
      }
    },
  );
});
