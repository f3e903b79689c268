import { describe, expect, it } from 'vitest';
import { TraceBuilder } from '../trace-builder.ts';
import { messagesOf } from './messages-of.ts';
import { theRemovedAreTold as rule } from './the-removed-are-told.ts';

const liveness = { calmFromMs: 500, withinMs: 1_000 };
const removed = () =>
  new TraceBuilder()
    .rebalanced('Empty', 1, { c1: 'orders-0' })
    .memberState('c1', 'COMPLETING_REBALANCE', 'STABLE')
    .at(200)
    .removed('c1', 'session expired');

describe('the removed are told', () => {
  it('finds a consumer that goes on as a member that was removed', () => {
    expect(messagesOf(rule, removed().trace, { liveness, endMs: 1_501 })).toEqual([
      'c1/c1 still believes at 1501 ms to be c1-id of g, which was removed at 200 ms; nothing disturbed it from 500 ms on',
    ]);
  });

  it('gives it its time', () => {
    expect(messagesOf(rule, removed().trace, { liveness, endMs: 1_500 })).toEqual([]);
  });

  it('says nothing to one that has noticed, that has crashed, or that is frozen', () => {
    const noticed = removed().memberState('c1', 'STABLE', 'UNJOINED');
    const crashed = removed().crashed('c1');
    const frozen = removed().event({ kind: 'process.frozen', process: 'c1', forMs: 60_000 });
    for (const { trace } of [noticed, crashed, frozen]) {
      expect(messagesOf(rule, trace, { liveness, endMs: 9_000 })).toEqual([]);
    }
  });
});
