import { describe, expect, it } from 'vitest';
import { TraceBuilder } from '../trace-builder.ts';
import { messagesOf } from './messages-of.ts';
import { whoDoesNotPollLeaves as rule } from './who-does-not-poll-leaves.ts';

const idle = () =>
  new TraceBuilder().joins(1, 'c1').memberState('c1', 'COMPLETING_REBALANCE', 'STABLE').polled('c1', {});

describe('who does not poll leaves', () => {
  it('accepts heartbeats within max.poll.interval.ms', () => {
    expect(messagesOf(rule, idle().at(5000).beats(2, 'c1').trace)).toEqual([]);
  });

  it('finds a heartbeat beyond it', () => {
    expect(messagesOf(rule, idle().at(5001).beats(2, 'c1').trace)).toEqual([
      'c1/c1 sent a heartbeat, although it has not polled since 0 ms and its max.poll.interval.ms is 5000 ms',
    ]);
  });

  it('does not judge a process whose clock was set', () => {
    const run = idle().event({ kind: 'process.clock', process: 'c1', stepMs: -3000 }).at(7000).beats(2, 'c1');
    expect(messagesOf(rule, run.trace)).toEqual([]);
  });
});
