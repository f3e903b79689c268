import { describe, expect, it } from 'vitest';
import { clientOwnership } from './ownership.ts';
import { ownershipGaps } from './ownership-gaps.ts';
import { partitionName } from './run-trace.ts';
import { TraceBuilder } from './trace-builder.ts';

function gapsIn(run: TraceBuilder): string[] {
  const ownership = clientOwnership(run.trace).get('g') ?? new Map();
  return ownershipGaps(ownership, run.trace).map(
    ({ partition, fromMs, toMs, from, to }) =>
      `${partitionName(partition)} ${fromMs}-${toMs ?? ''} from ${from ?? 'nobody'} to ${to ?? 'nobody'}`,
  );
}

describe('ownershipGaps', () => {
  it('finds none where a partition goes from hand to hand', () => {
    const run = new TraceBuilder().assigned('c1', 'orders-0').at(50).assigned('c1', '').assigned('c2', 'orders-0');
    expect(gapsIn(run)).toEqual([]);
  });

  it('finds the time between owners and the time after the last', () => {
    const run = new TraceBuilder()
      .assigned('c1', 'orders-0')
      .at(50)
      .crashed('c1')
      .at(90)
      .assigned('c2', 'orders-0')
      .at(99)
      .closed('c2');
    expect(gapsIn(run)).toEqual(['orders-0 50-90 from c1/c1 to c2/c2', 'orders-0 99- from c2/c2 to nobody']);
  });

  it('finds no gap while a zombie still believes to own it', () => {
    const run = new TraceBuilder().assigned('c1', 'orders-0').at(50).assigned('c2', 'orders-0').at(70).crashed('c1');
    expect(gapsIn(run)).toEqual([]);
  });

  it('finds partitions that came late, or that nobody ever owned', () => {
    const run = new TraceBuilder()
      .event({ kind: 'topic.created', topic: 'orders', partitionCount: 2 })
      .at(10)
      .assigned('c1', 'orders-0')
      .at(40)
      .event({ kind: 'topic.partitions', topic: 'orders', partitionCount: 3 })
      .at(60)
      .assigned('c1', 'orders-0 orders-2');
    expect(gapsIn(run)).toEqual(['orders-1 10- from nobody to nobody', 'orders-2 40-60 from nobody to c1/c1']);
  });
});
