import { describe, expect, it } from 'vitest';
import { TraceBuilder } from '../trace-builder.ts';
import { messagesOf } from './messages-of.ts';
import { nothingIsLeftUnowned as rule } from './nothing-is-left-unowned.ts';

const stable = () =>
  new TraceBuilder()
    .joins(1, 'c1')
    .added('c1')
    .rebalanced('Empty', 2, { c1: 'orders-0 orders-1' })
    .memberState('c1', 'COMPLETING_REBALANCE', 'STABLE')
    .assigned('c1', 'orders-0 orders-1');
const liveness = { calmFromMs: 0, withinMs: 60_000 };

describe('nothing is left unowned', () => {
  it('accepts partitions that are owned, and those of topics that are gone', () => {
    expect(messagesOf(rule, stable().trace, { liveness, endMs: 20_000 })).toEqual([]);
    const deleted = { kind: 'topic.deleted', topic: 'orders', partitionCount: 2 } as const;
    const run = stable().event(deleted).assigned('c1', '');
    expect(messagesOf(rule, run.trace, { liveness, endMs: 20_000 })).toEqual([]);
  });

  it('finds a partition that was given up and that nobody owns', () => {
    expect(messagesOf(rule, stable().assigned('c1', 'orders-0').trace, { liveness, endMs: 20_000 })).toEqual([
      'nobody in g owns orders-1 at 20000 ms, although it has been Stable since 0 ms',
    ]);
  });

  it('gives a rebalance its time', () => {
    expect(messagesOf(rule, stable().assigned('c1', 'orders-0').trace, { liveness, endMs: 5000 })).toEqual([]);
  });

  it('leaves out partitions that were added: a leader may not know of them yet', () => {
    const run = new TraceBuilder().event({ kind: 'topic.created', topic: 'orders', partitionCount: 1 });
    run.joins(1, 'c1').added('c1').rebalanced('Empty', 2, { c1: 'orders-0' });
    run
      .memberState('c1', 'COMPLETING_REBALANCE', 'STABLE')
      .assigned('c1', 'orders-0 orders-1')
      .assigned('c1', 'orders-0');
    expect(messagesOf(rule, run.trace, { liveness, endMs: 20_000 })).toEqual([]);
  });

  it('does not judge a group to which a static member has come back without a rebalance', () => {
    const run = stable().removed('c9', 'replaced', 'a').assigned('c1', 'orders-0');
    expect(messagesOf(rule, run.trace, { liveness, endMs: 20_000 })).toEqual([]);
  });
});
