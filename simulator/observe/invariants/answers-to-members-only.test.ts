import { describe, expect, it } from 'vitest';
import { TraceBuilder } from '../trace-builder.ts';
import { answersToMembersOnly as rule } from './answers-to-members-only.ts';
import { messagesOf } from './messages-of.ts';

const join = {
  groupId: 'g',
  groupInstanceId: null,
  protocolType: 'consumer',
  protocols: [],
  sessionTimeoutMs: 1,
  rebalanceTimeoutMs: 1,
};
const answer = { error: 'NONE', protocolType: 'consumer', protocolName: 'range', skipAssignment: false } as const;
const sync = { groupId: 'g', groupInstanceId: null, protocolType: null, protocolName: null, assignments: new Map() };
const synced = { error: 'NONE', protocolType: null, protocolName: null, assignment: undefined } as const;

const joinedAs = (run: TraceBuilder, memberId: string, generationId: number, members: readonly string[] = []) =>
  run.sent(1, 'c1', 'JoinGroup', { ...join, memberId }).answered(1, 'c1', 'JoinGroup', {
    ...answer,
    memberId,
    generationId,
    leader: 'c1-id',
    members: members.map((id) => ({ memberId: id, groupInstanceId: null, metadata: undefined })),
  });
const syncedAs = (run: TraceBuilder, memberId: string, generationId: number) =>
  run.sent(2, 'c1', 'SyncGroup', { ...sync, memberId, generationId }).answered(2, 'c1', 'SyncGroup', synced);
const twoMembers = () => new TraceBuilder().generation(3).joined('c1', 'c2');

describe('answers to members only', () => {
  it('says nothing to members of the current generation', () => {
    const run = syncedAs(joinedAs(twoMembers(), 'c1-id', 3, ['c1-id', 'c2-id']), 'c2-id', 3);
    expect(messagesOf(rule, run.trace)).toEqual([]);
  });

  it('finds a stranger that has joined', () => {
    expect(messagesOf(rule, joinedAs(twoMembers(), 'c3-id', 3).trace)).toEqual([
      'JoinGroup of c3-id was answered with generation 3 of g, of which it is no member',
    ]);
  });

  it('finds an answer about another generation', () => {
    expect(messagesOf(rule, joinedAs(twoMembers(), 'c2-id', 2).trace)).toEqual([
      'JoinGroup of c2-id was answered with generation 2; g is in 3',
    ]);
  });

  it('finds a leader that is told of too few members', () => {
    expect(messagesOf(rule, joinedAs(twoMembers(), 'c1-id', 3, ['c1-id']).trace)).toEqual([
      'the leader c1-id of generation 3 of g was told other members than there are: 1 missing, 0 unknown',
    ]);
  });

  it('finds a removed member that gets an assignment', () => {
    expect(messagesOf(rule, syncedAs(twoMembers().removed('c2', 'session expired'), 'c2-id', 3).trace)).toEqual([
      'SyncGroup of c2-id was answered by g, of which it is no member',
    ]);
  });

  it('finds an assignment for an old generation', () => {
    expect(messagesOf(rule, syncedAs(twoMembers(), 'c2-id', 2).trace)).toEqual([
      'SyncGroup of c2-id in generation 2 was answered by g, which is in 3',
    ]);
  });
});
