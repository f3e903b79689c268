import { describe, expect, it } from 'vitest';
import { byPartition, partition, TraceBuilder } from '../trace-builder.ts';
import { commitsSurvive as rule } from './commits-survive.ts';
import { messagesOf } from './messages-of.ts';

const committed = () =>
  new TraceBuilder().committed('c1', { 'orders-0': 5, 'orders-1': 7 }).committed('c1', { 'orders-0': 6 });

function fetched(run: TraceBuilder, offset: number): TraceBuilder {
  const partitions = [partition('orders-0')];
  return run
    .sent(1, 'c1', 'OffsetFetch', { groupId: 'g', partitions, requireStable: true })
    .answered(1, 'c1', 'OffsetFetch', {
      error: 'NONE',
      offsets: byPartition({ 'orders-0': { offset, leaderEpoch: -1, metadata: '', error: 'NONE' } }),
    });
}

describe('commits survive', () => {
  it('says nothing when the last accepted offset is answered and held', () => {
    const committedAtEnd = new Map([['g', byPartition({ 'orders-0': 6, 'orders-1': 7 })]]);
    expect(messagesOf(rule, fetched(committed(), 6).trace, { committedAtEnd })).toEqual([]);
  });

  it('finds a coordinator that answers an older offset', () => {
    expect(messagesOf(rule, fetched(committed(), 5).trace)).toEqual([
      'broker 1 answered 5 as committed by g for orders-0; 6 was accepted last',
    ]);
  });

  it('finds an offset that is gone at the end', () => {
    const committedAtEnd = new Map([['g', byPartition({ 'orders-0': 6 })]]);
    expect(messagesOf(rule, committed().trace, { committedAtEnd })).toEqual([
      'at the end the cluster holds nothing as committed by g for orders-1; 7 was accepted last',
    ]);
  });

  it('finds an offset that nobody committed', () => {
    const committedAtEnd = new Map([['g', byPartition({ 'orders-2': 1 })]]);
    expect(messagesOf(rule, new TraceBuilder().trace, { committedAtEnd })).toEqual([
      'at the end the cluster holds 1 as committed by g for orders-2; nothing was accepted last',
    ]);
  });

  it('expects nothing of an offset that expired', () => {
    const run = committed().event({
      kind: 'offsets.removed',
      groupId: 'g',
      partitions: [partition('orders-0'), partition('orders-1')],
      why: 'expired',
    });
    expect(messagesOf(rule, fetched(run, -1).trace, { committedAtEnd: new Map() })).toEqual([]);
  });
});
