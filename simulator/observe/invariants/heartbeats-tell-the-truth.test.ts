import { describe, expect, it } from 'vitest';
import { TraceBuilder } from '../trace-builder.ts';
import { heartbeatsTellTheTruth as rule } from './heartbeats-tell-the-truth.ts';
import { messagesOf } from './messages-of.ts';

const stable = () => new TraceBuilder().added('c1').rebalanced('Empty', 2, { c1: 'orders-0' });

describe('heartbeats tell the truth', () => {
  it('accepts that all is well, and that a rebalance is under way', () => {
    expect(messagesOf(rule, stable().beats(1, 'c1').trace)).toEqual([]);
    const preparing = stable().state('Stable', 'PreparingRebalance', 'member joined', 'c2');
    expect(messagesOf(rule, preparing.beats(1, 'c1', 'REBALANCE_IN_PROGRESS').trace)).toEqual([]);
  });

  it('finds a member that is not told of a rebalance', () => {
    const preparing = stable().state('Stable', 'PreparingRebalance', 'member joined', 'c2');
    expect(messagesOf(rule, preparing.beats(1, 'c1').trace)).toEqual([
      'the heartbeat of c1-id in generation 2 was answered NONE, although the members of g are to join again',
    ]);
  });

  it('finds strangers and old generations that are told that all is well, unless their coordinator is loading', () => {
    expect(messagesOf(rule, stable().beats(1, 'c9').trace)).toHaveLength(1);
    expect(messagesOf(rule, stable().generation(1).beats(1, 'c1').trace)).toHaveLength(1);
    const loading = { kind: 'coordinator.loading', brokerId: 1, offsetsPartition: 3 } as const;
    expect(messagesOf(rule, stable().event(loading).beats(1, 'c9').trace)).toEqual([]);
  });
});
