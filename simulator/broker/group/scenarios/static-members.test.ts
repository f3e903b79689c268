// The scenarios of static membership (KIP-345, KIP-814): members with a group.instance.id that come back.
import { describe, expect, it } from 'vitest';
import { GroupScenario, groupId, pair, type ScenarioOptions } from './group-scenario.ts';
import { leave } from './scenario-member.ts';

/** A is instance i1, B is i2: Stable at generation 1 since 6000. */
function staticPair(options: ScenarioOptions = {}, protocols: readonly string[] = ['range']) {
  const scenario = new GroupScenario(options);
  const a = scenario.staticMember('A', 'i1');
  const b = scenario.staticMember('B', 'i2');
  a.protocols = protocols;
  b.protocols = protocols;
  pair(scenario, a, b);
  return { scenario, a, b };
}

describe('a static member that comes back', () => {
  it('S48: takes its place in a Stable group without a rebalance, and the old id is fenced', () => {
    const { scenario, b } = staticPair();
    scenario.runTo(8_000);
    const b2 = scenario.staticMember('B2', 'i2');
    b2.join();
    expect(b2.joined()).toMatchObject({ atMs: 8_000, generation: 1, leader: 'A', members: [] });
    expect(b2.sync()).toBe('NONE');
    expect(b2.assigned).toBe(1);
    expect(b.heartbeat()).toBe('FENCED_INSTANCE_ID');
    expect(b.commit(1)).toBe('FENCED_INSTANCE_ID');
    expect(scenario.state()).toBe('Stable g1');
  });

  it('finds a group of one member too many when somebody took its place meanwhile, until a coordinator takes the group over', () => {
    const { scenario, a, b } = staticPair({ maxSize: 2, rebalanceTimeoutMs: 10_000 });
    a.join();
    const c = scenario.dynamicMember('C');
    c.join();
    // Those who came are counted, and those who are away are kept: B is static.
    expect(c.joined()).toBe('parked');
    scenario.runTo(16_000);
    expect(c.joined()).toMatchObject({ generation: 2, leader: 'A' });
    expect(a.syncAsLeader([a, b, c])).toBe('NONE');
    expect(scenario.memberNames()).toEqual(['A', 'B', 'C']);
    scenario.moveToNewCoordinator();
    scenario.finishLoading();
    expect(scenario.state()).toBe('PreparingRebalance g2');
  });

  it('S49: that led is told that it leads and need not assign', () => {
    const { scenario } = staticPair();
    scenario.runTo(8_000);
    const a2 = scenario.staticMember('A2', 'i1');
    a2.join();
    expect(a2.joined()).toMatchObject({ atMs: 8_000, generation: 1, leader: 'A2', members: ['B', 'A2'] });
    expect(a2.joinResponse?.skipAssignment).toBe(true);
    expect(a2.sync()).toBe('NONE');
    expect(a2.assigned).toBe(0);
  });

  it('S49: that led and speaks an older version is not told, and is given the id of before', () => {
    const { scenario, a } = staticPair();
    const a2 = scenario.staticMember('A2', 'i1');
    a2.sendJoin({}, 8);
    expect(a2.joinResponse).toMatchObject({ leader: a.memberId, members: [], skipAssignment: false });
  });

  it('S50: can be every member in turn, and nobody rebalances', () => {
    const scenario = new GroupScenario();
    const names = ['A', 'B', 'C'];
    const members = names.map((name) => scenario.staticMember(name, `instance of ${name}`));
    for (const member of members) member.join();
    scenario.runTo(6_000);
    members[0]?.syncAsLeader(members);
    for (const member of members.slice(1)) member.sync();
    const newcomers = names.map((name, at) => {
      scenario.runTo(20_000 + 10_000 * at);
      for (const member of members.slice(at)) expect(member.heartbeat()).toBe('NONE');
      const newcomer = scenario.staticMember(`${name}2`, `instance of ${name}`);
      newcomer.join();
      expect(newcomer.joined()).toMatchObject({ generation: 1 });
      return newcomer;
    });
    expect(newcomers.map((member) => member.heartbeat())).toEqual(['NONE', 'NONE', 'NONE']);
    expect(scenario.state()).toBe('Stable g1');
  });

  it('S51: with other topics causes no rebalance, and is given the old assignment', () => {
    const { scenario } = staticPair();
    const b2 = scenario.staticMember('B2', 'i2');
    b2.topics = 'u';
    b2.join();
    expect(b2.joined()).toMatchObject({ generation: 1 });
    b2.sync();
    expect(b2.assigned).toBe(1);
    expect(scenario.state()).toBe('Stable g1');
  });

  it('S52: with which another protocol would be selected causes a rebalance', () => {
    const { scenario } = staticPair({}, ['range', 'roundrobin']);
    const b2 = scenario.staticMember('B2', 'i2');
    b2.protocols = ['roundrobin'];
    b2.join();
    expect(b2.joined()).toBe('parked');
    expect(scenario.state()).toBe('PreparingRebalance g1');
  });

  it('S53: in CompletingRebalance fences who waits in SyncGroup and begins a rebalance', () => {
    const scenario = new GroupScenario();
    const a = scenario.staticMember('A', 'i1');
    const b = scenario.staticMember('B', 'i2');
    a.join();
    b.join();
    scenario.runTo(6_000);
    b.sync();
    scenario.staticMember('B2', 'i2').join();
    expect(b.synced()).toBe('FENCED_INSTANCE_ID');
    expect(scenario.state()).toBe('PreparingRebalance g1');
  });

  it('S54: during the initial delay fences who waits in JoinGroup', () => {
    const scenario = new GroupScenario();
    const a = scenario.staticMember('A', 'i1');
    a.join();
    scenario.runTo(1_000);
    const a2 = scenario.staticMember('A2', 'i1');
    a2.join();
    expect(a.joined()).toEqual({ atMs: 1_000, error: 'FENCED_INSTANCE_ID' });
    scenario.runTo(3_000);
    expect(a2.joined()).toMatchObject({ atMs: 3_000, generation: 1, members: ['A2'] });
  });

  it('S55: during a rebalance joins in the place of the old id', () => {
    const { scenario, a } = staticPair();
    scenario.runTo(10_000);
    scenario.dynamicMember('C').join();
    scenario.runTo(11_000);
    a.join();
    scenario.runTo(12_000);
    const b2 = scenario.staticMember('B2', 'i2');
    b2.join();
    expect(b2.joined()).toMatchObject({ atMs: 12_000, generation: 2, leader: 'A' });
    expect(a.joined()).toMatchObject({ atMs: 12_000, generation: 2, members: ['A', 'C', 'B2'] });
  });

  it('S56: is recognized by instance and id together', () => {
    const { scenario, a } = staticPair();
    expect(a.sendJoin({ groupInstanceId: 'unknown' })).toBe('UNKNOWN_MEMBER_ID');
    expect(a.sendJoin({ memberId: 'ghost' })).toBe('FENCED_INSTANCE_ID');
    expect(leave(scenario, 'ghost', 'i1')).toBe('FENCED_INSTANCE_ID');
    expect(leave(scenario, '', 'unknown')).toBe('UNKNOWN_MEMBER_ID');
    expect(leave(scenario, '', 'i1')).toBe('NONE');
    expect(scenario.memberNames()).toEqual(['B']);
  });

  it('S60: with the id it still has is a rejoin like any other', () => {
    const { scenario, a, b } = staticPair();
    b.join();
    expect(b.joined()).toMatchObject({ generation: 1, members: [] });
    a.join();
    expect(a.joined()).toBe('parked');
    expect(scenario.state()).toBe('PreparingRebalance g1');
  });
});

