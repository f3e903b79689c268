import { describe, expect, it } from 'vitest';
import { TraceBuilder } from '../trace-builder.ts';
import { legalGroupStates as rule } from './legal-group-states.ts';
import { messagesOf } from './messages-of.ts';

describe('legal group states', () => {
  it('says nothing to the way through a rebalance', () => {
    const run = new TraceBuilder().rebalanced('Empty', 1, { c1: '' }).rebalanced('Stable', 2, { c1: '' });
    expect(messagesOf(rule, run.trace)).toEqual([]);
  });

  it('finds a step that Kafka does not allow', () => {
    const run = new TraceBuilder().state('Empty', 'Stable');
    expect(messagesOf(rule, run.trace)).toEqual(['g went from Empty to Stable, which Kafka does not allow']);
  });

  it('finds a step from a state that the group was not in', () => {
    const run = new TraceBuilder().state('Empty', 'PreparingRebalance').state('Stable', 'PreparingRebalance');
    expect(messagesOf(rule, run.trace)).toEqual([
      'g went from Stable to PreparingRebalance, but it was PreparingRebalance',
    ]);
  });

  it('finds a group that is created while it is there', () => {
    const run = new TraceBuilder().state('Dead', 'Empty').state('Dead', 'Empty');
    expect(messagesOf(rule, run.trace)).toEqual(['g went from Dead to Empty, but it was Empty']);
  });

  it('lets a new coordinator begin in another state', () => {
    const run = new TraceBuilder()
      .state('Stable', 'PreparingRebalance')
      .event({ kind: 'coordinator.loaded', brokerId: 2, offsetsPartition: 42 })
      .state('Dead', 'Stable');
    expect(messagesOf(rule, run.trace)).toEqual([]);
  });
});
