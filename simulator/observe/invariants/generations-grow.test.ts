import { describe, expect, it } from 'vitest';
import { TraceBuilder } from '../trace-builder.ts';
import { generationsGrow as rule } from './generations-grow.ts';
import { messagesOf } from './messages-of.ts';

const first = () => new TraceBuilder().rebalanced('Empty', 4, { c1: 'orders-0' });
const loaded = { kind: 'coordinator.loaded', brokerId: 2, offsetsPartition: 42 } as const;

describe('generations grow', () => {
  it('says nothing to generations that grow', () => {
    expect(messagesOf(rule, first().rebalanced('Stable', 5, { c1: 'orders-0' }).trace)).toEqual([]);
  });

  it('finds a generation that comes again', () => {
    expect(messagesOf(rule, first().rebalanced('Stable', 4, { c1: 'orders-0' }).trace)).toEqual([
      'g began generation 4 after generation 4',
    ]);
  });

  it('lets a new coordinator use a number again whose assignment was never stored', () => {
    const run = first().generation(5).joined('c1').event(loaded).rebalanced('Stable', 5, { c1: 'orders-0' });
    expect(messagesOf(rule, run.trace)).toEqual([]);
  });

  it('finds a new coordinator that forgot a stored generation', () => {
    expect(messagesOf(rule, first().event(loaded).rebalanced('Stable', 4, { c1: 'orders-0' }).trace)).toHaveLength(1);
  });

  it('finds a new coordinator that takes over what is older than what was stored', () => {
    const unloaded = { kind: 'coordinator.unloaded', brokerId: 1, offsetsPartition: 42 } as const;
    const run = first().at(7).state('Stable', 'Dead').event(unloaded).at(9).generation(3).state('Dead', 'Stable');
    expect(messagesOf(rule, run.trace)).toEqual(['g was taken over in generation 3, although generation 4 was stored']);
  });

  it('lets a group that was deleted begin anew', () => {
    const run = first()
      .state('Stable', 'Dead')
      .at(5)
      .generation(0)
      .state('Dead', 'Empty')
      .rebalanced('Empty', 1, { c1: '' });
    expect(messagesOf(rule, run.trace)).toEqual([]);
  });
});