describe('a static member that is away', () => {
  it('S57: keeps its place in the next generation, is dropped when it does not sync, and its session ends the group', () => {
    const { scenario, a } = staticPair({ sessionTimeoutMs: 30_000, rebalanceTimeoutMs: 10_000 });
    const c = scenario.dynamicMember('C');
    scenario.runTo(7_000);
    c.join();
    scenario.runTo(8_000);
    a.join();
    scenario.runTo(17_000);
    expect(a.joined()).toMatchObject({ generation: 2, members: ['A', 'B', 'C'] });
    c.joined();
    scenario.runTo(17_001);
    a.syncAsLeader([a, c]);
    c.sync();
    expect(scenario.state()).toBe('Stable g2');
    for (const member of [a, c]) expect(member.heartbeat()).toBe('NONE');
    scenario.runTo(27_000);
    expect(scenario.state()).toBe('PreparingRebalance g2');
    expect(scenario.memberNames()).toEqual(['A', 'C']);
    scenario.runTo(37_000);
    expect(scenario.state()).toBe('PreparingRebalance g2');
    expect(scenario.memberNames()).toEqual(['A']);
    scenario.runTo(47_000);
    expect(scenario.state()).toBe('PreparingRebalance g2');
    scenario.runTo(47_001);
    expect(scenario.state()).toBe('Empty g3');
  });

  it('S58: does not lead the generation that it does not come to', () => {
    const { scenario, b } = staticPair({ sessionTimeoutMs: 60_000, rebalanceTimeoutMs: 10_000 });
    scenario.runTo(7_000);
    scenario.dynamicMember('C').join();
    scenario.runTo(8_000);
    b.join();
    scenario.runTo(17_000);
    expect(b.joined()).toMatchObject({ atMs: 17_000, generation: 2, leader: 'B', members: ['A', 'B', 'C'] });
  });

  it('S59: is dropped when its session ends, and is a new member after that', () => {
    const { scenario, a } = staticPair({ sessionTimeoutMs: 10_000 });
    for (const atMs of [9_000, 12_000, 15_000]) {
      scenario.runTo(atMs);
      a.heartbeat();
    }
    scenario.runTo(16_000);
    expect(scenario.state()).toBe('PreparingRebalance g1');
    scenario.runTo(16_001);
    a.join();
    expect(a.joined()).toMatchObject({ generation: 2, members: ['A'] });
    a.syncAsLeader([a]);
    scenario.runTo(17_000);
    scenario.staticMember('B2', 'i2').join();
    expect(scenario.state()).toBe('PreparingRebalance g2');
  });
});

