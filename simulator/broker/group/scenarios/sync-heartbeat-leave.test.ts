// The scenarios of SyncGroup, Heartbeat and LeaveGroup.
import { describe, expect, it } from 'vitest';
import { GroupScenario, pair } from './group-scenario.ts';

/** A and B joined at 0 and are answered at 6000: CompletingRebalance, generation 1, A leads. */
function joinedPair(scenario: GroupScenario) {
  const a = scenario.dynamicMember('A');
  const b = scenario.dynamicMember('B');
  a.join();
  b.join();
  scenario.runTo(6_000);
  b.joined();
  a.joined();
  return { a, b };
}

describe('SyncGroup', () => {
  it('S32: another generation, or an unknown member, is refused', () => {
    const scenario = new GroupScenario();
    const a = scenario.dynamicMember('A');
    a.join();
    scenario.runTo(3_000);
    expect(a.sync({ generationId: 0 })).toBe('ILLEGAL_GENERATION');
    expect(a.sync({ generationId: 2 })).toBe('ILLEGAL_GENERATION');
    expect(a.sync({ memberId: 'ghost' })).toBe('UNKNOWN_MEMBER_ID');
  });

  it('S33: a follower that syncs first waits for the leader', () => {
    const scenario = new GroupScenario();
    const { a, b } = joinedPair(scenario);
    expect(b.sync()).toBe('parked');
    expect(a.syncAsLeader([a, b])).toBe('NONE');
    expect(b.synced()).toBe('NONE');
    expect([a.assigned, b.assigned]).toEqual([0, 1]);
  });

  it('S34: a follower that syncs late, or again, is answered at once', () => {
    const scenario = new GroupScenario();
    const { a, b } = joinedPair(scenario);
    a.syncAsLeader([a, b]);
    scenario.runTo(9_000);
    for (const _ of ['first', 'second']) {
      expect(b.sync()).toBe('NONE');
      expect(b.assigned).toBe(1);
    }
  });

  it('S35: a member that the leader left out gets zero bytes', () => {
    const scenario = new GroupScenario();
    const { a, b } = joinedPair(scenario);
    a.syncAsLeader([a]);
    expect(b.sync()).toBe('NONE');
    expect(b.assigned).toBeUndefined();
  });

  it('S36: in CompletingRebalance heartbeats pass, commits do not, and an unchanged JoinGroup is answered again', () => {
    const scenario = new GroupScenario();
    const { a, b } = joinedPair(scenario);
    expect(a.heartbeat()).toBe('NONE');
    expect(a.commit(1)).toBe('REBALANCE_IN_PROGRESS');
    a.join();
    b.join();
    expect(a.joined()).toMatchObject({ generation: 1, members: ['A', 'B'] });
    expect(b.joined()).toMatchObject({ generation: 1, members: [] });
  });

  it('S37: a new member sends who waits in SyncGroup back to join', () => {
    const scenario = new GroupScenario();
    const { a, b } = joinedPair(scenario);
    b.sync();
    const c = scenario.dynamicMember('C');
    c.join();
    expect(b.synced()).toBe('REBALANCE_IN_PROGRESS');
    expect(scenario.state()).toBe('PreparingRebalance g1');
    expect([a.heartbeat(), b.heartbeat()]).toEqual(['REBALANCE_IN_PROGRESS', 'REBALANCE_IN_PROGRESS']);
    a.join();
    b.join();
    expect(a.joined()).toMatchObject({ generation: 2, members: ['A', 'B', 'C'] });
  });

  it('S38: a follower with changed metadata sends the others back, the leader too', () => {
    const scenario = new GroupScenario();
    const { a, b } = joinedPair(scenario);
    b.sync();
    b.topics = 't,u';
    b.join();
    expect(b.synced()).toBe('REBALANCE_IN_PROGRESS');
    expect(a.syncAsLeader([a, b])).toBe('REBALANCE_IN_PROGRESS');
  });

  it('S39: a member that leaves in CompletingRebalance sends the others back', () => {
    const scenario = new GroupScenario();
    const { a, b } = joinedPair(scenario);
    const c = scenario.dynamicMember('C');
    for (const member of [c, a, b]) member.join();
    expect(a.joined()).toMatchObject({ generation: 2, members: ['A', 'B', 'C'] });
    b.sync();
    expect(c.leave()).toBe('NONE');
    expect(b.synced()).toBe('REBALANCE_IN_PROGRESS');
    expect(a.syncAsLeader([a, b])).toBe('REBALANCE_IN_PROGRESS');
    a.join();
    b.join();
    expect(a.joined()).toMatchObject({ generation: 3, members: ['A', 'B'] });
  });

  it('S40: a follower that never syncs is dropped at the rebalance timeout, in Stable too', () => {
    const scenario = new GroupScenario({ rebalanceTimeoutMs: 10_000 });
    const { a, b } = joinedPair(scenario);
    a.syncAsLeader([a, b]);
    expect(scenario.state()).toBe('Stable g1');
    scenario.runTo(16_000);
    expect(scenario.state()).toBe('PreparingRebalance g1');
    expect(scenario.memberNames()).toEqual(['A']);
    expect(a.heartbeat()).toBe('REBALANCE_IN_PROGRESS');
    expect(b.heartbeat()).toBe('UNKNOWN_MEMBER_ID');
  });

  it('S41: a leader that never syncs is dropped at the rebalance timeout', () => {
    const scenario = new GroupScenario({ rebalanceTimeoutMs: 10_000 });
    const { b } = joinedPair(scenario);
    b.sync();
    scenario.runTo(16_000);
    expect(b.synced()).toBe('REBALANCE_IN_PROGRESS');
    expect(scenario.leader()).toBe('B');
    b.join();
    expect(b.joined()).toMatchObject({ atMs: 16_000, generation: 2, members: ['B'] });
  });

  it('S42: who waits in SyncGroup does not expire; the silent leader does', () => {
    const scenario = new GroupScenario({ sessionTimeoutMs: 10_000, rebalanceTimeoutMs: 60_000 });
    const { b } = joinedPair(scenario);
    b.sync();
    scenario.runTo(15_999);
    expect(b.synced()).toBe('parked');
    scenario.runTo(16_000);
    expect(b.synced()).toBe('REBALANCE_IN_PROGRESS');
    expect(scenario.memberNames()).toEqual(['B']);
  });
});

