import { describe, expect, it } from 'vitest';
import { TraceBuilder } from '../trace-builder.ts';
import { causesAreTrue as rule } from './causes-are-true.ts';
import { messagesOf } from './messages-of.ts';

describe('causes are true', () => {
  it('accepts what happened in that instant', () => {
    const run = new TraceBuilder().at(5).added('c1').state('Empty', 'PreparingRebalance', 'member joined', 'c1');
    run.at(9).removed('c1', 'session expired').state('Stable', 'PreparingRebalance', 'session expired', 'c1');
    expect(messagesOf(rule, run.trace)).toEqual([]);
  });

  it('finds a session that expires after its member has left', () => {
    const run = new TraceBuilder().at(5).removed('c1', 'left').at(9);
    expect(messagesOf(rule, run.state('Stable', 'PreparingRebalance', 'session expired', 'c1').trace)).toEqual([
      'g began to rebalance with the cause "session expired" of c1-id, which was removed at 5 ms (left)',
    ]);
  });

  it('lets a former id of a static member be the one whose SyncGroup never came', () => {
    const run = new TraceBuilder().at(5).removed('c1', 'replaced', 'a').at(9);
    run.state('CompletingRebalance', 'PreparingRebalance', 'member never synced', 'c1');
    expect(messagesOf(rule, run.trace)).toEqual([]);
  });

  it('lets an id that was handed out and never joined be the one that left', () => {
    const run = new TraceBuilder().joins(1, 'c1', '').joinAnswered(1, 'c1', 'MEMBER_ID_REQUIRED').at(9);
    run.state('Stable', 'PreparingRebalance', 'member left', 'c1');
    expect(messagesOf(rule, run.trace)).toEqual([]);
  });
});
