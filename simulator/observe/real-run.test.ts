import { describe, expect, it } from 'vitest';
import { played } from '../cluster/scenario/run-fixture.ts';
import { callbackCalls } from './callbacks.ts';
import { snapshotOf } from './consumer-groups/cluster-snapshot.ts';
import { describeMembers } from './consumer-groups/describe-members.ts';
import { describeOffsets } from './consumer-groups/describe-offsets.ts';
import { describeState } from './consumer-groups/describe-state.ts';
import { listGroups } from './consumer-groups/list.ts';
import { resetOffsets } from './consumer-groups/reset-offsets.ts';
import { shown } from './consumer-groups/snapshot-builder.ts';
import { checkInvariants } from './invariants/check-invariants.ts';
import { lagOverTime } from './lag.ts';
import { clientOwnership, coordinatorOwnership } from './ownership.ts';
import { ownershipGaps } from './ownership-gaps.ts';
import { ownershipOverlaps } from './ownership-overlaps.ts';
import { partitionPauses } from './pauses.ts';
import { rebalances } from './rebalances.ts';
import { recordOutcomes } from './record-outcomes.ts';
import { namesIn } from './sentences/names.ts';
import { sentenceOf } from './sentences/sentence.ts';
import { partition, partitions } from './trace-builder.ts';

/** Two consumers; the second joins at 10 s and does not poll from 30 s to 50 s; at 80 s another broker coordinates. */
function blockedMember(assignor: 'range' | 'cooperative-sticky') {
  return played({
    seed: 7,
    for: '100s',
    topics: { orders: 4 },
    brokers: 2,
    groups: {
      billing: { assignor, config: { 'max.poll.interval.ms': 10_000, 'auto.offset.reset': 'earliest' } },
    },
    consumers: {
      c1: { group: 'billing', topics: ['orders'] },
      c2: { group: 'billing', topics: ['orders'], start: '10s' },
    },
    load: { orders: { rate: '20/s', keys: 8 } },
    events: [
      { at: '30s', blockPoll: 'c2', for: '20s' },
      { at: '80s', moveCoordinator: 'billing', to: 2 },
    ],
  });
}

