import { describe, expect, it } from 'vitest';
import { TraceBuilder } from '../trace-builder.ts';
import { groupsComeToRest as rule } from './groups-come-to-rest.ts';
import { messagesOf } from './messages-of.ts';

const liveness = { calmFromMs: 1_000, withinMs: 500 };
const begun = (atMs: number) => new TraceBuilder().at(atMs).state('Empty', 'PreparingRebalance', 'member joined', 'c1');

describe('groups come to rest', () => {
  it('gives a group its time, counted from when the disturbances end', () => {
    const run = begun(10)
      .at(1_400)
      .state('PreparingRebalance', 'CompletingRebalance')
      .state('CompletingRebalance', 'Stable');
    expect(messagesOf(rule, run.trace, { liveness, endMs: 9_000 })).toEqual([]);
  });

  it('finds a group that is still rebalancing at the end', () => {
    expect(messagesOf(rule, begun(900).trace, { liveness, endMs: 1_501 })).toEqual([
      'g was still in PreparingRebalance when the run ended at 1501 ms; it began to rebalance at 900 ms and nothing disturbed it from 1000 ms on',
    ]);
  });

  it('finds a group that came to rest too late', () => {
    const run = begun(2_000).at(2_501).state('PreparingRebalance', 'Empty');
    expect(messagesOf(rule, run.trace, { liveness })).toHaveLength(1);
  });

  it('says nothing when nobody says from when on it was calm', () => {
    expect(messagesOf(rule, begun(0).trace, { endMs: 1_000_000 })).toEqual([]);
  });
});
