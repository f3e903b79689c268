import { describe, expect, it } from 'vitest';
import { recordOutcomes } from './record-outcomes.ts';
import { partition, TraceBuilder } from './trace-builder.ts';

const begun = () =>
  new TraceBuilder().appended('orders-0', 0, 9).assigned('c1', 'orders-0').position('c1', 'orders-0', 0, 'reset');

function orders0(run: TraceBuilder) {
  return recordOutcomes(run.trace, 'g').partitions.get(partition('orders-0'));
}

describe('recordOutcomes', () => {
  it('counts records that were processed never, once, and more than once', () => {
    const run = begun()
      .processed('c1', 'orders-0', 0, 1, 2, 5)
      .at(80)
      .crashed('c1')
      .assigned('c2', 'orders-0')
      .position('c2', 'orders-0', 2, 'committed')
      .processed('c2', 'orders-0', 2, 3);
    expect(recordOutcomes(run.trace, 'g')).toMatchObject({ appended: 10, never: 5, once: 4, moreThanOnce: 1 });
    expect(orders0(run)).toMatchObject({
      never: [
        [4, 4],
        [6, 9],
      ],
      moreThanOnce: [
        {
          offset: 2,
          by: [
            { consumer: 'c1/c1', atMs: 0 },
            { consumer: 'c2/c2', atMs: 80 },
          ],
        },
      ],
    });
  });

  it('finds records that a consumer processed out of order, but not what it was given again', () => {
    const run = begun()
      .processed('c1', 'orders-0', 0, 3, 2)
      .position('c1', 'orders-0', 0, 'seek')
      .processed('c1', 'orders-0', 0);
    expect(orders0(run)?.outOfOrder).toEqual([{ consumer: 'c1/c1', atMs: 0, offset: 2, afterOffset: 3 }]);
  });

  it('finds commits beyond what was processed', () => {
    const run = begun()
      .processed('c1', 'orders-0', 0, 1)
      .committed('c1', { 'orders-0': 2 })
      .at(5)
      .committed('c1', { 'orders-0': 4 });
    expect(orders0(run)?.committedTooEarly).toEqual([{ atMs: 5, memberId: 'c1-id', offset: 4, unprocessed: [[2, 3]] }]);
  });

  it('leaves out other groups', () => {
    const run = begun().processed('c1', 'orders-0', 0);
    expect(recordOutcomes(run.trace, 'other').partitions.size).toBe(0);
  });
});