describe('a replacement that cannot be stored', () => {
  it('leaves the old id in its place', () => {
    const { scenario, b } = staticPair();
    scenario.isLogSlow = true;
    const b2 = scenario.staticMember('B2', 'i2');
    b2.join();
    expect(b2.joined()).toBe('parked');
    scenario.answerWrites('REQUEST_TIMED_OUT');
    expect(b2.joined()).toEqual({ atMs: 6_000, error: 'COORDINATOR_NOT_AVAILABLE' });
    expect(b.heartbeat()).toBe('NONE');
    expect(scenario.view()?.members.map(({ memberId }) => memberId)).toContain(b.memberId);
  });

  it('is answered by the join phase when a rebalance began meanwhile', () => {
    const { scenario, a } = staticPair();
    scenario.isLogSlow = true;
    const b2 = scenario.staticMember('B2', 'i2');
    b2.join();
    a.join();
    expect(b2.joined()).toMatchObject({ generation: 2, leader: 'A' });
    scenario.answerWrites('REQUEST_TIMED_OUT');
    expect(b2.heartbeat()).toBe('NONE');
    expect(
      scenario.send('Heartbeat', { groupId, generationId: 2, memberId: a.memberId, groupInstanceId: 'i1' }, 'A')
        .response,
    ).toEqual({ error: 'NONE' });
  });
});
