import { describe, expect, it } from 'vitest';
import { GroupScenario, groupId, pair } from './scenarios/group-scenario.ts';

const list = (scenario: GroupScenario, ...statesFilter: readonly string[]) =>
  scenario.send('ListGroups', { statesFilter }, 'admin').response?.groups.map((group) => [group.groupId, group.state]);
const describeIt = (scenario: GroupScenario) =>
  scenario.send('DescribeGroups', { groups: [groupId] }, 'admin').response?.groups[0];

describe('ListGroups', () => {
  it('lists the groups of this coordinator, those in the states that are asked for', () => {
    const scenario = new GroupScenario();
    expect(list(scenario)).toEqual([]);
    pair(scenario);
    expect(list(scenario)).toEqual([[groupId, 'Stable']]);
    expect(list(scenario, 'stable')).toEqual([[groupId, 'Stable']]);
    expect(list(scenario, 'Empty', 'PreparingRebalance')).toEqual([]);
  });
});

describe('DescribeGroups', () => {
  it('tells metadata and assignment of a Stable group', () => {
    const scenario = new GroupScenario();
    const { a, b } = pair(scenario);
    const member = { groupInstanceId: null, clientHost: '/10.0.0.1', metadata: 't' };
    expect(describeIt(scenario)).toEqual({
      error: 'NONE',
      groupId,
      state: 'Stable',
      protocolType: 'consumer',
      protocol: 'range',
      members: [
        { ...member, memberId: a.memberId, clientId: 'A', assignment: 0 },
        { ...member, memberId: b.memberId, clientId: 'B', assignment: 1 },
      ],
    });
  });

  it('tells of a group that rebalances who is in it, not with what', () => {
    const scenario = new GroupScenario();
    pair(scenario).a.join();
    expect(describeIt(scenario)).toMatchObject({ state: 'PreparingRebalance', protocol: '' });
    expect(describeIt(scenario)?.members.map(({ metadata }) => metadata)).toEqual([undefined, undefined]);
  });

  it('calls a group that there is not Dead, and says when it is not the one to ask', () => {
    const scenario = new GroupScenario();
    expect(describeIt(scenario)).toMatchObject({ error: 'NONE', state: 'Dead' });
    scenario.unload();
    expect(describeIt(scenario)).toMatchObject({ error: 'NOT_COORDINATOR', state: '' });
  });
});

describe('a group that is created', () => {
  it('is gone again, and its members are told, when that cannot be stored', () => {
    const scenario = new GroupScenario();
    scenario.isLogSlow = true;
    const a = scenario.dynamicMember('A');
    a.join();
    expect(a.joined()).toBe('parked');
    scenario.answerWrites('NOT_LEADER_OR_FOLLOWER');
    expect(a.joined()).toEqual({ atMs: 0, error: 'NOT_COORDINATOR' });
    expect(scenario.state()).toBe('none');
  });

  it('for a commit that cannot be stored is gone again', () => {
    const scenario = new GroupScenario();
    scenario.isLogSlow = true;
    scenario.dynamicMember('admin').commit(5);
    expect(scenario.state()).toBe('Empty g0');
    scenario.answerWrites('REQUEST_TIMED_OUT');
    expect(scenario.state()).toBe('none');
  });
});

describe('the trace', () => {
  it('tells why a rebalance began and through whom, and who owns what when it is over', () => {
    const scenario = new GroupScenario();
    const { a, b } = pair(scenario);
    scenario.events.length = 0;
    b.leave();
    a.join();
    a.syncAsLeader([a]);
    expect(scenario.events.map((event) => event.kind)).toEqual([
      'group.member.removed',
      'group.state',
      'group.state',
      'group.generation',
      'group.state',
      'group.assignment',
    ]);
    expect(scenario.events[1]).toMatchObject({
      from: 'Stable',
      to: 'PreparingRebalance',
      generationId: 1,
      cause: 'member left',
      memberId: b.memberId,
    });
    expect(scenario.events[3]).toMatchObject({ generationId: 2, leader: a.memberId });
    expect(scenario.events[5]).toMatchObject({
      generationId: 2,
      assignments: new Map([[a.memberId, [{ topic: 't', partition: 0 }]]]),
    });
  });

  it('begins a group anew, with its members, when another coordinator has loaded it', () => {
    const scenario = new GroupScenario();
    pair(scenario);
    scenario.events.length = 0;
    scenario.moveToNewCoordinator();
    scenario.finishLoading();
    expect(scenario.events.map((event) => ('to' in event ? `${event.kind} ${event.to}` : event.kind))).toEqual([
      'group.state Dead',
      'coordinator.unloaded',
      'coordinator.loading',
      'coordinator.loaded',
      'group.state Stable',
      'group.member.added',
      'group.member.added',
      'group.assignment',
    ]);
  });
});
