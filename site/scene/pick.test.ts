import { describe, expect, it } from 'vitest';
import { answerMarks, type DragPick, type DurationPick, marksOf, type OrderPick, verdictOf } from './pick.ts';

const drag: DragPick = {
  kind: 'drag',
  partitions: ['orders-0', 'orders-1'],
  places: ['c1', 'c2', 'nobody'],
  owners: ['c1', 'nobody'],
};
const order: OrderPick = {
  kind: 'order',
  offered: ['SyncGroup', 'JoinGroup', 'Heartbeat'],
  right: ['JoinGroup', 'SyncGroup', 'Heartbeat'],
  moments: [10, 20, 3020],
};
const gap: DurationPick = {
  kind: 'duration',
  fromMs: 0,
  toMs: 5000,
  stepMs: 50,
  toleranceMs: 300,
  rightMs: 2310,
  span: { fromMs: 10_000, toMs: 12_310 },
};

describe('an answer', () => {
  it('is marked partition by partition', () => {
    const given = ['orders-0=c1', 'orders-1=c2'];
    expect(marksOf(drag, given)).toEqual([true, false]);
    expect(verdictOf(drag, given, [true, false])).toBe('Not quite: 1 of 2 partitions are where the run has them.');
    expect(marksOf(drag, ['orders-0=c1', 'orders-1=nobody'])).toEqual([true, true]);
  });

  it('is marked place by place', () => {
    expect(marksOf(order, ['JoinGroup', 'Heartbeat', 'SyncGroup'])).toEqual([true, false, false]);
    expect(marksOf(order, order.right)).toEqual([true, true, true]);
    expect(verdictOf(order, order.right, [true, true, true])).toBe('Right.');
  });

  it('is right within the tolerance, and says how far off it was', () => {
    expect(marksOf(gap, ['2010'])).toEqual([true]);
    expect(marksOf(gap, ['2009'])).toEqual([false]);
    expect(verdictOf(gap, ['2010'], [true])).toBe('Right: 2.31 s in the run, and you were 300 ms off.');
    expect(verdictOf(gap, ['5000'], [false])).toBe('Not quite: 2.31 s in the run, 2.69 s off.');
  });

  it.each([
    [drag, ['orders-0=c1']],
    [drag, ['orders-0=c1', 'orders-1=c9']],
    [drag, ['orders-1=c1', 'orders-0=c1']],
    [order, ['JoinGroup', 'SyncGroup']],
    [order, ['JoinGroup', 'JoinGroup', 'Heartbeat']],
    [gap, []],
    [gap, ['soon']],
    [gap, ['5001']],
    [gap, ['100', '200']],
  ])('that does not belong to the question counts as none', (pick, given) => {
    expect(marksOf(pick, given)).toBeUndefined();
  });
});

describe('under the timeline', () => {
  it('a length is drawn from where the real one begins', () => {
    expect(answerMarks(gap, ['2000'])).toEqual([
      { fromMs: 10_000, toMs: 12_000, text: 'you: 2 s', by: 'reader' },
      { fromMs: 10_000, toMs: 12_310, text: 'the run: 2.31 s', by: 'run' },
    ]);
  });

  it('a point of time is drawn where it was picked', () => {
    const start = { ...gap, toMs: 20_000, rightMs: 10_000, span: { fromMs: 10_000, toMs: 10_000 } };
    expect(answerMarks(start, ['9000'])[0]).toEqual({ fromMs: 9000, toMs: 9000, text: 'you: 9 s', by: 'reader' });
  });

  it('what came one after another is numbered', () => {
    expect(answerMarks(order, order.right).map(({ fromMs, text }) => [fromMs, text])).toEqual([
      [10, '1'],
      [20, '2'],
      [3020, '3'],
    ]);
  });
});
