import { describe, expect, it } from 'vitest';
import { clientOwnership } from './ownership.ts';
import { ownershipOverlaps } from './ownership-overlaps.ts';
import { partition, TraceBuilder } from './trace-builder.ts';

function overlapsIn(run: TraceBuilder) {
  return ownershipOverlaps(clientOwnership(run.trace).get('g') ?? new Map(), run.trace);
}

describe('ownershipOverlaps', () => {
  it('finds a frozen owner that was expelled, with the reason', () => {
    const run = new TraceBuilder()
      .assigned('c1', 'orders-0')
      .at(10)
      .event({ kind: 'process.frozen', process: 'c1', forMs: 90 })
      .at(60)
      .removed('c1', 'session expired')
      .assigned('c2', 'orders-0')
      .at(100)
      .event({ kind: 'process.thawed', process: 'c1' })
      .at(105)
      .assigned('c1', '');
    expect(overlapsIn(run)).toEqual([
      {
        partition: partition('orders-0'),
        zombie: 'c1/c1',
        owner: 'c2/c2',
        fromMs: 60,
        toMs: 105,
        removedBecause: 'session expired',
        hinderedBy: 'frozen',
        reason: 'c1 could not react: its process was frozen; its session had expired.',
      },
    ]);
  });

  it('finds one that nobody explains', () => {
    const run = new TraceBuilder().assigned('c1', 'orders-0').at(60).assigned('c2', 'orders-0');
    expect(overlapsIn(run)).toMatchObject([
      { fromMs: 60, toMs: undefined, reason: 'c1 had not heard of it yet; the group went on without it.' },
    ]);
  });

  it('finds none where a partition is given up before, or in the same millisecond', () => {
    const run = new TraceBuilder().assigned('c1', 'orders-0').at(60).assigned('c2', 'orders-0').assigned('c1', '');
    expect(overlapsIn(run)).toEqual([]);
  });
});
