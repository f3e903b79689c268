import { describe, expect, it } from 'vitest';
import { rebalances } from './rebalances.ts';
import { partitions, TraceBuilder } from './trace-builder.ts';

const oneMember = () =>
  new TraceBuilder().rebalanced('Empty', 1, { c1: 'orders-0 orders-1' }).assigned('c1', 'orders-0 orders-1').at(100);

describe('rebalances', () => {
  it('tells cause, members, duration, generation, and what was moved and stopped', () => {
    const run = oneMember()
      .added('c2')
      .state('Stable', 'PreparingRebalance', 'member joined', 'c2')
      .at(140)
      .called('c1', 'onPartitionsRevoked', 'orders-0 orders-1')
      .assigned('c1', '')
      .at(150)
      .generation(2)
      .state('PreparingRebalance', 'CompletingRebalance')
      .joined('c1', 'c2')
      .at(160)
      .state('CompletingRebalance', 'Stable')
      .stored({ c1: 'orders-0', c2: 'orders-1' });
    const [first, second] = rebalances(run.trace);
    expect(first).toMatchObject({ generationId: 1, membersBefore: [], membersAfter: ['c1-id'], endedAs: 'Stable' });
    expect(second).toEqual({
      groupId: 'g',
      fromMs: 100,
      toMs: 160,
      durationMs: 60,
      fromIndex: 7,
      toIndex: 13,
      endedAs: 'Stable',
      causes: [{ atMs: 100, cause: 'member joined', memberId: 'c2-id' }],
      generationId: 2,
      protocolName: 'range',
      membersBefore: ['c1-id'],
      membersAfter: ['c1-id', 'c2-id'],
      moved: partitions('orders-1'),
      stopped: partitions('orders-0 orders-1'),
      followUpOf: undefined,
    });
  });

  it('keeps one that begins anew before it is over as one, with all causes', () => {
    const run = oneMember()
      .state('Stable', 'PreparingRebalance', 'member left', 'c2')
      .state('PreparingRebalance', 'CompletingRebalance')
      .at(130)
      .state('CompletingRebalance', 'PreparingRebalance', 'member joined', 'c3')
      .at(190)
      .state('PreparingRebalance', 'CompletingRebalance')
      .state('CompletingRebalance', 'Stable');
    const [, second, third] = rebalances(run.trace);
    expect(second).toMatchObject({
      durationMs: 90,
      causes: [{ cause: 'member left' }, { cause: 'member joined', atMs: 130, memberId: 'c3-id' }],
    });
    expect(third).toBeUndefined();
  });

  it('counts what goes from a removed member to others as moved', () => {
    const run = oneMember()
      .rebalanced('Stable', 2, { c1: 'orders-0', c2: 'orders-1' })
      .removed('c2', 'session expired')
      .rebalanced('Stable', 3, { c1: 'orders-0 orders-1' }, 'session expired', 'c2');
    expect(rebalances(run.trace)[2]).toMatchObject({
      membersBefore: ['c1-id', 'c2-id'],
      moved: partitions('orders-1'),
    });
  });

  it('knows the second round of a cooperative rebalance', () => {
    const run = oneMember()
      .rebalanced('Stable', 2, { c1: 'orders-0', c2: '' }, 'member joined', 'c2')
      .called('c1', 'onPartitionsRevoked', 'orders-1', 'orders-0 orders-1')
      .assigned('c1', 'orders-0')
      .rebalanced('Stable', 3, { c1: 'orders-0', c2: 'orders-1' }, 'member rejoined with other metadata', 'c1');
    const told = rebalances(run.trace);
    expect(told.map(({ followUpOf }) => followUpOf)).toEqual([undefined, undefined, 1]);
    expect(told.map(({ stopped }) => stopped)).toEqual([[], partitions('orders-1'), []]);
  });

  it('does not take a leader that gives all up to join again for a second round', () => {
    const run = oneMember()
      .called('c1', 'onPartitionsRevoked', 'orders-0 orders-1')
      .assigned('c1', '')
      .rebalanced('Stable', 2, { c1: 'orders-0 orders-1' }, 'leader rejoined', 'c1');
    expect(rebalances(run.trace)[1]).toMatchObject({
      followUpOf: undefined,
      stopped: partitions('orders-0 orders-1'),
    });
  });

  it('does not count a static member that came back under a new id as a move', () => {
    const run = new TraceBuilder()
      .added('c1', 'a')
      .rebalanced('Empty', 1, { c1: 'orders-0' })
      .removed('c1', 'replaced', 'a')
      .memberId('c1', 'c1-new')
      .added('c1', 'a')
      .rebalanced('Stable', 2, { c1: 'orders-0', c2: '' });
    expect(rebalances(run.trace)[1]).toMatchObject({ moved: [], membersBefore: ['c1-new'] });
  });

  it('ends in Empty when the last member leaves, and stays open when the run ends before', () => {
    const left = oneMember().state('Stable', 'PreparingRebalance', 'member left', 'c1').generation(2);
    expect(rebalances(left.at(120).trace)[1]).toMatchObject({ toMs: undefined, durationMs: 0 });
    expect(rebalances(left.state('PreparingRebalance', 'Empty').trace)[1]).toMatchObject({
      endedAs: 'Empty',
      generationId: 2,
      membersBefore: ['c1-id'],
      membersAfter: [],
      durationMs: 20,
    });
  });
});
