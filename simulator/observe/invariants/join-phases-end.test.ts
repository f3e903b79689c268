import { describe, expect, it } from 'vitest';
import { TraceBuilder } from '../trace-builder.ts';
import { joinPhasesEnd as rule } from './join-phases-end.ts';
import { messagesOf } from './messages-of.ts';

const preparing = () =>
  new TraceBuilder().state('Stable', 'PreparingRebalance', 'leader rejoined', 'c1').at(5).joins(1, 'c1');

describe('join phases end', () => {
  it('accepts a generation in the instant in which the last member joined, or a missing one was removed', () => {
    expect(messagesOf(rule, preparing().joined('c1').trace)).toEqual([]);
    expect(messagesOf(rule, preparing().at(90).removed('c2', 'did not rejoin').joined('c1').trace)).toEqual([]);
  });

  it('finds a join phase that waits for nobody', () => {
    expect(messagesOf(rule, preparing().at(90).joined('c1').trace)).toEqual([
      'generation 1 of g began at 90 ms, although nobody was waited for from 5 ms on',
    ]);
  });

  it('counts from when the broker takes a JoinGroup up that came behind another request of its connection', () => {
    const joins = new TraceBuilder().at(4).arrived(1, 'c1', 'Heartbeat').joins(2, 'c1').at(80);
    const run = joins.state('Stable', 'PreparingRebalance', 'leader rejoined', 'c1').at(90);
    expect(messagesOf(rule, run.answered(1, 'c1', 'Heartbeat', { error: 'NONE' }).joined('c1').trace)).toEqual([]);
  });

  it('lets it wait for an id that was handed out, and no longer than that is kept', () => {
    const pending = () => preparing().joins(2, 'c2', '').joinAnswered(2, 'c2', 'MEMBER_ID_REQUIRED');
    expect(messagesOf(rule, pending().at(1005).joined('c1').trace)).toEqual([]);
    expect(messagesOf(rule, pending().at(4000).joined('c1').trace)).toEqual([
      'generation 1 of g began at 4000 ms, although nobody was waited for from 1005 ms on',
    ]);
  });

  it('finds members and leaders that had not joined', () => {
    expect(messagesOf(rule, preparing().joined('c2', 'c1').trace)).toEqual([
      'generation 1 of g began under the leader c2-id, which had not joined',
      'generation 1 of g began with c2-id, which had not joined',
    ]);
  });

  it('does not take those for joined whom a new coordinator finds in the group', () => {
    const loaded = new TraceBuilder().at(3).state('Dead', 'Stable').added('c2', 'a').added('c1');
    const run = loaded.state('Stable', 'PreparingRebalance', 'leader rejoined', 'c1').at(5).joins(1, 'c1').at(900);
    const members = ['c1', 'c2'].map((process) => {
      return { memberId: `${process}-id`, clientId: process, groupInstanceId: process === 'c2' ? 'a' : null };
    });
    const generation = { groupId: 'g', generationId: 2, protocolName: 'range', leader: 'c1-id', members };
    expect(messagesOf(rule, run.event({ kind: 'group.generation', ...generation }).trace)).toEqual([]);
  });
});
