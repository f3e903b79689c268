import { describe, expect, it } from 'vitest';
import { TraceBuilder } from '../trace-builder.ts';
import { messagesOf } from './messages-of.ts';
import { whoLeavesIsGone as rule } from './who-leaves-is-gone.ts';

const member = () =>
  new TraceBuilder()
    .added('c1')
    .memberState('c1', 'COMPLETING_REBALANCE', 'STABLE')
    .at(100)
    .beats(1, 'c1')
    .heard(1, 'c1', 'Heartbeat');
const leaves = (run: TraceBuilder) =>
  run
    .sent(2, 'c1', 'LeaveGroup', { groupId: 'g', members: [{ memberId: 'c1-id', groupInstanceId: null }] })
    .arrived(2, 'c1', 'LeaveGroup');
const answer = { error: 'NONE', members: [{ memberId: 'c1-id', groupInstanceId: null, error: 'NONE' }] } as const;

describe('who leaves is gone', () => {
  it('accepts a goodbye', () => {
    const run = leaves(member()).removed('c1', 'left').answered(2, 'c1', 'LeaveGroup', answer).closed('c1');
    expect(messagesOf(rule, run.trace)).toEqual([]);
  });

  it('finds a consumer that is closed without one', () => {
    expect(messagesOf(rule, member().at(200).closed('c1').trace)).toEqual([
      'c1/c1 was closed and did not tell its group: c1-id is still a member of g',
    ]);
  });

  it('expects none of one that has lost its coordinator', () => {
    const lost = {
      kind: 'request.disconnected',
      correlationId: 3,
      clientId: 'c1',
      brokerId: 1,
      api: 'Heartbeat',
    } as const;
    expect(messagesOf(rule, member().event(lost).at(200).closed('c1').trace)).toEqual([]);
  });

  it('finds a member that stays although its LeaveGroup succeeded', () => {
    expect(messagesOf(rule, leaves(member()).answered(2, 'c1', 'LeaveGroup', answer).trace)).toEqual([
      'LeaveGroup of c1-id succeeded, and it is still a member of g',
    ]);
  });

  it('expects none of a process whose clock was set', () => {
    const run = member().event({ kind: 'process.clock', process: 'c1', stepMs: 30_000 });
    expect(messagesOf(rule, run.at(200).closed('c1').trace)).toEqual([]);
  });
});
