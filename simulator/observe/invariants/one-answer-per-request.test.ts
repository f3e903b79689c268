import { describe, expect, it } from 'vitest';
import { TraceBuilder } from '../trace-builder.ts';
import { messagesOf } from './messages-of.ts';
import { oneAnswerPerRequest as rule } from './one-answer-per-request.ts';

const wire = { correlationId: 1, clientId: 'c1', brokerId: 1, api: 'Heartbeat' } as const;
const request = { groupId: 'g', generationId: 1, memberId: 'c1-id', groupInstanceId: null };
const sent = () => new TraceBuilder().sent(1, 'c1', 'Heartbeat', request);
const answered = () => sent().answered(1, 'c1', 'Heartbeat', { error: 'NONE' });

describe('one answer per request', () => {
  it('says nothing to an answered request and to one whose connection broke', () => {
    expect(messagesOf(rule, answered().event({ kind: 'response.delivered', ...wire }).trace)).toEqual([]);
    expect(messagesOf(rule, sent().event({ kind: 'request.disconnected', ...wire }).trace)).toEqual([]);
  });

  it('finds a second answer', () => {
    expect(messagesOf(rule, answered().answered(1, 'c1', 'Heartbeat', { error: 'NONE' }).trace)).toEqual([
      'broker 1 answered Heartbeat 1 a second time',
    ]);
  });

  it('finds an answer and a broken connection for one request', () => {
    const run = answered()
      .event({ kind: 'request.disconnected', ...wire })
      .event({ kind: 'response.delivered', ...wire });
    expect(messagesOf(rule, run.trace)).toEqual(['c1 heard of an answer to Heartbeat 1, which was settled']);
  });

  it('finds an answer to nothing', () => {
    expect(messagesOf(rule, new TraceBuilder().answered(1, 'c1', 'Heartbeat', { error: 'NONE' }).trace)).toEqual([
      'broker 1 answered Heartbeat 1, which nobody sent',
    ]);
  });

  it('finds time that runs backward', () => {
    const run = new TraceBuilder().at(5).closed('c1').at(4).closed('c2');
    expect(messagesOf(rule, run.trace)).toEqual(['consumer.closed at 4 ms follows what happened at 5 ms']);
  });
});
