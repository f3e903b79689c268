import { describe, expect, it } from 'vitest';
import { TraceBuilder } from '../trace-builder.ts';
import { messagesOf } from './messages-of.ts';
import { syncsAreAnswered as rule } from './syncs-are-answered.ts';

const waiting = () =>
  new TraceBuilder()
    .sent(1, 'c1', 'SyncGroup', {
      groupId: 'g',
      generationId: 1,
      memberId: 'c1-id',
      groupInstanceId: null,
      protocolType: 'consumer',
      protocolName: 'range',
      assignments: new Map(),
    })
    .arrived(1, 'c1', 'SyncGroup')
    .at(5)
    .state('CompletingRebalance', 'PreparingRebalance', 'member joined', 'c2');
const answer = {
  error: 'REBALANCE_IN_PROGRESS',
  protocolType: null,
  protocolName: null,
  assignment: undefined,
} as const;

describe('SyncGroups are answered', () => {
  it('accepts an answer in the instant in which the wait is over', () => {
    expect(messagesOf(rule, waiting().answered(1, 'c1', 'SyncGroup', answer).at(9).added('c3').trace)).toEqual([]);
  });

  it('finds one that is not answered', () => {
    expect(messagesOf(rule, waiting().at(9).added('c3').trace)).toEqual([
      'SyncGroup of c1-id was not answered when g ended its wait at 5 ms',
    ]);
  });

  it('expects none over a connection that broke', () => {
    const broken = {
      kind: 'request.disconnected',
      correlationId: 1,
      clientId: 'c1',
      brokerId: 1,
      api: 'SyncGroup',
    } as const;
    expect(messagesOf(rule, waiting().event(broken).at(9).added('c3').trace)).toEqual([]);
  });

  it('expects none while a request before it on the same connection waits', () => {
    const behind = new TraceBuilder().joins(7, 'c1').at(3).sent(1, 'c1', 'SyncGroup', {
      groupId: 'g',
      generationId: 1,
      memberId: 'c1-id',
      groupInstanceId: null,
      protocolType: 'consumer',
      protocolName: 'range',
      assignments: new Map(),
    });
    behind
      .arrived(1, 'c1', 'SyncGroup')
      .at(5)
      .state('CompletingRebalance', 'PreparingRebalance', 'member joined', 'c2');
    expect(messagesOf(rule, behind.at(9).added('c3').trace)).toEqual([]);
  });
});
