// The scenarios of committed offsets, of their expiry, and of a coordinator that moves to another broker.
import { describe, expect, it } from 'vitest';
import { topicPartition } from '../../../protocol/topic-partition.ts';
import { partitionFor } from '../java-hash.ts';
import { GroupScenario, groupId, pair } from './group-scenario.ts';

const asNobody = { memberId: '', generationId: -1 };

describe('OffsetCommit', () => {
  it('S61: only a member commits, and only with the generation of now', () => {
    const scenario = new GroupScenario();
    const { a } = pair(scenario);
    expect(a.commit(5)).toBe('NONE');
    expect(a.commit(6, { generationId: 0 })).toBe('ILLEGAL_GENERATION');
    expect(a.commit(7, { memberId: 'ghost' })).toBe('UNKNOWN_MEMBER_ID');
    expect(scenario.committed(0)).toBe(5);
  });

  it('S62: a member commits with its old generation until it has joined the next', () => {
    const scenario = new GroupScenario();
    const { b } = pair(scenario);
    scenario.runTo(7_000);
    scenario.dynamicMember('C').join();
    scenario.runTo(8_000);
    expect(b.commit(5)).toBe('NONE');
    expect(scenario.committed(0)).toBe(5);
  });

  it('S63: in an Empty group anybody commits who claims to be no member', () => {
    const scenario = new GroupScenario();
    const { a, b } = pair(scenario);
    b.leave();
    a.leave();
    expect(a.commit(5, asNobody)).toBe('NONE');
    expect(a.commit(6)).toBe('UNKNOWN_MEMBER_ID');
  });

  it('S64: in a group with members nobody else commits', () => {
    const scenario = new GroupScenario();
    const { a } = pair(scenario);
    expect(a.commit(5, asNobody)).toBe('UNKNOWN_MEMBER_ID');
  });

  it('S67: keeps the session alive', () => {
    const scenario = new GroupScenario({ sessionTimeoutMs: 10_000 });
    const a = scenario.dynamicMember('A');
    a.join();
    scenario.runTo(3_000);
    a.syncAsLeader([a]);
    for (let atMs = 7_000; atMs <= 47_000; atMs += 4_000) {
      scenario.runTo(atMs);
      expect(a.commit(atMs)).toBe('NONE');
    }
    expect(scenario.state()).toBe('Stable g1');
  });

  it('of nothing but metadata that is too long stores nothing, and makes no group', () => {
    const scenario = new GroupScenario();
    const metadata = 'x'.repeat(4097);
    const offsets = new Map([[topicPartition('t', 0), { offset: 5, leaderEpoch: -1, metadata }]]);
    const request = { groupId, ...asNobody, groupInstanceId: null, offsets };
    const { response } = scenario.send('OffsetCommit', request, 'A');
    expect([...(response?.errors.values() ?? [])]).toEqual(['OFFSET_METADATA_TOO_LARGE']);
    expect(scenario.state()).toBe('none');
  });

  it('refuses a partition that there is not, and the others pass', () => {
    const scenario = new GroupScenario();
    const { a } = pair(scenario);
    const committed = { offset: 5, leaderEpoch: -1, metadata: '' };
    const partitions = [topicPartition('t', 4), topicPartition('t', 0), topicPartition('u', 0)];
    const answer = scenario.send(
      'OffsetCommit',
      {
        groupId,
        generationId: 1,
        memberId: a.memberId,
        groupInstanceId: null,
        offsets: new Map(partitions.map((partition) => [partition, committed])),
      },
      'A',
    );
    expect([...(answer.response?.errors ?? [])]).toEqual([
      [topicPartition('t', 4), 'UNKNOWN_TOPIC_OR_PARTITION'],
      [topicPartition('t', 0), 'NONE'],
      [topicPartition('u', 0), 'UNKNOWN_TOPIC_OR_PARTITION'],
    ]);
    expect(scenario.committed(0)).toBe(5);
  });

  it('is answered when it is stored, and a fetch of stable offsets waits for it', () => {
    const scenario = new GroupScenario();
    const { a } = pair(scenario);
    const fetch = (requireStable: boolean) =>
      scenario.send('OffsetFetch', { groupId, partitions: [topicPartition('t', 0)], requireStable }, 'A');
    const offsetOf = (answer: ReturnType<typeof fetch>) => answer.response?.offsets.get(topicPartition('t', 0))?.offset;
    scenario.isLogSlow = true;
    expect(a.commit(5)).toBe('parked');
    const stable = fetch(true);
    expect(offsetOf(fetch(false))).toBe(-1);
    expect(stable.response).toBeUndefined();
    scenario.answerWrites();
    expect(offsetOf(stable)).toBe(5);
    expect(offsetOf(fetch(false))).toBe(5);
  });

  it('that cannot be stored is refused, and changes nothing', () => {
    const scenario = new GroupScenario();
    const { a } = pair(scenario);
    scenario.isLogSlow = true;
    const answer = scenario.send(
      'OffsetCommit',
      {
        groupId,
        generationId: 1,
        memberId: a.memberId,
        groupInstanceId: null,
        offsets: new Map([[topicPartition('t', 0), { offset: 5, leaderEpoch: -1, metadata: '' }]]),
      },
      'A',
    );
    scenario.answerWrites('NOT_LEADER_OR_FOLLOWER');
    expect(answer.response?.errors.get(topicPartition('t', 0))).toBe('NOT_COORDINATOR');
    expect(scenario.committed(0)).toBeUndefined();
    expect(scenario.events.at(-1)).toMatchObject({ kind: 'offsets.refused', error: 'NOT_COORDINATOR' });
  });
});

