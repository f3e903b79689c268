import { describe, expect, it } from 'vitest';
import { TraceBuilder } from '../trace-builder.ts';
import { messagesOf } from './messages-of.ts';
import { oneOwnerPerGeneration as rule } from './one-owner-per-generation.ts';

describe('one owner per generation', () => {
  it('says nothing to a partition that moves from generation to generation', () => {
    const run = new TraceBuilder()
      .rebalanced('Empty', 1, { c1: 'orders-0 orders-1' })
      .rebalanced('Stable', 2, { c1: 'orders-0', c2: 'orders-1' });
    expect(messagesOf(rule, run.trace)).toEqual([]);
  });

  it('finds a partition that is assigned twice', () => {
    const run = new TraceBuilder().rebalanced('Empty', 1, { c1: 'orders-0 orders-1', c2: 'orders-1' });
    expect(messagesOf(rule, run.trace)).toEqual(['generation 1 of g assigns orders-1 to c1-id and to c2-id']);
  });

  it('finds an assignment to somebody who is not a member', () => {
    const run = new TraceBuilder().joined('c1').stored({ c1: 'orders-0', c2: 'orders-1' });
    expect(messagesOf(rule, run.trace)).toEqual(['generation 1 of g assigns to c2-id, which is not a member']);
  });
});
