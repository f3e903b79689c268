import { describe, expect, it } from 'vitest';
import { topicPartition } from '../../protocol/topic-partition.ts';
import { Store, type StoreRow } from './store.ts';

const row = (offset: number, key: string | null, process = 'c1'): StoreRow => ({
  partition: topicPartition('orders', 0),
  offset,
  key,
  value: `v${offset}`,
  process,
  atMs: 10,
});

describe('a store', () => {
  it('that appends keeps a row for each write, also when the same record is written twice', () => {
    const store = new Store('append');
    store.write(row(0, 'a'));
    store.write(row(0, 'a', 'c2'));
    expect(store.rows).toEqual([row(0, 'a'), row(0, 'a', 'c2')]);
  });

  it('that upserts keeps the last row of each key, and tells every write', () => {
    const store = new Store('upsert');
    store.write(row(0, 'a'));
    store.write(row(1, 'b'));
    store.write(row(2, 'a', 'c2'));
    expect(store.rows).toEqual([row(2, 'a', 'c2'), row(1, 'b')]);
    expect(store.writes).toEqual([row(0, 'a'), row(1, 'b'), row(2, 'a', 'c2')]);
  });

  it('that upserts keeps records without a key apart, and replaces each by itself', () => {
    const store = new Store('upsert');
    store.write(row(0, null));
    store.write(row(1, null));
    store.write(row(0, null, 'c2'));
    expect(store.rows).toEqual([row(0, null, 'c2'), row(1, null)]);
  });

  it('cannot be changed by who looks at it', () => {
    const store = new Store('append');
    store.write(row(0, 'a'));
    (store.rows as StoreRow[]).pop();
    expect(store.rows).toHaveLength(1);
    expect(Object.isFrozen(store.rows[0])).toBe(true);
  });
});
