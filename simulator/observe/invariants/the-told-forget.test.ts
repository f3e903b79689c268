import { describe, expect, it } from 'vitest';
import { TraceBuilder } from '../trace-builder.ts';
import { messagesOf } from './messages-of.ts';
import { theToldForget as rule } from './the-told-forget.ts';

const told = () =>
  new TraceBuilder()
    .memberState('c1', 'COMPLETING_REBALANCE', 'STABLE')
    .beats(1, 'c1', 'UNKNOWN_MEMBER_ID')
    .heard(1, 'c1', 'Heartbeat')
    .at(200);

describe('the told forget', () => {
  it('accepts a JoinGroup as somebody new', () => {
    expect(messagesOf(rule, told().joins(2, 'c1', '').trace)).toEqual([]);
  });

  it('accepts one that was sent while the answer lay unread', () => {
    expect(messagesOf(rule, told().at(90).joins(2, 'c1').trace)).toEqual([]);
  });

  it('finds a JoinGroup under the id that nobody knows', () => {
    expect(messagesOf(rule, told().joins(2, 'c1').trace)).toEqual([
      'c1/c1 sent JoinGroup as c1-id, although it had been told at 0 ms that nobody knows that id',
    ]);
  });
});
