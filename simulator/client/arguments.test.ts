import { describe, expect, it } from 'vitest';
import { topicPartition } from '../protocol/topic-partition.ts';
import { checkedName, checkedNames, checkedOffsets, optionalTimeout } from './arguments.ts';

const orders = topicPartition('orders', 0);

describe('arguments of a client', () => {
  it('are names only as texts', () => {
    expect(checkedName('orders', 'a topic')).toBe('orders');
    expect(checkedNames(['orders', 'audit'], 'a topic')).toEqual(['orders', 'audit']);
    for (const wrong of [undefined, null, 5, Symbol('orders'), Object.create(null)]) {
      expect(() => checkedName(wrong, 'a topic')).toThrow('This takes the name of a topic, a text');
      expect(() => checkedNames([wrong], 'a topic')).toThrow('the name of a topic');
    }
    expect(() => checkedNames('orders' as never, 'a group')).toThrow('a list with the name of a group each');
  });

  it('are offsets with or without a text', () => {
    const offsets = new Map([[orders, { offset: 7, metadata: 'a note' }]]);
    expect(checkedOffsets(offsets)).toEqual(offsets);
    expect(() => checkedOffsets(new Map([[orders, { offset: -1 }]]))).toThrow('Invalid offset for orders-0');
    expect(() => checkedOffsets(new Map([[orders, { offset: 1, metadata: 5 as never }]]))).toThrow(
      'Invalid metadata for orders-0',
    );
  });

  it('are times in whole milliseconds, or left out', () => {
    expect([0, 5, Number.POSITIVE_INFINITY, undefined].map(optionalTimeout)).toEqual([
      0,
      5,
      Number.POSITIVE_INFINITY,
      undefined,
    ]);
    for (const wrong of [-1, 0.5, Number.NaN, '5' as never, null as never, Symbol('5') as never]) {
      expect(() => optionalTimeout(wrong)).toThrow('A timeout is whole milliseconds, 0 or more');
    }
  });
});