describe('Heartbeat', () => {
  it('S43: another generation is refused as such even while the group rebalances', () => {
    const scenario = new GroupScenario();
    const { a } = pair(scenario);
    scenario.dynamicMember('C').join();
    expect(a.heartbeat({ generationId: 0 })).toBe('ILLEGAL_GENERATION');
  });

  it('S44: an unknown group, an Empty group and an unknown member are all told the same', () => {
    const scenario = new GroupScenario();
    const stranger = scenario.dynamicMember('X');
    expect(stranger.heartbeat({ memberId: 'ghost' })).toBe('UNKNOWN_MEMBER_ID');
    stranger.sendJoin();
    expect(scenario.state()).toBe('Empty g0');
    expect(stranger.heartbeat({ memberId: 'ghost', generationId: 0 })).toBe('UNKNOWN_MEMBER_ID');
    const { a } = pair(scenario);
    expect(a.heartbeat({ memberId: 'ghost' })).toBe('UNKNOWN_MEMBER_ID');
  });

  it('S45: a session ends its timeout after the last heartbeat, to the millisecond', () => {
    const scenario = new GroupScenario({ sessionTimeoutMs: 10_000 });
    const { a, b } = pair(scenario);
    scenario.runTo(9_000);
    a.heartbeat();
    b.heartbeat();
    for (const atMs of [12_000, 15_000, 18_000]) {
      scenario.runTo(atMs);
      expect(a.heartbeat()).toBe('NONE');
    }
    scenario.runTo(18_999);
    expect(scenario.memberNames()).toEqual(['A', 'B']);
    scenario.runTo(19_000);
    expect(scenario.memberNames()).toEqual(['A']);
    scenario.runTo(19_001);
    expect(a.heartbeat()).toBe('REBALANCE_IN_PROGRESS');
    a.join();
    expect(a.joined()).toMatchObject({ atMs: 19_001, generation: 2, members: ['A'] });
  });

  it('S46: a group that became Empty has another generation, and delays the next one again', () => {
    const scenario = new GroupScenario({ sessionTimeoutMs: 10_000 });
    const a = scenario.dynamicMember('A');
    a.join();
    scenario.runTo(3_000);
    a.syncAsLeader([a]);
    scenario.runTo(13_000);
    expect(scenario.state()).toBe('Empty g2');
    scenario.runTo(13_001);
    const back = scenario.dynamicMember('A2');
    back.join();
    scenario.runTo(16_001);
    expect(back.joined()).toMatchObject({ atMs: 16_001, generation: 3 });
  });
});

describe('LeaveGroup', () => {
  it('S47: each member that leaves begins a generation, the last one an Empty one', () => {
    const scenario = new GroupScenario();
    const { a, b } = pair(scenario);
    b.leave();
    expect(scenario.state()).toBe('PreparingRebalance g1');
    a.join();
    a.syncAsLeader([a]);
    expect(scenario.state()).toBe('Stable g2');
    a.leave();
    expect(scenario.state()).toBe('Empty g3');
    expect(a.heartbeat()).toBe('UNKNOWN_MEMBER_ID');
  });

  it('has one rebalance for all that leave in one request', () => {
    const scenario = new GroupScenario();
    const { a, b } = pair(scenario);
    const members = [a, b].map(({ memberId }) => ({ memberId, groupInstanceId: null }));
    const answer = scenario.send('LeaveGroup', { groupId: 'my-group', members }, 'A');
    expect(answer.response?.members.map(({ error }) => error)).toEqual(['NONE', 'NONE']);
    expect(scenario.state()).toBe('Empty g2');
  });
});
