import { describe, expect, it } from 'vitest';
import { clientOwnership, coordinatorOwnership, type Ownership } from './ownership.ts';
import { partition, TraceBuilder } from './trace-builder.ts';

/** `c1 0-50 revoked`, for each interval of a partition. */
function told(ownership: Ownership, name: string): string[] {
  return (ownership.get('g')?.get(partition(name)) ?? []).map(
    ({ owner, fromMs, toMs, endedBy }) =>
      `${owner} ${fromMs}-${toMs ?? ''}${endedBy === undefined ? '' : ` ${endedBy}`}`,
  );
}

describe('ownership in the view of the clients', () => {
  it('lasts from one assignment to the next', () => {
    const run = new TraceBuilder()
      .at(10)
      .assigned('c1', 'orders-0 orders-1')
      .at(50)
      .called('c1', 'onPartitionsRevoked', 'orders-1')
      .assigned('c1', 'orders-0')
      .at(60)
      .assigned('c2', 'orders-1');
    const ownership = clientOwnership(run.trace);
    expect(told(ownership, 'orders-0')).toEqual(['c1/c1 10-']);
    expect(told(ownership, 'orders-1')).toEqual(['c1/c1 10-50 revoked', 'c2/c2 60-']);
  });

  it.each([
    ['a crash', (run: TraceBuilder) => run.crashed('c1'), 'crashed'],
    ['close', (run: TraceBuilder) => run.closed('c1'), 'closed'],
    [
      'onPartitionsLost',
      (run: TraceBuilder) => run.called('c1', 'onPartitionsLost', 'orders-0').assigned('c1', ''),
      'lost',
    ],
  ])('ends with %s', (_, end, why) => {
    const run = end(new TraceBuilder().assigned('c1', 'orders-0').at(70));
    expect(told(clientOwnership(run.trace), 'orders-0')).toEqual([`c1/c1 0-70 ${why}`]);
  });

  it('remembers member, generation and the events that began and ended it', () => {
    const run = new TraceBuilder().generation(4).assigned('c1', 'orders-0').at(9).crashed('c1');
    expect(clientOwnership(run.trace).get('g')?.get(partition('orders-0'))).toEqual([
      {
        partition: partition('orders-0'),
        owner: 'c1/c1',
        memberId: 'c1-id',
        generationId: 4,
        fromMs: 0,
        toMs: 9,
        fromIndex: 0,
        toIndex: 1,
        endedBy: 'crashed',
      },
    ]);
  });
});

describe('ownership in the view of the coordinator', () => {
  it('lasts from one stored assignment to the next', () => {
    const run = new TraceBuilder()
      .at(10)
      .rebalanced('Empty', 1, { c1: 'orders-0 orders-1' })
      .at(80)
      .rebalanced('Stable', 2, { c1: 'orders-0', c2: 'orders-1' });
    const ownership = coordinatorOwnership(run.trace);
    expect(told(ownership, 'orders-0')).toEqual(['c1-id 10-']);
    expect(told(ownership, 'orders-1')).toEqual(['c1-id 10-80 assigned to another', 'c2-id 80-']);
  });

  it('ends when the member is removed', () => {
    const run = new TraceBuilder().rebalanced('Empty', 1, { c1: 'orders-0' }).at(40).removed('c1', 'session expired');
    expect(told(coordinatorOwnership(run.trace), 'orders-0')).toEqual(['c1-id 0-40 removed from the group']);
  });

  it('goes over to the member that takes the place of a static one', () => {
    const run = new TraceBuilder()
      .rebalanced('Empty', 1, { c1: 'orders-0' })
      .at(40)
      .removed('c1', 'replaced', 'a')
      .memberId('c1', 'c1-new')
      .added('c1', 'a');
    expect(told(coordinatorOwnership(run.trace), 'orders-0')).toEqual([
      'c1-id 0-40 removed from the group',
      'c1-new 40-',
    ]);
  });
});
