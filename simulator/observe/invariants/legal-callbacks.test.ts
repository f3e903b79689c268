import { describe, expect, it } from 'vitest';
import { TraceBuilder } from '../trace-builder.ts';
import { legalCallbacks as rule } from './legal-callbacks.ts';
import { messagesOf } from './messages-of.ts';

const assigned = () =>
  new TraceBuilder().assigned('c1', 'orders-0 orders-1').called('c1', 'onPartitionsAssigned', 'orders-0 orders-1');

describe('legal callbacks', () => {
  it('says nothing to an eager round and to a cooperative one', () => {
    const run = assigned()
      .called('c1', 'onPartitionsRevoked', 'orders-0 orders-1')
      .assigned('c1', '')
      .assigned('c1', 'orders-0 orders-1')
      .called('c1', 'onPartitionsAssigned', 'orders-0 orders-1')
      .called('c1', 'onPartitionsRevoked', 'orders-1', 'orders-0 orders-1')
      .assigned('c1', 'orders-0')
      .called('c1', 'onPartitionsAssigned', '', 'orders-0');
    expect(messagesOf(rule, run.trace)).toEqual([]);
  });

  it('finds a partition that is revoked from somebody who does not own it', () => {
    const run = assigned().called('c1', 'onPartitionsRevoked', 'orders-2', 'orders-0 orders-1');
    expect(messagesOf(rule, run.trace)).toEqual([
      'c1/c1 was called back with onPartitionsRevoked(orders-2), but assignment() does not hold that',
    ]);
  });

  it('finds a partition that is assigned twice', () => {
    const run = assigned().called('c1', 'onPartitionsAssigned', 'orders-1', 'orders-0 orders-1');
    expect(messagesOf(rule, run.trace)).toEqual(['c1/c1 was assigned orders-1, which it had already']);
  });

  it('finds callbacks that overlap', () => {
    const run = assigned()
      .at(40)
      .entered('c1', 'onPartitionsRevoked', 'orders-0', 'orders-0 orders-1')
      .entered('c1', 'onPartitionsLost', 'orders-1', 'orders-0 orders-1');
    expect(messagesOf(rule, run.trace)).toEqual([
      'c1/c1 entered onPartitionsLost before it left onPartitionsRevoked, which it entered at 40 ms',
    ]);
  });

  it('finds a callback that ends without having begun', () => {
    expect(messagesOf(rule, assigned().left('c1', 'onPartitionsRevoked', '').trace)).toHaveLength(1);
  });

  it('finds onPartitionsLost without a partition', () => {
    expect(messagesOf(rule, assigned().called('c1', 'onPartitionsLost', '', 'orders-0').trace)).toHaveLength(1);
  });

  it('allows partitions to vanish after a listener threw, and to be assigned later', () => {
    const run = assigned()
      .entered('c1', 'onPartitionsRevoked', 'orders-0 orders-1')
      .left('c1', 'onPartitionsRevoked', 'orders-0 orders-1', 'WakeupException')
      .assigned('c1', 'orders-0')
      .called('c1', 'onPartitionsAssigned', '', 'orders-0')
      .assigned('c1', 'orders-0 orders-1')
      .called('c1', 'onPartitionsAssigned', 'orders-1', 'orders-0 orders-1');
    expect(messagesOf(rule, run.trace)).toEqual([]);
  });

  it('lets callbacks of different consumers overlap', () => {
    const run = assigned().entered('c1', 'onPartitionsRevoked', '').entered('c2', 'onPartitionsRevoked', '');
    expect(messagesOf(rule, run.trace)).toEqual([]);
  });
});