describe('a coordinator that moves', () => {
  it('S65: goes on with the stored generation, and begins every session anew', () => {
    const scenario = new GroupScenario();
    const { a, b } = pair(scenario);
    scenario.moveToNewCoordinator();
    scenario.runTo(20_000);
    scenario.finishLoading();
    expect(scenario.state()).toBe('Stable g1');
    expect(a.heartbeat()).toBe('NONE');
    expect(b.sync()).toBe('NONE');
    expect(b.assigned).toBe(1);
    for (const atMs of [40_000, 60_000]) {
      scenario.runTo(atMs);
      a.heartbeat();
    }
    scenario.runTo(64_999);
    expect(scenario.memberNames()).toEqual(['A', 'B']);
    scenario.runTo(65_000);
    expect(scenario.memberNames()).toEqual(['A']);
  });

  it('S66: tells who waits in JoinGroup that it is coordinator no longer', () => {
    const scenario = new GroupScenario();
    const a = scenario.dynamicMember('A');
    a.join();
    scenario.unload();
    expect(a.joined()).toEqual({ atMs: 0, error: 'NOT_COORDINATOR' });
    expect(a.heartbeat()).toBe('NOT_COORDINATOR');
  });

  it('S66: tells who waits in SyncGroup that it is coordinator no longer', () => {
    const scenario = new GroupScenario();
    const { a, b } = pair(scenario);
    const c = scenario.dynamicMember('C');
    c.join();
    a.join();
    b.join();
    b.sync();
    scenario.unload();
    expect(b.synced()).toBe('NOT_COORDINATOR');
    scenario.runTo(1_000_000);
    expect(scenario.view()).toBeUndefined();
  });

  it('answers what it was still storing, once', () => {
    const scenario = new GroupScenario();
    const { a } = pair(scenario);
    scenario.isLogSlow = true;
    const commit = scenario.send(
      'OffsetCommit',
      {
        groupId,
        generationId: 1,
        memberId: a.memberId,
        groupInstanceId: null,
        offsets: new Map([[topicPartition('t', 0), { offset: 5, leaderEpoch: -1, metadata: '' }]]),
      },
      'A',
    );
    const heartbeat = scenario.send(
      'Heartbeat',
      { groupId, generationId: 1, memberId: a.memberId, groupInstanceId: null },
      'A',
    );
    expect(heartbeat.response).toBeUndefined();
    scenario.unload();
    expect(commit.response?.errors.get(topicPartition('t', 0))).toBe('NOT_COORDINATOR');
    expect(heartbeat.response).toEqual({ error: 'NOT_COORDINATOR' });
    scenario.answerWrites();
  });

  it('lets heartbeats pass while it loads, and asks everybody else to come back', () => {
    const scenario = new GroupScenario();
    const { a } = pair(scenario);
    scenario.moveToNewCoordinator();
    expect(a.heartbeat()).toBe('NONE');
    expect(a.commit(5)).toBe('COORDINATOR_LOAD_IN_PROGRESS');
    expect(a.sendJoin()).toBe('COORDINATOR_LOAD_IN_PROGRESS');
    expect(a.sync()).toBe('REBALANCE_IN_PROGRESS');
    expect(scenario.send('ListGroups', { statesFilter: [] }, 'A').response?.error).toBe('COORDINATOR_LOAD_IN_PROGRESS');
  });

  it('keeps what was committed, and forgets a rebalance that was not over', () => {
    const scenario = new GroupScenario();
    const { a } = pair(scenario);
    a.commit(5);
    scenario.dynamicMember('C').join();
    expect(scenario.state()).toBe('PreparingRebalance g1');
    scenario.moveToNewCoordinator();
    scenario.finishLoading();
    expect(scenario.state()).toBe('Stable g1');
    expect(scenario.memberNames()).toEqual(['A', 'B']);
    expect(scenario.committed(0)).toBe(5);
  });
});

