// The scenarios of the join phase. Times are milliseconds of virtual time.
import { describe, expect, it } from 'vitest';
import { GroupScenario, pair } from './group-scenario.ts';

const answered = (atMs: number, generation: number, leader: string, members: readonly string[] = []) => ({
  atMs,
  generation,
  protocol: 'range',
  leader,
  members,
});

/** A alone, Stable at 3000. */
function alone(scenario: GroupScenario) {
  const a = scenario.dynamicMember('A');
  a.join();
  scenario.runTo(3_000);
  a.syncAsLeader([a]);
  return a;
}

describe('JoinGroup', () => {
  it('S01: a dynamic member is given an id first, and the group stays Empty', () => {
    const scenario = new GroupScenario();
    expect(scenario.dynamicMember('A').sendJoin()).toBe('MEMBER_ID_REQUIRED');
    expect(scenario.state()).toBe('Empty g0');
  });

  it('S02: one member waits for the initial delay, then leads generation 1', () => {
    const scenario = new GroupScenario();
    const a = scenario.dynamicMember('A');
    a.join();
    expect(scenario.state()).toBe('PreparingRebalance g0');
    scenario.runTo(2_999);
    expect(a.joined()).toBe('parked');
    scenario.runTo(3_000);
    expect(a.joined()).toEqual(answered(3_000, 1, 'A', ['A']));
    expect(scenario.state()).toBe('CompletingRebalance g1');
    expect(a.syncAsLeader([a])).toBe('NONE');
    expect(scenario.state()).toBe('Stable g1');
  });

  it('S03: the initial delay is extended while members keep joining', () => {
    const scenario = new GroupScenario();
    const [a, b, c] = ['A', 'B', 'C'].map((name) => scenario.dynamicMember(name));
    a?.join();
    scenario.runTo(2_999);
    b?.join();
    scenario.runTo(5_999);
    c?.join();
    scenario.runTo(9_000);
    expect(a?.joined()).toEqual(answered(9_000, 1, 'A', ['A', 'B', 'C']));
    expect(b?.joined()).toEqual(answered(9_000, 1, 'A'));
    expect(c?.joined()).toEqual(answered(9_000, 1, 'A'));
  });

  it('S04: the initial delay is never extended beyond the rebalance timeout', () => {
    const scenario = new GroupScenario({ rebalanceTimeoutMs: 7_000 });
    const members = [0, 2_000, 4_000, 6_000, 6_500].map((atMs) => {
      scenario.runTo(atMs);
      const member = scenario.dynamicMember(`at ${atMs}`);
      member.join();
      return member;
    });
    scenario.runTo(6_999);
    expect(members.map((member) => member.joined())).toEqual(members.map(() => 'parked'));
    scenario.runTo(7_000);
    expect(members.map((member) => member.joined())).toMatchObject(members.map(() => ({ atMs: 7_000, generation: 1 })));
  });

  it('S05: a pending id holds up no initial rebalance; its owner joining later begins another', () => {
    const scenario = new GroupScenario();
    const a = scenario.dynamicMember('A');
    const p = scenario.dynamicMember('P');
    a.join();
    scenario.runTo(2_000);
    p.sendJoin();
    scenario.runTo(3_000);
    expect(a.joined()).toEqual(answered(3_000, 1, 'A', ['A']));
    a.syncAsLeader([a]);
    scenario.runTo(4_000);
    p.memberId = p.joinResponse?.memberId ?? '';
    expect(p.sendJoin()).toBe('parked');
    expect(scenario.state()).toBe('PreparingRebalance g1');
    scenario.runTo(6_000);
    a.join();
    expect(a.joined()).toEqual(answered(6_000, 2, 'A', ['A', 'P']));
    expect(p.joined()).toEqual(answered(6_000, 2, 'A'));
  });

  it('S06: a leader that leaves during the initial delay is followed by the next to have joined', () => {
    const scenario = new GroupScenario();
    const a = scenario.dynamicMember('A');
    const b = scenario.dynamicMember('B');
    a.join();
    scenario.runTo(1_000);
    b.join();
    scenario.runTo(1_500);
    expect(a.leave()).toBe('NONE');
    expect(a.joined()).toEqual({ atMs: 1_500, error: 'UNKNOWN_MEMBER_ID' });
    expect(scenario.leader()).toBe('B');
    scenario.runTo(6_000);
    expect(b.joined()).toEqual(answered(6_000, 1, 'B', ['B']));
  });

  it('S07: the initial delay runs on after its only member left, and ends in an Empty generation', () => {
    const scenario = new GroupScenario();
    const a = scenario.dynamicMember('A');
    a.join();
    scenario.runTo(1_000);
    a.leave();
    expect(scenario.state()).toBe('PreparingRebalance g0');
    scenario.runTo(3_000);
    expect(scenario.state()).toBe('Empty g1');
  });

  it('S08: a third member makes the others rejoin, and all are answered when the last has', () => {
    const scenario = new GroupScenario();
    const { a, b } = pair(scenario);
    const c = scenario.dynamicMember('C');
    scenario.runTo(10_000);
    c.join();
    scenario.runTo(12_000);
    expect(a.heartbeat()).toBe('REBALANCE_IN_PROGRESS');
    a.join();
    scenario.runTo(12_500);
    expect(b.heartbeat()).toBe('REBALANCE_IN_PROGRESS');
    expect(c.joined()).toBe('parked');
    b.join();
    expect(a.joined()).toEqual(answered(12_500, 2, 'A', ['A', 'B', 'C']));
    expect(b.joined()).toEqual(answered(12_500, 2, 'A'));
    expect(c.joined()).toEqual(answered(12_500, 2, 'A'));
  });

  it('S09: a member that only heartbeats through a rebalance is dropped at the rebalance timeout', () => {
    const scenario = new GroupScenario({ sessionTimeoutMs: 30_000, rebalanceTimeoutMs: 10_000 });
    const { a, b } = pair(scenario);
    const c = scenario.dynamicMember('C');
    scenario.runTo(7_000);
    c.join();
    scenario.runTo(8_000);
    b.join();
    expect(a.heartbeat()).toBe('REBALANCE_IN_PROGRESS');
    scenario.runTo(17_000);
    expect(b.joined()).toEqual(answered(17_000, 2, 'B', ['B', 'C']));
    expect(c.joined()).toEqual(answered(17_000, 2, 'B'));
    scenario.runTo(17_001);
    expect(a.heartbeat()).toBe('UNKNOWN_MEMBER_ID');
    expect(a.commit(1)).toBe('UNKNOWN_MEMBER_ID');
  });

  it('S10: the longest rebalance timeout of the members counts, for joining and for syncing', () => {
    const scenario = new GroupScenario({ sessionTimeoutMs: 60_000 });
    pair(
      scenario,
      scenario.dynamicMember('A', { rebalanceTimeoutMs: 10_000 }),
      scenario.dynamicMember('B', { rebalanceTimeoutMs: 20_000 }),
    );
    const c = scenario.dynamicMember('C', { rebalanceTimeoutMs: 5_000 });
    scenario.runTo(7_000);
    c.join();
    scenario.runTo(27_000);
    expect(c.joined()).toEqual(answered(27_000, 2, 'C', ['C']));
    scenario.runTo(31_999);
    expect(scenario.state()).toBe('CompletingRebalance g2');
    scenario.runTo(32_000);
    expect(scenario.state()).toBe('Empty g3');
  });

  it('S11: the session of a silent member ends the wait for it', () => {
    const scenario = new GroupScenario({ sessionTimeoutMs: 10_000, rebalanceTimeoutMs: 60_000 });
    const { a } = pair(scenario);
    const c = scenario.dynamicMember('C');
    scenario.runTo(7_000);
    c.join();
    scenario.runTo(8_000);
    a.join();
    scenario.runTo(15_999);
    expect(a.joined()).toBe('parked');
    scenario.runTo(16_000);
    expect(a.joined()).toEqual(answered(16_000, 2, 'A', ['A', 'C']));
  });

  it('S12: a crashed dynamic member that comes back is waited for under its old id', () => {
    const scenario = new GroupScenario();
    const { a, b } = pair(scenario);
    scenario.runTo(9_000);
    a.heartbeat();
    b.heartbeat();
    const back = scenario.dynamicMember('A2');
    scenario.runTo(12_000);
    back.join();
    b.join();
    scenario.runTo(53_999);
    expect(b.joined()).toBe('parked');
    scenario.runTo(54_000);
    expect(b.joined()).toEqual(answered(54_000, 2, 'B', ['B', 'A2']));
    expect(back.joined()).toEqual(answered(54_000, 2, 'B'));
  });

  it('S13: the last member that is waited for leaves, and the join phase is over', () => {
    const scenario = new GroupScenario();
    const { a, b } = pair(scenario);
    const c = scenario.dynamicMember('C');
    scenario.runTo(7_000);
    c.join();
    scenario.runTo(8_000);
    a.join();
    scenario.runTo(9_000);
    b.leave();
    expect(a.joined()).toEqual(answered(9_000, 2, 'A', ['A', 'C']));
  });

  it('S14: a pending id holds up a later rebalance until it expires', () => {
    const scenario = new GroupScenario({ sessionTimeoutMs: 10_000 });
    const a = alone(scenario);
    const p = scenario.dynamicMember('P');
    scenario.runTo(4_000);
    p.sendJoin();
    scenario.runTo(5_000);
    a.join();
    scenario.runTo(13_999);
    expect(a.joined()).toBe('parked');
    scenario.runTo(14_000);
    expect(a.joined()).toEqual(answered(14_000, 2, 'A', ['A']));
    scenario.runTo(14_001);
    p.memberId = p.joinResponse?.memberId ?? '';
    expect(p.sendJoin()).toBe('UNKNOWN_MEMBER_ID');
  });

  it('S15: a pending id that leaves holds nothing up any more', () => {
    const scenario = new GroupScenario({ sessionTimeoutMs: 10_000 });
    const a = alone(scenario);
    const p = scenario.dynamicMember('P');
    scenario.runTo(4_000);
    p.sendJoin();
    scenario.runTo(5_000);
    a.join();
    p.memberId = p.joinResponse?.memberId ?? '';
    expect(p.leave()).toBe('NONE');
    expect(a.joined()).toEqual(answered(5_000, 2, 'A', ['A']));
  });

  it('S16: a new member waits five minutes in JoinGroup and no longer', () => {
    const scenario = new GroupScenario({ sessionTimeoutMs: 600_000, rebalanceTimeoutMs: 900_000 });
    alone(scenario);
    const b = scenario.dynamicMember('B');
    scenario.runTo(4_000);
    b.join();
    scenario.runTo(304_000);
    expect(b.joined()).toEqual({ atMs: 304_000, error: 'UNKNOWN_MEMBER_ID' });
    expect(b.joinResponse?.memberId).toBe('');
    expect(scenario.state()).toBe('PreparingRebalance g1');
  });

  it('S17: a follower that joins again with nothing changed is answered at once, and nobody rebalances', () => {
    const scenario = new GroupScenario();
    const { b } = pair(scenario);
    scenario.runTo(6_500);
    b.join();
    expect(b.joined()).toEqual(answered(6_500, 1, 'A'));
    expect(scenario.state()).toBe('Stable g1');
    expect(b.sync()).toBe('NONE');
    expect(b.assigned).toBe(1);
  });

  it('S18: a member that joins again with other metadata begins a rebalance', () => {
    const scenario = new GroupScenario();
    const { a, b } = pair(scenario);
    scenario.runTo(7_000);
    a.topics = 't,u';
    a.join();
    expect(scenario.state()).toBe('PreparingRebalance g1');
    scenario.runTo(9_000);
    expect(b.heartbeat()).toBe('REBALANCE_IN_PROGRESS');
    b.join();
    expect(a.joined()).toEqual(answered(9_000, 2, 'A', ['A', 'B']));
  });

  it('S19: a leader that joins again begins a rebalance even with nothing changed', () => {
    const scenario = new GroupScenario();
    const { a } = pair(scenario);
    a.join();
    expect(scenario.state()).toBe('PreparingRebalance g1');
  });

  it('S20: the same protocols in another order are a change', () => {
    const scenario = new GroupScenario();
    const b = scenario.dynamicMember('B');
    b.protocols = ['range', 'roundrobin'];
    pair(scenario, undefined, b);
    b.protocols = ['roundrobin', 'range'];
    b.join();
    expect(scenario.state()).toBe('PreparingRebalance g1');
  });

  it('S21: a leader that does not rejoin is dropped, and who did rejoin leads', () => {
    const scenario = new GroupScenario({ rebalanceTimeoutMs: 10_000 });
    const [a, b, c] = ['A', 'B', 'C'].map((name) => scenario.dynamicMember(name));
    if (a === undefined || b === undefined || c === undefined) throw new Error('Three names make three members.');
    for (const member of [a, b, c]) member.join();
    scenario.runTo(6_000);
    a.syncAsLeader([a, b, c]);
    b.sync();
    c.sync();
    scenario.runTo(10_000);
    c.leave();
    scenario.runTo(10_500);
    b.join();
    scenario.runTo(20_000);
    expect(b.joined()).toEqual(answered(20_000, 2, 'B', ['B']));
  });

  it('S22: a leader that leaves is followed at once, and the others rejoin', () => {
    const scenario = new GroupScenario();
    const { a, b } = pair(scenario);
    scenario.runTo(10_000);
    a.leave();
    expect(scenario.leader()).toBe('B');
    scenario.runTo(12_000);
    expect(b.heartbeat()).toBe('REBALANCE_IN_PROGRESS');
    b.join();
    expect(b.joined()).toEqual(answered(12_000, 2, 'B', ['B']));
  });

  it('S23: a full group turns a new member away without giving it an id', () => {
    const scenario = new GroupScenario({ maxSize: 2 });
    const { b } = pair(scenario);
    const c = scenario.dynamicMember('C');
    c.join();
    expect(c.joined()).toEqual({ atMs: 6_000, error: 'GROUP_MAX_SIZE_REACHED' });
    expect(c.joinResponse?.memberId).toBe('');
    b.leave();
    c.join();
    expect(c.joined()).toBe('parked');
  });

  it('S24: a group that is too large after loading rebalances, and the last to rejoin are turned away', () => {
    const scenario = new GroupScenario();
    const { a, b } = pair(scenario);
    scenario.config = { ...scenario.config, maxSize: 1 };
    scenario.moveToNewCoordinator();
    scenario.finishLoading();
    expect(scenario.state()).toBe('PreparingRebalance g1');
    b.join();
    expect(b.joined()).toBe('parked');
    a.join();
    expect(a.joined()).toEqual({ atMs: 6_000, error: 'GROUP_MAX_SIZE_REACHED' });
    expect(scenario.leader()).toBe('B');
    expect(b.joined()).toBe('parked');
    scenario.runTo(306_000);
    expect(b.joined()).toEqual(answered(306_000, 2, 'B', ['B']));
  });

  it('S25: a session timeout outside the bounds is refused', () => {
    const scenario = new GroupScenario();
    const a = scenario.dynamicMember('A');
    expect(a.sendJoin({ sessionTimeoutMs: 5_999 })).toBe('INVALID_SESSION_TIMEOUT');
    expect(a.sendJoin({ sessionTimeoutMs: 1_800_001 })).toBe('INVALID_SESSION_TIMEOUT');
    expect(a.sendJoin({ sessionTimeoutMs: 1_800_000 })).toBe('MEMBER_ID_REQUIRED');
  });

  it('S26: a member id that nobody knows is refused, in a group or without one', () => {
    const scenario = new GroupScenario();
    const stranger = scenario.dynamicMember('X');
    expect(stranger.sendJoin({ memberId: 'ghost' })).toBe('UNKNOWN_MEMBER_ID');
    expect(scenario.state()).toBe('none');
    pair(scenario);
    expect(stranger.sendJoin({ memberId: 'ghost' })).toBe('UNKNOWN_MEMBER_ID');
  });

  it('answers at the next tick when there is no initial delay', () => {
    const scenario = new GroupScenario({ initialRebalanceDelayMs: 0 });
    const a = scenario.dynamicMember('A');
    a.join();
    expect(a.joined()).toBe('parked');
    scenario.runTo(0);
    expect(a.joined()).toEqual(answered(0, 1, 'A', ['A']));
  });
});
