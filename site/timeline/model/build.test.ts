import { describe, expect, it } from 'vitest';
import { crashed, joined, played } from '../played.ts';
import { timelineModel } from './build.ts';
import { headlineOf } from './headline.ts';
import { tablesOf } from './tables.ts';
import type { TimelineModel } from './timeline-model.ts';

const eager = timelineModel(joined('range'), { fromMs: 9_000, toMs: 14_000 });
const cooperative = timelineModel(joined('cooperative-sticky'), { fromMs: 9_000, toMs: 18_000 });
const nameOf = (model: TimelineModel, lane: number | undefined) => model.lanes[lane ?? -1]?.name;

describe('the model of an eager rebalance', () => {
  it('has a lane for each consumer of the group, and none for what produces', () => {
    expect(eager.lanes.map(({ name, lives }) => [name, lives.map(({ fromMs }) => fromMs)])).toEqual([
      ['c1', [0]],
      ['c2', [0]],
      ['c3', [10_000]],
    ]);
  });

  it('shows each partition with its owners, cut to the window', () => {
    const bars = eager.bars.filter(({ partition }) => partition === 2);
    expect(
      bars.map(({ lane, fromMs, toMs, generationId, endedBy }) => [
        nameOf(eager, lane),
        fromMs,
        toMs,
        generationId,
        endedBy,
      ]),
    ).toEqual([
      ['c1', 9_000, 12_014, 2, 'revoked'],
      ['c2', 12_018, 14_000, 3, undefined],
    ]);
    expect(bars.map(({ isOpenLeft, isOpenRight }) => [isOpenLeft, isOpenRight])).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  it('has a gap of the same length for every partition', () => {
    expect(eager.gaps.map(({ partition, lengthMs }) => [partition, lengthMs])).toEqual(
      [0, 1, 2, 3, 4, 5].map((p) => [p, 4]),
    );
    const [, , moved] = eager.gaps;
    expect([nameOf(eager, moved?.fromLane), nameOf(eager, moved?.toLane)]).toEqual(['c1', 'c2']);
  });

  it('has one rebalance, with its cause and everybody blocked in it', () => {
    expect(eager.rebalances).toHaveLength(1);
    expect(eager.rebalances[0]).toMatchObject({
      causes: ['c3 joins'],
      generationId: 3,
      blockedLanes: [0, 1, 2],
      isFollowUp: false,
    });
  });

  it('tells the group’s states in order and without holes', () => {
    expect(eager.states.map(({ state, generationId }) => [state, generationId])).toEqual([
      ['Stable', 2],
      ['PreparingRebalance', 2],
      ['CompletingRebalance', 3],
      ['Stable', 3],
    ]);
    for (const [index, { fromMs }] of eager.states.entries()) {
      expect(fromMs).toBe(index === 0 ? 9_000 : eager.states[index - 1]?.toMs);
    }
  });

  it('sums it up in a sentence', () => {
    expect(headlineOf(eager)).toBe('All partitions have no owner for 4 ms');
  });
});

describe('the model of a cooperative rebalance', () => {
  it('has gaps only where a partition moves, and a second round', () => {
    expect(cooperative.gaps.map(({ partition }) => partition)).toEqual([4, 5]);
    expect(cooperative.rebalances.map(({ isFollowUp }) => isFollowUp)).toEqual([false, true]);
    expect(headlineOf(cooperative)).toBe('orders-4 and orders-5 have no owner for 3 s; 4 never stop');
  });
});

describe('what is done to a run', () => {
  it('is a mark with a word at the lane of its process', () => {
    const model = timelineModel(crashed(), { fromMs: 5_000 });
    expect(model.faults.map(({ word, lane, atMs }) => [word, nameOf(model, lane), atMs])).toEqual([
      ['crash', 'c2', 10_000],
    ]);
    expect(model.lanes[1]?.lives).toEqual([{ fromMs: 0, toMs: 10_000, end: 'crashed' }]);
  });

  it('lasts as long as it lasted', () => {
    const model = timelineModel(
      played({
        events: [
          { at: '5s', freeze: 'c1', for: '3s' },
          { at: '10s', cut: 'c2', for: '4s' },
        ],
      }),
      { fromMs: 1 },
    );
    expect(model.faults.map(({ word, atMs, toMs }) => [word, atMs, toMs])).toEqual([
      ['frozen 3 s', 5_000, 8_000],
      ['cut off', 10_000, 14_000],
    ]);
  });

  it('is one mark for each close, whatever came before', () => {
    const model = timelineModel(
      played({
        events: [
          { at: '5s', close: 'c1' },
          { at: '10s', start: 'c1' },
          { at: '15s', close: 'c1' },
        ],
      }),
      { fromMs: 1 },
    );
    expect(model.faults.map(({ word, atMs }) => [word, atMs])).toEqual([
      ['closes', 5_000],
      ['restart', 10_000],
      ['closes', 15_000],
    ]);
  });

  it('shows the group without a coordinator until another broker has loaded it', () => {
    const model = timelineModel(
      played({
        for: '40s',
        brokers: 3,
        events: [
          { at: '5s', moveCoordinator: 'billing', to: 2 },
          { at: '15s', crashBroker: 2 },
        ],
      }),
    );
    const without = model.states.filter(({ state }) => state === 'no coordinator').at(-1);
    expect(without?.fromMs).toBe(15_000);
    expect(without?.toMs).toBeGreaterThan(20_000);
    expect(model.faults.map(({ word }) => word)).toContain('broker 2 crashes');
  });
});

describe('a model', () => {
  it('crosses to another thread as it is', () => {
    expect(structuredClone(cooperative)).toEqual(cooperative);
  });

  it('is the same each time', () => {
    expect(timelineModel(joined('range'), { fromMs: 9_000, toMs: 14_000 })).toEqual(eager);
  });

  it('keeps everything in its window', () => {
    const spans = [
      ...cooperative.bars,
      ...cooperative.gaps,
      ...cooperative.states,
      ...cooperative.rebalances,
      ...cooperative.blocked,
    ];
    for (const { fromMs, toMs } of spans) {
      expect(fromMs).toBeGreaterThanOrEqual(9_000);
      expect(toMs).toBeLessThanOrEqual(18_000);
      expect(fromMs).toBeLessThanOrEqual(toMs);
    }
  });

  it('of a run in which nothing has happened yet is empty', () => {
    const model = timelineModel({ trace: [], now: 0 });
    expect([model.lanes, model.bars, model.states, model.events.atMs.length]).toEqual([[], [], [], 0]);
  });

  it('refuses a window that ends before it begins', () => {
    expect(() => timelineModel({ trace: [], now: 9 }, { fromMs: 5, toMs: 4 })).toThrow('5 ms to 4 ms');
  });

  it('names topics where there are several', () => {
    const model = timelineModel(
      played({ topics: { orders: 1, payments: 1 }, groups: { billing: { topics: ['orders', 'payments'] } } }),
    );
    expect(model.partitions.map(({ label }) => label)).toEqual(['orders-0', 'payments-0']);
  });

  it('shows one group, and tells of the others', () => {
    const model = timelineModel(
      played({
        groups: { billing: { topics: ['orders'] }, audit: { topics: ['orders'] } },
        consumers: { c1: { group: 'billing' }, a1: { group: 'audit' } },
      }),
      { groupId: 'audit' },
    );
    expect([model.lanes.map(({ name }) => name), model.otherGroups]).toEqual([['a1'], ['billing']]);
  });

  it('tells in tables what it draws', () => {
    const [gaps, rebalances, owners, events] = tablesOf(eager, 0, 4);
    expect(gaps?.rows[2]).toEqual(['orders-2', '4 ms', '12.014 s', 'c1', '12.018 s, c2']);
    expect(rebalances?.rows).toEqual([['10.005 s', '2.01 s', 'c3 joins', '3', '3', 'c1, c2, c3']]);
    expect(owners?.rows[0]).toEqual(['orders-0', 'c1', 'before', '12.014 s', '2', 'revoked']);
    expect(owners?.more).toBe(8);
    expect(events?.rows[0]).toEqual(['10.000 s', 'c3', 'c3 started its program.']);
  });
});