describe('an assignment that is slow to be stored', () => {
  it('is nobody’s when a rebalance began meanwhile', () => {
    const scenario = new GroupScenario();
    const a = scenario.dynamicMember('A');
    a.join();
    scenario.runTo(3_000);
    scenario.isLogSlow = true;
    expect(a.syncAsLeader([a])).toBe('parked');
    scenario.dynamicMember('B').join();
    expect(a.synced()).toBe('REBALANCE_IN_PROGRESS');
    scenario.answerWrites();
    expect(scenario.state()).toBe('PreparingRebalance g1');
  });

  it('that cannot be stored sends everybody back to join', () => {
    const scenario = new GroupScenario();
    const a = scenario.dynamicMember('A');
    a.join();
    scenario.runTo(3_000);
    scenario.isLogSlow = true;
    a.syncAsLeader([a]);
    scenario.answerWrites('REQUEST_TIMED_OUT');
    expect(a.synced()).toBe('COORDINATOR_NOT_AVAILABLE');
    expect(scenario.state()).toBe('PreparingRebalance g1');
  });
});

describe('offsets that go', () => {
  const retention = { offsetsRetentionMs: 120_000, offsetsRetentionCheckIntervalMs: 10_000 };

  it('S68: an Empty group keeps its offsets for the retention from when it became Empty, then goes with them', () => {
    const scenario = new GroupScenario(retention);
    const { a, b } = pair(scenario);
    a.commit(5);
    scenario.runTo(100_000 - 60_000);
    for (const member of [a, b]) member.heartbeat();
    b.leave();
    a.leave();
    expect(scenario.state()).toBe('Empty g2');
    scenario.runTo(159_999);
    expect(scenario.committed(0)).toBe(5);
    scenario.runTo(160_000);
    expect(scenario.view()).toBeUndefined();
    expect(scenario.log.slice(-2).map(({ type, value }) => [type, value])).toEqual([
      ['offset', null],
      ['group', null],
    ]);
    expect(scenario.events).toContainEqual({
      kind: 'offsets.removed',
      groupId,
      partitions: [topicPartition('t', 0)],
      why: 'expired',
    });
  });

  it('those of nobody’s topic expire a retention after the commit while the group is Stable', () => {
    const scenario = new GroupScenario({ ...retention, offsetsRetentionMs: 20_000 });
    scenario.topics = { t: 4, u: 1 };
    const { a } = pair(scenario);
    const committed = { offset: 5, leaderEpoch: -1, metadata: '' };
    a.commit(5, {
      offsets: new Map([
        [topicPartition('u', 0), committed],
        [topicPartition('t', 0), committed],
      ]),
    });
    scenario.runTo(30_000);
    expect([...(scenario.view()?.offsets.keys() ?? [])]).toEqual([topicPartition('t', 0)]);
  });

  it('those of a deleted topic go at once', () => {
    const scenario = new GroupScenario();
    const { a } = pair(scenario);
    a.commit(5);
    scenario.deleteTopic('t');
    expect(scenario.committed(0)).toBeUndefined();
  });

  it('OffsetDelete removes what nobody subscribes to', () => {
    const scenario = new GroupScenario();
    const { a, b } = pair(scenario);
    a.commit(5);
    const partitions = [topicPartition('t', 0)];
    const deleteIt = () => scenario.send('OffsetDelete', { groupId, partitions }, 'admin').response;
    expect(deleteIt()?.errors.get(topicPartition('t', 0))).toBe('GROUP_SUBSCRIBED_TO_TOPIC');
    b.leave();
    a.leave();
    expect(deleteIt()?.errors.get(topicPartition('t', 0))).toBe('NONE');
    expect(scenario.committed(0)).toBeUndefined();
  });

  it('DeleteGroups removes an Empty group, and says so of one that is not', () => {
    const scenario = new GroupScenario();
    const { a, b } = pair(scenario);
    const deleteIt = () => scenario.send('DeleteGroups', { groups: [groupId] }, 'admin').response?.errors.get(groupId);
    expect(deleteIt()).toBe('NON_EMPTY_GROUP');
    b.leave();
    a.leave();
    expect(deleteIt()).toBe('NONE');
    expect(deleteIt()).toBe('GROUP_ID_NOT_FOUND');
  });

  it('a group that could not be deleted is back', () => {
    const scenario = new GroupScenario();
    const { a, b } = pair(scenario);
    a.commit(5);
    b.leave();
    a.leave();
    scenario.isLogSlow = true;
    scenario.send('DeleteGroups', { groups: [groupId] }, 'admin');
    expect(scenario.view()).toBeUndefined();
    scenario.answerWrites('REQUEST_TIMED_OUT');
    expect(scenario.state()).toBe('Empty g2');
    expect(scenario.committed(0)).toBe(5);
  });
});

describe('the partition of a group', () => {
  it.each([
    ['my-group', 12],
    ['orders', 31],
    ['payments', 13],
    ['test-group', 12],
    ['g1', 42],
    ['polygenelubricants', 0],
  ])('S69: %s is coordinated in partition %i of 50', (id, partition) => {
    expect(partitionFor(id, 50)).toBe(partition);
  });
});
