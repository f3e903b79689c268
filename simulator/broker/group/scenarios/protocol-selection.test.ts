// The scenarios of protocol selection: which assignor a group agrees on.
import { describe, expect, it } from 'vitest';
import { GroupScenario } from './group-scenario.ts';
import type { ScenarioMember } from './scenario-member.ts';

function members(
  scenario: GroupScenario,
  lists: Readonly<Record<string, readonly string[]>>,
): readonly ScenarioMember[] {
  return Object.entries(lists).map(([name, protocols]) => {
    const member = scenario.dynamicMember(name);
    member.protocols = protocols;
    return member;
  });
}

describe('protocol selection', () => {
  it('S27: the first choice of most members wins', () => {
    const scenario = new GroupScenario();
    const [a, ...others] = members(scenario, { A: ['range', 'cs'], B: ['cs', 'range'], C: ['cs', 'range'] });
    a?.join();
    for (const member of others) member.join();
    scenario.runTo(6_000);
    expect(a?.joined()).toMatchObject({ atMs: 6_000, protocol: 'cs' });
  });

  it('S28: who shares no protocol with the group is refused at once, and the group goes on', () => {
    const scenario = new GroupScenario();
    const [a, b] = members(scenario, { A: ['range'], B: ['cs'] });
    a?.join();
    expect(b?.sendJoin()).toBe('INCONSISTENT_GROUP_PROTOCOL');
    scenario.runTo(3_000);
    expect(a?.joined()).toMatchObject({ generation: 1, members: ['A'] });
  });

  it('S29: a rolling change of protocols changes the selected one, and locks the old one out', () => {
    const scenario = new GroupScenario();
    const [a, b, c, c2, d] = members(scenario, {
      A: ['range', 'cs'],
      B: ['range', 'cs'],
      C: ['range', 'cs'],
      C2: ['cs'],
      D: ['range'],
    });
    if (!a || !b || !c || !c2 || !d) throw new Error('Five lists make five members.');
    for (const member of [a, b, c]) member.join();
    scenario.runTo(6_000);
    expect(a.joined()).toMatchObject({ protocol: 'range' });
    a.syncAsLeader([a, b, c]);
    b.sync();
    c.sync();
    c.leave();
    for (const member of [c2, a, b]) member.join();
    expect(a.joined()).toMatchObject({ generation: 2, protocol: 'cs' });
    expect(d.sendJoin()).toBe('INCONSISTENT_GROUP_PROTOCOL');
  });

  it('S30: another type of protocol is refused', () => {
    const scenario = new GroupScenario();
    const [a, b] = members(scenario, { A: ['range'], B: ['range'] });
    a?.join();
    expect(b?.sendJoin({ protocolType: 'connect' })).toBe('INCONSISTENT_GROUP_PROTOCOL');
  });

  it('breaks a tie by the order in which Java iterates over the names', () => {
    const scenario = new GroupScenario();
    const [a, b] = members(scenario, { A: ['roundrobin', 'range'], B: ['range', 'roundrobin'] });
    a?.join();
    b?.join();
    scenario.runTo(6_000);
    expect(a?.joined()).toMatchObject({ protocol: 'range' });
  });
});
