import { describe, expect, it } from 'vitest';
import { TraceBuilder } from '../trace-builder.ts';
import { checkInvariants, invariants } from './check-invariants.ts';

describe('checkInvariants', () => {
  it('says rule, time and event of each violation, in the order of the trace', () => {
    const run = new TraceBuilder()
      .at(100)
      .generation(2)
      .assigned('c1', 'orders-0')
      .at(200)
      .assigned('c2', 'orders-0')
      .at(300)
      .called('c1', 'onPartitionsRevoked', 'orders-0')
      .at(400)
      .processed('c1', 'orders-0', 7);
    expect(checkInvariants(run.trace)).toEqual([
      {
        invariant: 'no shared partition',
        atMs: 200,
        eventIndex: 1,
        message: 'c2/c2 got orders-0 in generation 2 of g, which c1/c1 of the same generation still holds',
      },
      {
        invariant: 'no processing after revocation',
        atMs: 400,
        eventIndex: 4,
        message: 'c1/c1 processed orders-0 offset 7, although it returned from onPartitionsRevoked for it at 300 ms',
      },
    ]);
  });

  it('puts what shows only at the end behind the last event', () => {
    const run = new TraceBuilder().at(5).added('c1').state('Empty', 'PreparingRebalance', 'member joined', 'c1');
    const liveness = { calmFromMs: 0, withinMs: 100 };
    expect(checkInvariants(run.trace, { liveness, endMs: 1_000 })).toMatchObject([{ atMs: 1_000, eventIndex: 2 }]);
  });

  it('has one name and one sentence for each rule', () => {
    expect(new Set(invariants.map(({ name }) => name)).size).toBe(invariants.length);
    expect(invariants.filter(({ rule }) => !rule.endsWith('.'))).toEqual([]);
  });
});
