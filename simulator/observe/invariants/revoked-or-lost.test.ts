import { describe, expect, it } from 'vitest';
import { TraceBuilder } from '../trace-builder.ts';
import { messagesOf } from './messages-of.ts';
import { revokedOrLost as rule } from './revoked-or-lost.ts';

const inPoll = (generationId: number) =>
  new TraceBuilder().generation(generationId).event({
    kind: 'poll.entered',
    process: 'c1',
    clientId: 'c1',
    groupId: 'g',
    memberId: 'c1-id',
    generationId,
    timeoutMs: 100,
  });

describe('revoked or lost', () => {
  it('accepts partitions that are revoked in a generation, and lost out of one', () => {
    expect(messagesOf(rule, inPoll(3).called('c1', 'onPartitionsRevoked', 'orders-0').trace)).toEqual([]);
    expect(messagesOf(rule, inPoll(-1).called('c1', 'onPartitionsLost', 'orders-0').trace)).toEqual([]);
  });

  it('finds lost partitions that are said to be revoked', () => {
    expect(messagesOf(rule, inPoll(-1).called('c1', 'onPartitionsRevoked', 'orders-0').trace)).toEqual([
      'c1/c1 was told that orders-0 are revoked, but it was in no generation any more: they are lost',
    ]);
  });

  it('accepts a generation that is reset in the middle of a poll, by a commit', () => {
    const run = inPoll(3).generation(-1).called('c1', 'onPartitionsRevoked', 'orders-0');
    expect(messagesOf(rule, run.trace)).toEqual([]);
  });
});
