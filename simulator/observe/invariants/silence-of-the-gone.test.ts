import { describe, expect, it } from 'vitest';
import { TraceBuilder } from '../trace-builder.ts';
import { messagesOf } from './messages-of.ts';
import { silenceOfTheGone as rule } from './silence-of-the-gone.ts';

const member = () => new TraceBuilder().assigned('c1', 'orders-0');
const beats = (run: TraceBuilder) =>
  run.sent(1, 'c1', 'Heartbeat', { groupId: 'g', generationId: 1, memberId: 'c1-id', groupInstanceId: null });

describe('silence of the gone', () => {
  it('lets a living member send heartbeats', () => {
    expect(messagesOf(rule, beats(member()).trace)).toEqual([]);
  });

  it('finds a heartbeat after close', () => {
    expect(messagesOf(rule, beats(member().at(20).closed('c1').at(30)).trace)).toEqual([
      'Heartbeat was sent for c1-id of c1/c1, which was closed at 20 ms',
    ]);
  });

  it('finds a heartbeat after a crash', () => {
    expect(messagesOf(rule, beats(member().crashed('c1')).trace)).toHaveLength(1);
  });

  it('finds a heartbeat out of a frozen process, and none after it thawed', () => {
    const frozen = () => member().event({ kind: 'process.frozen', process: 'c1', forMs: 10 });
    expect(messagesOf(rule, beats(frozen()).trace)).toEqual([
      'Heartbeat was sent for c1-id of c1/c1 while c1 is frozen',
    ]);
    expect(messagesOf(rule, beats(frozen().event({ kind: 'process.thawed', process: 'c1' })).trace)).toEqual([]);
  });

  it('does not blame it for what somebody else sends under its id', () => {
    const run = member().crashed('c1');
    run.sent(1, 'impostor', 'Heartbeat', { groupId: 'g', generationId: 1, memberId: 'c1-id', groupInstanceId: null });
    expect(messagesOf(rule, run.trace)).toEqual([]);
  });
});
