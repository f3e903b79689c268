import { describe, expect, it } from 'vitest';
import { consumerPauses, partitionPauses } from './pauses.ts';
import { partition, TraceBuilder } from './trace-builder.ts';

const stableOwner = () =>
  new TraceBuilder()
    .memberState('c1', 'COMPLETING_REBALANCE', 'STABLE')
    .assigned('c1', 'orders-0 orders-1')
    .called('c1', 'onPartitionsAssigned', 'orders-0 orders-1');

describe('consumerPauses', () => {
  it('spans an eager round: from onPartitionsRevoked until it is assigned again', () => {
    const run = stableOwner()
      .at(100)
      .called('c1', 'onPartitionsRevoked', 'orders-0 orders-1')
      .assigned('c1', '')
      .memberState('c1', 'STABLE', 'PREPARING_REBALANCE')
      .at(400)
      .memberState('c1', 'PREPARING_REBALANCE', 'COMPLETING_REBALANCE')
      .at(450)
      .memberState('c1', 'COMPLETING_REBALANCE', 'STABLE')
      .assigned('c1', 'orders-0')
      .entered('c1', 'onPartitionsAssigned', 'orders-0')
      .at(470)
      .left('c1', 'onPartitionsAssigned', 'orders-0');
    const spans = consumerPauses(run.trace);
    expect(spans.reduce((sum, { durationMs }) => sum + durationMs, 0)).toBe(370);
    expect(spans.every(({ isFirstJoin }) => !isFirstJoin)).toBe(true);
  });

  it('is only the callbacks of a cooperative member that keeps something', () => {
    const run = stableOwner()
      .at(100)
      .memberState('c1', 'STABLE', 'PREPARING_REBALANCE')
      .at(400)
      .memberState('c1', 'PREPARING_REBALANCE', 'COMPLETING_REBALANCE')
      .entered('c1', 'onPartitionsRevoked', 'orders-1', 'orders-0 orders-1')
      .at(430)
      .left('c1', 'onPartitionsRevoked', 'orders-1')
      .assigned('c1', 'orders-0')
      .memberState('c1', 'COMPLETING_REBALANCE', 'STABLE');
    expect(consumerPauses(run.trace)).toEqual([
      { consumer: 'c1/c1', groupId: 'g', fromMs: 400, toMs: 430, durationMs: 30, isFirstJoin: false },
    ]);
  });

  it('tells the wait of a newcomer from an interruption', () => {
    const run = new TraceBuilder()
      .memberState('c1', 'UNJOINED', 'PREPARING_REBALANCE')
      .at(3_000)
      .memberState('c1', 'COMPLETING_REBALANCE', 'STABLE')
      .assigned('c1', 'orders-0');
    expect(consumerPauses(run.trace)).toMatchObject([{ durationMs: 3_000, isFirstJoin: true }]);
  });
});

describe('partitionPauses', () => {
  it('lasts from the last record of the old owner to the first of the new one', () => {
    const run = new TraceBuilder()
      .assigned('c1', 'orders-0')
      .at(40)
      .polled('c1', { 'orders-0': [0, 3] })
      .at(50)
      .crashed('c1')
      .at(900)
      .assigned('c2', 'orders-0')
      .at(910)
      .polled('c2', { 'orders-0': [2, 9] });
    expect(partitionPauses(run.trace)).toEqual([
      {
        partition: partition('orders-0'),
        groupId: 'g',
        from: 'c1/c1',
        to: 'c2/c2',
        releasedMs: 50,
        takenMs: 900,
        lastRecordMs: 40,
        nextRecordMs: 910,
      },
    ]);
  });

  it('says when nobody took it over', () => {
    const run = new TraceBuilder().assigned('c1', 'orders-0').at(50).closed('c1');
    expect(partitionPauses(run.trace)).toMatchObject([{ to: undefined, takenMs: undefined, nextRecordMs: undefined }]);
  });
});
