import { describe, expect, it } from 'vitest';
import { TraceBuilder } from '../trace-builder.ts';
import { commitsFromCurrentGeneration as rule } from './commits-from-current-generation.ts';
import { messagesOf } from './messages-of.ts';

const stable = () => new TraceBuilder().rebalanced('Empty', 3, { c1: 'orders-0', c2: 'orders-1' });

describe('commits from the current generation', () => {
  it('allows members to commit in Stable, and with the old generation while the group prepares to rebalance', () => {
    const run = stable()
      .committed('c1', { 'orders-0': 5 })
      .state('Stable', 'PreparingRebalance', 'member left', 'c2')
      .committed('c1', { 'orders-0': 6 });
    expect(messagesOf(rule, run.trace)).toEqual([]);
  });

  it('allows anybody to commit for a group without members', () => {
    const run = new TraceBuilder().committed('', { 'orders-0': 5 }, -1);
    expect(messagesOf(rule, run.trace)).toEqual([]);
  });

  it('finds an offset of an old generation', () => {
    const run = stable().committed('c1', { 'orders-0': 5 }, 2);
    expect(messagesOf(rule, run.trace)).toEqual([
      'a commit of c1-id with generation 2 was accepted by g, which is in generation 3',
    ]);
  });

  it('finds an offset of a removed member', () => {
    const run = stable().removed('c1', 'session expired').committed('c1', { 'orders-0': 5 });
    expect(messagesOf(rule, run.trace)).toEqual([
      'a commit of c1-id with generation 3 was accepted by g, of which it is not a member',
    ]);
  });

  it('finds an offset that was accepted while the leader assigns', () => {
    const run = stable()
      .state('Stable', 'PreparingRebalance', 'leader rejoined', 'c1')
      .joined('c1', 'c2')
      .state('PreparingRebalance', 'CompletingRebalance')
      .committed('c1', { 'orders-0': 5 });
    expect(messagesOf(rule, run.trace)).toHaveLength(1);
  });

  it('finds a commit without a member in a group that has members', () => {
    const run = stable().committed('', { 'orders-0': 5 }, -1);
    expect(messagesOf(rule, run.trace)).toEqual([
      'a commit of no member with generation -1 was accepted by g, which has 2 members',
    ]);
  });
});