describe.each(['range', 'cooperative-sticky'] as const)('a run with %s in which a member does not poll', (assignor) => {
  const { cluster } = blockedMember(assignor);
  const { trace } = cluster;
  const ownership = clientOwnership(trace).get('billing') ?? new Map();

  it('breaks no rule', () => {
    const violations = checkInvariants(trace, {
      endMs: cluster.now,
      committedAtEnd: new Map([['billing', cluster.committed('billing')]]),
      atLeastOnceGroups: new Set(['billing']),
      liveness: { calmFromMs: 80_000, withinMs: 10_000 },
    });
    expect(violations).toEqual([]);
  });

  it('has the same owners in both views at the end', () => {
    const owners = [...ownership].map(([of, intervals]) => [of, intervals.at(-1)?.memberId]);
    const stored = coordinatorOwnership(trace).get('billing') ?? new Map();
    expect(owners).toEqual(owners.map(([of]) => [of, stored.get(of)?.at(-1)?.memberId]));
    expect(owners).toHaveLength(4);
  });

  it('shows the zombie, why it was one, and until when', () => {
    const overlaps = ownershipOverlaps(ownership, trace);
    expect(overlaps).toHaveLength(2);
    for (const { zombie, owner, reason, fromMs, toMs } of overlaps) {
      expect([zombie, owner]).toEqual(['c2/c2', 'c1/c1']);
      expect(reason).toBe('c2 could not react: its application did not call poll; its member had left the group.');
      expect(fromMs).toBeLessThan(50_000);
      expect(toMs).toBeGreaterThanOrEqual(50_000);
    }
  });

  it('tells each rebalance with its cause, and a second round only where members cooperate', () => {
    const told = rebalances(trace).map(({ causes, followUpOf }) => [causes[0]?.cause, followUpOf === undefined]);
    const secondRound = assignor === 'range' ? [] : [['leader rejoined', false]];
    expect(told).toEqual([
      ['member joined', true],
      ['member joined', true],
      ...secondRound,
      ['member left', true],
      ['member joined', true],
      ...secondRound,
    ]);
  });

  it('moves what the newcomer gets, and stops everything only where members do not cooperate', () => {
    const [, joined, then] = rebalances(trace).map(({ moved, stopped }) => [moved.length, stopped.length]);
    if (assignor === 'range') expect(joined).toEqual([2, 4]);
    else
      expect([joined, then]).toEqual([
        [0, 2],
        [0, 0],
      ]);
  });

  it('leaves no partition without an owner at the end, and each gap is told with a pause', () => {
    const gaps = ownershipGaps(ownership, trace).filter(({ from }) => from !== undefined);
    expect(gaps.every(({ toMs }) => toMs !== undefined)).toBe(true);
    const released = new Set(partitionPauses(trace).map(({ releasedMs }) => releasedMs));
    expect(gaps.every(({ fromMs }) => released.has(fromMs))).toBe(true);
  });

  it('processes each record at least once, and some twice because of the zombie', () => {
    const outcomes = recordOutcomes(trace, 'billing');
    const atEnd = lagOverTime(trace, { groupId: 'billing', everyMs: 1_000, untilMs: cluster.now });
    expect(outcomes.appended).toBe(outcomes.never + outcomes.once + outcomes.moreThanOnce);
    expect(outcomes.never).toBeLessThanOrEqual(atEnd.positionLag.at(-1) ?? 0);
    expect([...outcomes.partitions.values()].flatMap(({ committedTooEarly }) => committedTooEarly)).toEqual([]);
    expect(atEnd.atMs).toHaveLength(101);
  });

  it('has a sentence for each event', () => {
    const names = namesIn(trace);
    const sentences = trace.map((event) => sentenceOf(event, names));
    expect(sentences.filter((sentence) => !/^\S.*\S[.!?]$/s.test(sentence) || sentence.includes('undefined'))).toEqual(
      [],
    );
    expect(sentences).toContain('c1 was asked to rejoin: its heartbeat was answered REBALANCE_IN_PROGRESS.');
    expect(sentences).toContain('The application of c2 is busy for 20 s and does not poll; its heartbeats go on.');
  });

  it('has callbacks of both consumers, each of which returned', () => {
    const calls = callbackCalls(trace);
    expect(new Set(calls.map(({ consumer }) => consumer))).toEqual(new Set(['c1/c1', 'c2/c2']));
    expect(calls.filter(({ toMs }) => toMs === undefined)).toEqual([]);
    expect(calls.some(({ callback }) => callback === 'onPartitionsLost')).toBe(true);
  });

  it('can be described by the command-line tool', () => {
    const snapshot = snapshotOf(cluster);
    expect(shown(listGroups(snapshot, { state: true })).at(-1)).toMatch(/^billing\s+Stable\s+$/);
    expect(shown(describeState(snapshot, ['billing'])).at(-1)).toMatch(/^billing +\S+:\d+ {2}\(2\) +\S+ +Stable +2$/);
    expect(shown(describeMembers(snapshot, ['billing']))).toHaveLength(4);
    const rows = shown(describeOffsets(snapshot, ['billing'])).slice(2);
    const lags = rows
      .map((row) => row.split(/ +/))
      .map(([, , , current, end, lag]) => Number(end) - Number(current) - Number(lag));
    expect(lags).toEqual([0, 0, 0, 0]);
    const target = { option: '--to-earliest' } as const;
    expect(
      shown(resetOffsets(snapshot, { groups: ['billing'], scope: 'all-topics', target, action: '--execute' }))[1],
    ).toBe("Error: Assignments can only be reset if the group 'billing' is inactive, but the current state is Stable.");
    expect(snapshot.logs.atTime(partition('orders-0'), 0)).toBe(0);
    expect(partitions('orders-0 orders-3').map((of) => (snapshot.logs.latest(of) ?? 0) > 0)).toEqual([true, true]);
  });
});
