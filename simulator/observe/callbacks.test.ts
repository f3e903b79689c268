import { describe, expect, it } from 'vitest';
import { callbackCalls } from './callbacks.ts';
import { partitions, TraceBuilder } from './trace-builder.ts';

describe('callbackCalls', () => {
  it('tells each call with its duration and what it threw', () => {
    const run = new TraceBuilder()
      .generation(2)
      .at(100)
      .entered('c1', 'onPartitionsRevoked', 'orders-0')
      .at(340)
      .left('c1', 'onPartitionsRevoked', 'orders-0', 'Error: store is down');
    expect(callbackCalls(run.trace)).toEqual([
      {
        consumer: 'c1/c1',
        groupId: 'g',
        callback: 'onPartitionsRevoked',
        partitions: partitions('orders-0'),
        generationId: 2,
        fromMs: 100,
        toMs: 340,
        durationMs: 240,
        error: 'Error: store is down',
        eventIndex: 0,
      },
    ]);
  });

  it('counts a call that never returned until its consumer or the run ended', () => {
    const run = new TraceBuilder()
      .entered('c1', 'onPartitionsAssigned', 'orders-0')
      .entered('c2', 'onPartitionsAssigned', 'orders-1')
      .at(30)
      .crashed('c1')
      .at(50)
      .closed('c3');
    expect(callbackCalls(run.trace)).toMatchObject([
      { consumer: 'c1/c1', toMs: undefined, durationMs: 30 },
      { consumer: 'c2/c2', toMs: undefined, durationMs: 50 },
    ]);
  });
});
