// The scenarios of the classic client that the course explains, each under its number: ours against our coordinator, no latency.
import { assignorsByName } from 'testkit';
import { describe, expect, it } from 'vitest';
import { playClients } from '../../simulator/conformance/client-replay.ts';
import type { ClientStep } from '../../simulator/conformance/client-trace.ts';

type Step = ClientStep extends infer S ? (S extends ClientStep ? Omit<S, 'step' | 'atMs' | 'fromMs'> : never) : never;
type Config = Readonly<Record<string, string | number | boolean>>;

/** Plays the steps; returns, for each consumer, what happened to it, each with its time. */
function play(
  topics: Readonly<Record<string, number>>,
  steps: readonly Step[],
): (consumer: string) => readonly string[] {
  const played = playClients(
    {
      id: 'scenario',
      title: '',
      category: 'scenario',
      assignor: null,
      hashOrder: false,
      broker: { initialRebalanceDelayMs: 3000, maxSize: 2147483647 },
      topics,
      groupId: 'g',
      // Steps that are played need no times: they take place one after the other.
      steps: steps.map((step, at) => ({ ...step, step: at + 1, atMs: 0, fromMs: 0 }) as ClientStep),
    },
    assignorsByName,
  );
  return (consumer) => (played.get(consumer) ?? []).map(({ atMs, what }) => `${atMs} ${what}`);
}

const eager: Config = { 'partition.assignment.strategy': 'range' };
const cooperative: Config = { 'partition.assignment.strategy': 'cooperative-sticky' };

function joins(consumer: string, config: Config, topics: readonly string[] = ['t']): readonly Step[] {
  return [
    { op: 'Create', consumer, config },
    { op: 'Subscribe', consumer, topics },
  ];
}
const run = (ms: number, ...polling: readonly string[]): Step => ({ op: 'Run', ms, polling });
const advance = (ms: number): Step => ({ op: 'Advance', ms });
const poll = (consumer: string): Step => ({ op: 'Poll', consumer });

const callbacks = (happened: readonly string[]) => happened.filter((what) => /onPartitions/.test(what));
const joinsAndCallbacks = (happened: readonly string[]) =>
  happened.filter((what) => /onPartitions|JoinGroup/.test(what));

