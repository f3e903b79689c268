import { topicPartition } from 'kafka';
import { SimulatedCluster } from 'simulator';
import { describe, expect, it } from 'vitest';
import { SimulatedSink } from './sink.ts';
import { SimulatedStateStore } from './state-store.ts';
import { SimulatedTable } from './table.ts';
import { SimulatedWorkers } from './workers.ts';

interface Row {
  readonly id: number;
}

const orders = topicPartition('orders', 0);
const next = { topic: 'orders', partition: 0, offset: 5 };

/** As an answer calls it, which no compiler may have checked. */
type Loose = Readonly<Record<string, (...given: unknown[]) => unknown>>;

async function messageOf(client: object, method: string, ...given: unknown[]): Promise<string> {
  const cluster = new SimulatedCluster();
  const c1 = cluster.process('c1');
  c1.start(async () => void (await (client as Loose)[method]?.(...given)));
  await cluster.runFor(1000);
  return c1.failure instanceof Error ? c1.failure.message : c1.state;
}

describe('a mistake in a call of an answer is told in words', () => {
  const table = new SimulatedTable<Row>().client();
  const store = new SimulatedStateStore().client();
  const sink = new SimulatedSink<Row>().client();
  const workers = new SimulatedWorkers({ seed: 1, duration: () => 1 }).client();

  it.each([null, undefined, 5, 'orders-0', [orders], { topic: 'orders', partition: '0' }])(
    'where a partition is none: %j',
    async (wrong) => {
      for (const [client, method, ...more] of [
        [table, 'storedOffset'],
        [table, 'write'],
        [store, 'open'],
        [store, 'flush'],
        [store, 'close'],
        [sink, 'add', { id: 1 }],
        [sink, 'flush'],
        [sink, 'discard'],
      ] as const) {
        const given = method === 'write' ? [[], wrong] : [wrong, ...more];
        expect(await messageOf(client, method, ...given)).toContain(
          `${method}() takes a partition, { topic, partition }`,
        );
      }
    },
  );

  it('where rows, offsets and records are none', async () => {
    expect(await messageOf(table, 'write', { id: 1 }, next)).toContain('write() takes a list of rows');
    expect(await messageOf(table, 'write', [null], next)).toContain('write() takes rows that are objects');
    expect(await messageOf(table, 'write', [], { ...next, offset: undefined })).toContain('whole offsets from 0 up');
    expect(await messageOf(table, 'write', [], next, '5')).toContain('write() expects an offset that is stored');
    expect(await messageOf(sink, 'add', orders, 7)).toContain('add() takes rows that are objects. It was given 7.');
    expect(await messageOf(workers, 'handle', undefined)).toContain('handle() takes a record');
    expect(await messageOf(workers, 'handle', next)).toBe('stopped');
  });
});
