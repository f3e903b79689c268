import { topicPartition } from 'kafka';
import { SimulatedCluster } from 'simulator';
import { describe, expect, it } from 'vitest';
import type { StateStore } from './for-answers.ts';
import { SimulatedStateStore, type StateStoreOptions } from './state-store.ts';

const orders0 = topicPartition('orders', 0);
const orders1 = topicPartition('orders', 1);

async function run(main: (store: StateStore) => Promise<void>, options: StateStoreOptions = {}) {
  const cluster = new SimulatedCluster();
  const store = new SimulatedStateStore({ latency: { leastMs: 1, mostMs: 1 }, ...options });
  cluster.process('c1').start(() => main(store.client()));
  await cluster.runFor(100);
  return { cluster, store, failure: cluster.process('c1').failure };
}

const forever = () => new Promise<void>(() => {});

describe('a store of states', () => {
  it('notes who opened, flushed and closed what, and when', async () => {
    const { store } = await run(async (states) => {
      await states.open(orders0);
      await states.flush(orders0);
      await states.close(orders0);
    });
    expect(store.events.map(({ process, atMs, call }) => `${process} ${atMs} ${call}`)).toEqual([
      'c1 1 open',
      'c1 2 flush',
      'c1 3 close',
    ]);
    expect(store.misuses).toEqual([]);
  });

  it('knows what is open, until it is closed or the process is gone', async () => {
    const { cluster, store } = await run(async (states) => {
      await states.open(orders1);
      await states.open(orders0);
      await states.open({ topic: 'payments', partition: 0 });
      await states.close(orders1);
      await forever();
    });
    expect(store.openIn('c1')).toEqual([orders0, topicPartition('payments', 0)]);
    cluster.process('c1').crash();
    expect(store.openIn('c1')).toEqual([]);
  });

  it.each([
    ['opens twice', ['open', 'open'], 'it was open already'],
    ['flushes what is closed', ['flush'], 'it was not open'],
    ['closes what is closed', ['open', 'close', 'close'], 'it was not open'],
  ] as const)('notes the misuse of one that %s', async (_, calls, misuse) => {
    const { store } = await run(async (states) => {
      for (const call of calls) await states[call](orders0);
    });
    expect(store.misuses.map((event) => event.misuse)).toEqual([misuse]);
  });

  it('fails to open as it is told to, and is not open then', async () => {
    const { store, failure } = await run(
      async (states) => {
        await states.open(orders0).catch(() => {});
        await states.open(orders0);
        await states.open(orders1);
      },
      { failsToOpen: ({ partition }, attempt) => partition === 1 || attempt === 1 },
    );
    expect(String(failure)).toContain('orders-1 could not be opened (attempt 1)');
    expect(store.events.map(({ partition, hasFailed }) => [partition, hasFailed])).toEqual([
      [0, true],
      [0, false],
      [1, true],
    ]);
    expect(store.misuses).toEqual([]);
  });
});
