import { describe, expect, it } from 'vitest';
import { topicPartition } from '../protocol/topic-partition.ts';
import { ConsumerRecords } from './records.ts';

const logged = (offset: number) => ({ offset, key: null, value: `v${offset}`, timestamp: offset * 10 });

describe('ConsumerRecords', () => {
  const records = new ConsumerRecords<string>(
    new Map([
      [topicPartition('orders', 1), [logged(7), logged(8)]],
      [topicPartition('orders', 0), [logged(3)]],
    ]),
  );

  it('are iterated partition by partition, in the order of offsets', () => {
    expect([...records].map(({ partition, offset }) => [partition, offset])).toEqual([
      [1, 7],
      [1, 8],
      [0, 3],
    ]);
  });

  it('are found by a partition, also by a literal', () => {
    expect(records.records({ topic: 'orders', partition: 0 })).toEqual([
      { topic: 'orders', partition: 0, offset: 3, timestamp: 30, key: null, value: 'v3' },
    ]);
    expect(records.records(topicPartition('orders', 9))).toEqual([]);
    expect(records.partitions()).toEqual([topicPartition('orders', 1), topicPartition('orders', 0)]);
  });

  it('are counted', () => {
    expect([records.count(), records.isEmpty(), ConsumerRecords.empty.isEmpty()]).toEqual([3, false, true]);
  });

  it('cannot be changed', () => {
    expect([...records].every((record) => Object.isFrozen(record))).toBe(true);
  });
});
