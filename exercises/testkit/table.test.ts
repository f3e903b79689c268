import { topicPartition } from 'kafka';
import { SimulatedCluster } from 'simulator';
import { describe, expect, it } from 'vitest';
import { SimulatedTable } from './table.ts';

const orders0 = topicPartition('orders', 0);
const at = (offset: number) => ({ topic: 'orders', partition: 0, offset });
const tenMs = { latency: { leastMs: 10, mostMs: 10 } };

interface Row {
  id: number;
}

describe('a table', () => {
  it('takes rows and offset together when the expected offset is the stored one', async () => {
    const cluster = new SimulatedCluster();
    const table = new SimulatedTable<Row>(tenMs);
    const results: unknown[] = [];
    cluster.process('c1').start(async () => {
      const client = table.client();
      results.push(await client.storedOffset(orders0));
      results.push(await client.write([{ id: 1 }, { id: 2 }], at(2), undefined));
      results.push(await client.write([{ id: 3 }], at(3), 2));
      results.push(await client.storedOffset({ topic: 'orders', partition: 0 }));
    });
    await cluster.runFor(1000);
    expect(results).toEqual([undefined, { kind: 'written' }, { kind: 'written' }, 3]);
    expect(table.rows).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
    expect(table.writes.map(({ process, atMs, result }) => [process, atMs, result])).toEqual([
      ['c1', 30, 'written'],
      ['c1', 50, 'written'],
    ]);
  });

  it('refuses a write that expects another offset, and changes nothing', async () => {
    const cluster = new SimulatedCluster();
    const table = new SimulatedTable<Row>(tenMs);
    const results: unknown[] = [];
    for (const name of ['c1', 'c2']) {
      cluster.process(name).start(async () => {
        results.push(await table.client().write([{ id: 1 }], at(1), undefined));
      });
    }
    await cluster.runFor(100);
    expect(results).toEqual([{ kind: 'written' }, { kind: 'refused', storedOffset: 1 }]);
    expect(table.rows).toEqual([{ id: 1 }]);
  });

  it('refuses the late write of an owner that was frozen before it arrived', async () => {
    const cluster = new SimulatedCluster();
    const table = new SimulatedTable<Row>(tenMs);
    const results: unknown[] = [];
    const write = (id: number) => async () => {
      results.push([id, (await table.client().write([{ id }], at(1), undefined)).kind]);
    };
    cluster.process('zombie').start(write(1));
    await cluster.runFor(5);
    cluster.process('zombie').freeze(1000);
    cluster.process('owner').start(write(2));
    await cluster.runFor(2000);
    expect(results).toEqual([
      [2, 'written'],
      [1, 'refused'],
    ]);
  });

  it.each([
    ['before the write arrives', 5, []],
    ['after it arrived', 15, [{ id: 1 }]],
  ])('keeps what it has when the writer crashes %s', async (_, crashAtMs, rows) => {
    const cluster = new SimulatedCluster();
    const table = new SimulatedTable<Row>(tenMs);
    let hasReturned = false;
    cluster.process('c1').start(async () => {
      await table.client().write([{ id: 1 }], at(1), undefined);
      hasReturned = true;
    });
    await cluster.runFor(crashAtMs);
    cluster.process('c1').crash();
    await cluster.runFor(1000);
    expect(table.rows).toEqual(rows);
    expect(table.offsetOf(orders0)).toBe(rows.length === 0 ? undefined : 1);
    expect(hasReturned).toBe(false);
  });

  it('keeps what was sent, whatever the writer does with its rows afterwards', async () => {
    const cluster = new SimulatedCluster();
    const table = new SimulatedTable<Row>(tenMs);
    cluster.process('c1').start(async () => {
      const row = { id: 1 };
      const written = table.client().write([row], at(1), undefined);
      row.id = 99;
      await written;
    });
    await cluster.runFor(100);
    expect(table.rows).toEqual([{ id: 1 }]);
  });

  it('gives nothing away but its calls', () => {
    const client = new SimulatedTable<Row>().client();
    expect(Object.keys(client)).toEqual(['storedOffset', 'write']);
    expect(Object.isFrozen(client)).toBe(true);
  });

  it('belongs to no process, so its calls need one', async () => {
    await expect(new SimulatedTable<Row>().client().write([], at(0), undefined)).rejects.toThrow(
      'outside of a process',
    );
  });

  it('refuses a latency that is none', () => {
    expect(() => new SimulatedTable({ latency: { leastMs: 5, mostMs: 2 } })).toThrow('not from 5 to 2');
  });
});
