import { describe, expect, it } from 'vitest';
import { TraceBuilder } from '../trace-builder.ts';
import { messagesOf } from './messages-of.ts';
import { noSharedPartition as rule } from './no-shared-partition.ts';

describe('no shared partition', () => {
  it('says nothing when a partition is given up before it is taken', () => {
    const run = new TraceBuilder().assigned('c1', 'orders-0').assigned('c1', '').assigned('c2', 'orders-0');
    expect(messagesOf(rule, run.trace)).toEqual([]);
  });

  it('finds two owners in one generation', () => {
    const run = new TraceBuilder().generation(6).assigned('c1', 'orders-0').assigned('c2', 'orders-0');
    expect(messagesOf(rule, run.trace)).toEqual([
      'c2/c2 got orders-0 in generation 6 of g, which c1/c1 of the same generation still holds',
    ]);
  });

  it('allows an overlap with a member that was left behind', () => {
    const run = new TraceBuilder().assigned('c1', 'orders-0').generation(2).assigned('c2', 'orders-0');
    expect(messagesOf(rule, run.trace)).toEqual([]);
  });

  it('allows an overlap with a static member whose place was taken, until it hears of that', () => {
    const run = new TraceBuilder()
      .rebalanced('Empty', 3, { c1: 'orders-0' })
      .assigned('c1', 'orders-0')
      .removed('c1', 'replaced', 'a')
      .added('c2', 'a')
      .assigned('c2', 'orders-0');
    expect(messagesOf(rule, run.trace)).toEqual([]);
  });

  it('allows an overlap with a static member that is given its assignment after its place was taken', () => {
    const run = new TraceBuilder()
      .rebalanced('Empty', 3, { c1: 'orders-0' })
      .removed('c1', 'replaced', 'a')
      .added('c2', 'a')
      .assigned('c2', 'orders-0')
      .assigned('c1', 'orders-0');
    expect(messagesOf(rule, run.trace)).toEqual([]);
  });

  describe('a member that waits for its assignment', () => {
    const waiting = () =>
      new TraceBuilder()
        .rebalanced('Empty', 2, { c1: 'orders-0' })
        .added('c2')
        .assigned('c1', 'orders-0')
        .generation(3)
        .memberState('c1', 'PREPARING_REBALANCE', 'COMPLETING_REBALANCE');

    it('may hold what it had while another coordinator gives the number of its generation to the next one', () => {
      const run = waiting().state('Dead', 'Stable').assigned('c2', 'orders-0');
      expect(messagesOf(rule, run.trace)).toEqual([]);
    });

    it('is an owner like others while its coordinator is the same', () => {
      expect(messagesOf(rule, waiting().assigned('c2', 'orders-0').trace)).toHaveLength(1);
    });
  });

  it('does not count a crashed owner', () => {
    const run = new TraceBuilder().assigned('c1', 'orders-0').crashed('c1').assigned('c2', 'orders-0');
    expect(messagesOf(rule, run.trace)).toEqual([]);
  });

  it('does not count an owner whose listener threw out of onPartitionsRevoked', () => {
    const run = new TraceBuilder()
      .assigned('c1', 'orders-0')
      .entered('c1', 'onPartitionsRevoked', 'orders-0')
      .left('c1', 'onPartitionsRevoked', 'orders-0', 'WakeupException')
      .assigned('c2', 'orders-0');
    expect(messagesOf(rule, run.trace)).toEqual([]);
  });
});