describe('the classic client', () => {
  it.each([
    ['EAGER', eager],
    ['COOPERATIVE', cooperative],
  ])('S70: first join, %s: only onPartitionsAssigned, with everything', (_, config) => {
    const happened = play({ t: 3 }, [...joins('A', config), run(5000, 'A')]);
    expect(callbacks(happened('A'))).toEqual(['3000 onPartitionsAssigned [t-0 t-1 t-2] owning [t-0 t-1 t-2]']);
  });

  it('S71: EAGER: a member gives up everything before it rejoins, then hears what it has', () => {
    const happened = play({ t: 4 }, [...joins('A', eager), run(10000, 'A'), ...joins('B', eager), run(5000, 'A', 'B')]);
    expect(callbacks(happened('A')).slice(1)).toEqual([
      '12000 onPartitionsRevoked [t-0 t-1 t-2 t-3] owning [t-0 t-1 t-2 t-3]',
      '12000 onPartitionsAssigned [t-0 t-1] owning [t-0 t-1]',
    ]);
    expect(callbacks(happened('B'))).toEqual(['12000 onPartitionsAssigned [t-2 t-3] owning [t-2 t-3]']);
  });

  it('S72: EAGER: a member without partitions is told so, with empty sets', () => {
    const pair = [...joins('A', eager), ...joins('B', eager), run(7000, 'A', 'B')];
    const happened = play({ t: 1 }, [...pair, ...joins('C', eager), run(5000, 'A', 'B', 'C')]);
    expect(callbacks(happened('B'))).toEqual([
      '6000 onPartitionsAssigned [] owning []',
      '9000 onPartitionsRevoked [] owning []',
      '9000 onPartitionsAssigned [] owning []',
    ]);
  });

  it('S73: COOPERATIVE: what moves is revoked in the first round and assigned in the second; the rest never stops', () => {
    const pair = [...joins('A', cooperative), ...joins('B', cooperative), run(10000, 'A', 'B')];
    const happened = play({ t: 6 }, [...pair, ...joins('C', cooperative), run(6000, 'A', 'B', 'C')]);
    expect(callbacks(happened('A')).slice(1)).toEqual([
      '12000 onPartitionsRevoked [t-4] owning [t-0 t-2 t-4]',
      '12000 onPartitionsAssigned [] owning [t-0 t-2]',
      '15000 onPartitionsAssigned [] owning [t-0 t-2]',
    ]);
    expect(callbacks(happened('C'))).toEqual([
      '12000 onPartitionsAssigned [] owning []',
      '15000 onPartitionsAssigned [t-4 t-5] owning [t-4 t-5]',
    ]);
  });

  it('S74: COOPERATIVE: SyncGroup answered REBALANCE_IN_PROGRESS: it joins again with what it owns, without a callback', () => {
    const pair = [...joins('A', cooperative), ...joins('B', cooperative), run(7000, 'A', 'B')];
    const happened = play({ t: 4 }, [
      ...pair,
      { op: 'EnforceRebalance', consumer: 'B' },
      { op: 'Inject', consumer: 'B', request: 'SyncGroup', error: 'REBALANCE_IN_PROGRESS', times: 1 },
      run(1000, 'B'),
      run(4000, 'A', 'B'),
    ]);
    const ofB = joinsAndCallbacks(happened('B'));
    const refused = ofB.findIndex((what) => what.startsWith('9000 JoinGroup') || what.startsWith('7000 JoinGroup'));
    expect(ofB.slice(refused).filter((what) => what.includes('JoinGroup')).length).toBeGreaterThan(1);
    expect(ofB.slice(refused)).not.toContainEqual(expect.stringMatching(/Revoked|Lost/));
    expect(ofB.at(-2)).toMatch(/JoinGroup as m2: cooperative-sticky \[t\] owning \[t-1 t-3\] of 2/);
  });

  it('S75: heartbeat answered UNKNOWN_MEMBER_ID: Lost in the next poll, then JoinGroup without a member id', () => {
    const happened = play({ t: 2 }, [
      ...joins('A', eager),
      run(5000, 'A'),
      { op: 'Inject', consumer: 'A', request: 'Heartbeat', error: 'UNKNOWN_MEMBER_ID', times: 1 },
      advance(2000),
      poll('A'),
    ]);
    expect(joinsAndCallbacks(happened('A')).slice(3, 5)).toEqual([
      '7000 onPartitionsLost [t-0 t-1] owning [t-0 t-1]',
      '7000 JoinGroup as nobody: range [t] owning [] of -1',
    ]);
  });

  it('S76: heartbeat answered ILLEGAL_GENERATION: Lost, then JoinGroup with the member id as before', () => {
    const happened = play({ t: 2 }, [
      ...joins('A', eager),
      run(5000, 'A'),
      { op: 'Inject', consumer: 'A', request: 'Heartbeat', error: 'ILLEGAL_GENERATION', times: 1 },
      advance(2000),
      poll('A'),
    ]);
    expect(joinsAndCallbacks(happened('A')).slice(3, 5)).toEqual([
      '7000 onPartitionsLost [t-0 t-1] owning [t-0 t-1]',
      '7000 JoinGroup as m1: range [t] owning [] of -1',
    ]);
  });

  it('S77: no poll for max.poll.interval.ms: the member leaves, cannot commit, and hears of its loss in the next poll', () => {
    const happened = play({ t: 2 }, [
      ...joins('A', eager),
      run(10000, 'A'),
      advance(310000),
      { op: 'CommitSync', consumer: 'A', offsets: 't-0=5' },
      poll('A'),
    ]);
    expect(happened('A').slice(4, 8)).toEqual([
      '310000 LeaveGroup m1',
      '320000 commitSync CommitFailedException',
      '320000 onPartitionsLost [t-0 t-1] owning [t-0 t-1]',
      '320000 JoinGroup as nobody: range [t] owning [] of -1',
    ]);
  });

  it('S78: the same of a static member: no LeaveGroup, and no heartbeat keeps it alive', () => {
    const happened = play({ t: 2 }, [
      ...joins('A', { ...eager, 'group.instance.id': 'i1' }),
      run(10000, 'A'),
      advance(390000),
      ...joins('B', eager),
      run(5000, 'B'),
    ]);
    expect(happened('A')).not.toContainEqual(expect.stringContaining('LeaveGroup'));
    // Its session is over long since: the newcomer need not wait for it.
    expect(callbacks(happened('B'))).toEqual(['403000 onPartitionsAssigned [t-0 t-1] owning [t-0 t-1]']);
  });

  it('S79: an automatic commit comes with the first poll after the interval, with what earlier polls returned', () => {
    const config = { ...eager, 'enable.auto.commit': true, 'auto.commit.interval.ms': 5000 };
    const happened = play({ t: 2 }, [
      ...joins('A', config),
      ...joins('B', config),
      run(6000, 'A', 'B'),
      { op: 'Produce', partition: 't-0', count: 3 },
      advance(4999),
      poll('A'),
      advance(1),
      poll('A'),
    ]);
    expect(happened('A').filter((what) => what.includes('OffsetCommit'))).toEqual([
      '11000 OffsetCommit as m1 in 1: [t-0=3]',
    ]);
  });

  it('S80: an automatic commit comes before the revocation', () => {
    const config = { ...eager, 'enable.auto.commit': true, 'auto.commit.interval.ms': 60000 };
    const happened = play({ t: 2 }, [
      ...joins('A', config),
      ...joins('B', config),
      run(8000, 'A', 'B'),
      ...joins('C', config),
      run(3000, 'A', 'B', 'C'),
    ]);
    expect(
      happened('A')
        .filter((what) => what.startsWith('9000 '))
        .slice(0, 2),
    ).toEqual(['9000 OffsetCommit as m1 in 1: [t-0=0]', '9000 onPartitionsRevoked [t-0] owning [t-0]']);
  });

  it('S81: new partitions: a follower that sees them does nothing; the leader joins again', () => {
    const happened = play({ t: 4 }, [
      ...joins('A', { ...eager, 'metadata.max.age.ms': 7000 }),
      ...joins('B', { ...eager, 'metadata.max.age.ms': 1000 }),
      run(9000, 'A', 'B'),
      { op: 'SetTopics', topics: { t: 6 } },
      run(10000, 'A', 'B'),
    ]);
    const rejoins = (consumer: string) =>
      joinsAndCallbacks(happened(consumer)).filter((what) => Number.parseInt(what, 10) > 9000);
    const [ofLeader] = rejoins('A');
    const [ofFollower] = rejoins('B');
    expect(ofLeader).toMatch(/^\d+ onPartitionsRevoked \[t-0 t-1\]/);
    expect(Number.parseInt(ofLeader ?? '', 10)).toBeGreaterThan(11000);
    expect(Number.parseInt(ofFollower ?? '', 10)).toBeGreaterThanOrEqual(Number.parseInt(ofLeader ?? '', 10));
    expect(callbacks(happened('B')).at(-1)).toMatch(/onPartitionsAssigned \[t-3 t-4 t-5\]/);
  });

  it('S82: close: Revoked and LeaveGroup in good standing, Lost and no LeaveGroup after a reset', () => {
    const close: Step = { op: 'Close', consumer: 'A' };
    const inGoodStanding = play({ t: 2 }, [...joins('A', eager), run(5000, 'A'), close])('A');
    expect(inGoodStanding.slice(-2)).toEqual([
      '5000 onPartitionsRevoked [t-0 t-1] owning [t-0 t-1]',
      '5000 LeaveGroup m1',
    ]);
    const afterReset = play({ t: 2 }, [
      ...joins('A', eager),
      run(5000, 'A'),
      { op: 'Inject', consumer: 'A', request: 'Heartbeat', error: 'UNKNOWN_MEMBER_ID', times: 1 },
      advance(2000),
      close,
    ])('A');
    expect(afterReset.at(-1)).toBe('7000 onPartitionsLost [t-0 t-1] owning [t-0 t-1]');
  });
});
