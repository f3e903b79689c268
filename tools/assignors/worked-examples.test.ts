import type { ConsumerPartitionAssignor } from 'kafka';
import { topicPartition } from 'kafka';
import { CooperativeStickyAssignor, RangeAssignor, RoundRobinAssignor, StickyAssignor } from 'testkit';
import { describe, expect, it } from 'vitest';
import { assign, type Claim, claimsAfter, type Group, type Owned } from './group-in-rounds.ts';

interface Setting {
  /** `t:6 u:2` */
  readonly topics: string;
  /** By member id, subscriptions: `t u`. */
  readonly members: Readonly<Record<string, string>>;
  readonly instances?: Readonly<Record<string, string>>;
  readonly racks?: Readonly<Record<string, string>>;
  /** By topic, the rack of each partition's only replica. */
  readonly replicaRacks?: Readonly<Record<string, string>>;
}

function groupOf({ topics, members, instances, racks, replicaRacks }: Setting): Group {
  return {
    topics: Object.fromEntries(
      words(topics)
        .map((word) => pair(word, ':'))
        .map(([topic, n]) => [topic, Number(n)]),
    ),
    members: Object.entries(members).map(([memberId, subscribed]) => ({
      memberId,
      topics: words(subscribed),
      groupInstanceId: instances?.[memberId],
      rackId: racks?.[memberId],
    })),
    ...(replicaRacks && {
      replicaRacks: Object.fromEntries(
        Object.entries(replicaRacks).map(([topic, each]) => [topic, Array.from(each, (rack) => [rack])]),
      ),
    }),
  };
}

/** `{ A: 't-0 t-1' }`, all of one generation. */
function claimsOf(owned: Readonly<Record<string, string>>, generationId = 1): Map<string, Claim> {
  return new Map(
    Object.entries(owned).map(([memberId, names]) => {
      const partitions = words(names)
        .map((name) => pair(name, '-'))
        .map(([topic, n]) => topicPartition(topic, Number(n)));
      return [memberId, { partitions, generationId }];
    }),
  );
}

const words = (text: string) => text.split(' ').filter((word) => word !== '');
const pair = (word: string, mark: string): readonly [string, string] => {
  const at = word.lastIndexOf(mark);
  return [word.slice(0, at), word.slice(at + 1)];
};

/** Sorted: the order inside a list is no part of what sticky assignors promise. */
function listed(owned: Owned): Record<string, string> {
  return Object.fromEntries(
    [...owned].map(([id, partitions]) => [
      id,
      partitions
        .map(({ topic, partition }) => `${topic}-${partition}`)
        .sort()
        .join(' '),
    ]),
  );
}

function sorted(expected: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(expected).map(([id, names]) => [id, words(names).sort().join(' ')]));
}

/** The outcome of each rebalance; between two of them every member has given up what was taken from it. */
function rounds(
  Assignor: new () => ConsumerPartitionAssignor,
  group: Group,
  claims: Map<string, Claim>,
  count: number,
) {
  const outcomes = [assign(Assignor, group, claims)];
  while (outcomes.length < count) {
    const last = outcomes.at(-1);
    if (last !== undefined) outcomes.push(assign(Assignor, group, claimsAfter(last, 6 + outcomes.length)));
  }
  return outcomes.map(listed);
}

const abc = { A: 't', B: 't', C: 't' };

describe('S95: range', () => {
  it.each<[string, Setting, Record<string, string>]>([
    [
      'gives the first members one more',
      { topics: 't:7', members: abc },
      { A: 't-0 t-1 t-2', B: 't-3 t-4', C: 't-5 t-6' },
    ],
    [
      'gives the same numbers of each topic',
      { topics: 't0:3 t1:3', members: { C0: 't0 t1', C1: 't0 t1' } },
      { C0: 't0-0 t0-1 t1-0 t1-1', C1: 't0-2 t1-2' },
    ],
    ['leaves a member without', { topics: 't:2', members: abc }, { A: 't-0', B: 't-1', C: '' }],
    [
      'gives the extra one of every topic to the same',
      { topics: 'a:2 b:2 c:2', members: { C1: 'a b c', C2: 'a b c', C3: 'a b c', C4: 'a b c' } },
      { C1: 'a-0 b-0 c-0', C2: 'a-1 b-1 c-1', C3: '', C4: '' },
    ],
    [
      'divides each topic among its subscribers',
      { topics: 't1:3 t2:4', members: { A: 't1', B: 't1 t2', C: 't2' } },
      { A: 't1-0 t1-1', B: 't1-2 t2-0 t2-1', C: 't2-2 t2-3' },
    ],
    [
      'orders static members by instance id',
      { topics: 't:3', members: { 'm-z': 't', 'm-a': 't', 'm-b': 't' }, instances: { 'm-z': 'i1', 'm-a': 'i2' } },
      { 'm-z': 't-0', 'm-a': 't-1', 'm-b': 't-2' },
    ],
    [
      'puts static members before dynamic ones',
      { topics: 't:4', members: { aaa: 't', zzz: 't', bbb: 't' }, instances: { zzz: 'inst-9', bbb: 'inst-1' } },
      { bbb: 't-0 t-1', zzz: 't-2', aaa: 't-3' },
    ],
    [
      'orders member ids as strings',
      { topics: 't:3', members: { C1: 't', C2: 't', C10: 't' } },
      { C1: 't-0', C10: 't-1', C2: 't-2' },
    ],
    [
      'gives what is near',
      { topics: 't:6', members: abc, racks: { A: 'c', B: 'a', C: 'b' }, replicaRacks: { t: 'abcabc' } },
      { A: 't-2 t-5', B: 't-0 t-3', C: 't-1 t-4' },
    ],
    [
      'gives what is near of both topics',
      {
        topics: 't1:3 t2:3',
        members: { A: 't1 t2', B: 't1 t2', C: 't1 t2' },
        racks: { A: 'b', B: 'c', C: 'a' },
        replicaRacks: { t1: 'abc', t2: 'abc' },
      },
      { A: 't1-1 t2-1', B: 't1-2 t2-2', C: 't1-0 t2-0' },
    ],
    [
      'puts balance before nearness',
      { topics: 't:4', members: { A: 't', B: 't' }, racks: { A: 'a', B: 'b' }, replicaRacks: { t: 'aaab' } },
      { A: 't-0 t-1', B: 't-2 t-3' },
    ],
  ])('%s', (_, setting, expected) => {
    expect(listed(assign(RangeAssignor, groupOf(setting)))).toEqual(expected);
  });
});

describe('S95: roundrobin', () => {
  it.each<[string, Setting, Record<string, string>]>([
    [
      'deals over the border of topics',
      { topics: 't0:3 t1:3', members: { C0: 't0 t1', C1: 't0 t1' } },
      { C0: 't0-0 t0-2 t1-1', C1: 't0-1 t1-0 t1-2' },
    ],
    [
      'gives the first members one more',
      { topics: 't:7', members: abc },
      { A: 't-0 t-3 t-6', B: 't-1 t-4', C: 't-2 t-5' },
    ],
    ['leaves a member without', { topics: 't:2', members: abc }, { A: 't-0', B: 't-1', C: '' }],
    [
      'is unbalanced where subscriptions differ',
      { topics: 't0:1 t1:2 t2:3', members: { C0: 't0', C1: 't0 t1', C2: 't0 t1 t2' } },
      { C0: 't0-0', C1: 't1-0', C2: 't1-1 t2-0 t2-1 t2-2' },
    ],
    [
      'passes over who does not subscribe',
      { topics: 't1:3 t2:3', members: { A: 't1', B: 't1 t2', C: 't2' } },
      { A: 't1-0 t1-2', B: 't1-1 t2-0 t2-2', C: 't2-1' },
    ],
    [
      'puts static members first, by instance id',
      { topics: 't:4', members: { aaa: 't', zzz: 't', bbb: 't' }, instances: { zzz: 'inst-9', bbb: 'inst-1' } },
      { bbb: 't-0 t-3', zzz: 't-1', aaa: 't-2' },
    ],
    [
      'orders topics as strings',
      { topics: 't1:1 t2:1 t10:1', members: { A: 't1 t2 t10', B: 't1 t2 t10' } },
      { A: 't1-0 t2-0', B: 't10-0' },
    ],
  ])('%s', (_, setting, expected) => {
    expect(listed(assign(RoundRobinAssignor, groupOf(setting)))).toEqual(expected);
  });
});

describe('S95: cooperative-sticky, equal subscriptions', () => {
  it.each<[string, Setting, Record<string, string>, readonly Record<string, string>[]]>([
    ['a new group', { topics: 't:6', members: abc }, {}, [{ A: 't-0 t-3', B: 't-1 t-4', C: 't-2 t-5' }]],
    [
      'a member joins: what moves is withheld for a round',
      { topics: 't:6', members: abc },
      { A: 't-0 t-1 t-2', B: 't-3 t-4 t-5' },
      [
        { A: 't-0 t-1', B: 't-3 t-4', C: '' },
        { A: 't-0 t-1', B: 't-3 t-4', C: 't-2 t-5' },
      ],
    ],
    [
      'a member leaves: what it had is free at once',
      { topics: 't:6', members: { A: 't', B: 't' } },
      { A: 't-0 t-1', B: 't-3 t-4' },
      [{ A: 't-0 t-1 t-2', B: 't-3 t-4 t-5' }],
    ],
    [
      'one owner of all, and a new member',
      { topics: 't:7', members: { A: 't', B: 't' } },
      { A: 't-0 t-1 t-2 t-3 t-4 t-5 t-6' },
      [
        { A: 't-0 t-1 t-2 t-3', B: '' },
        { A: 't-0 t-1 t-2 t-3', B: 't-4 t-5 t-6' },
      ],
    ],
    [
      'uneven shares, and a new member',
      { topics: 't:10', members: { A: 't', B: 't', C: 't', D: 't' } },
      { A: 't-0 t-1 t-2 t-3', B: 't-4 t-5 t-6', C: 't-7 t-8 t-9' },
      [
        { A: 't-0 t-1 t-2', B: 't-4 t-5 t-6', C: 't-7 t-8', D: '' },
        { A: 't-0 t-1 t-2', B: 't-4 t-5 t-6', C: 't-7 t-8', D: 't-3 t-9' },
      ],
    ],
    [
      'two topics: the lowest partition numbers are kept',
      { topics: 't1:3 t2:3', members: { A: 't1 t2', B: 't1 t2' } },
      { A: 't1-0 t1-1 t1-2 t2-0 t2-1 t2-2' },
      [
        { A: 't1-0 t1-1 t2-0', B: '' },
        { A: 't1-0 t1-1 t2-0', B: 't1-2 t2-1 t2-2' },
      ],
    ],
    [
      'nothing to improve',
      { topics: 't:7', members: abc },
      { A: 't-0 t-1 t-2', B: 't-3 t-4', C: 't-5 t-6' },
      [{ A: 't-0 t-1 t-2', B: 't-3 t-4', C: 't-5 t-6' }],
    ],
    [
      'partitions are added',
      { topics: 't:6', members: { A: 't', B: 't' } },
      { A: 't-0 t-1', B: 't-2 t-3' },
      [{ A: 't-0 t-1 t-4', B: 't-2 t-3 t-5' }],
    ],
    ['a member too many', { topics: 't:2', members: abc }, { A: 't-0', B: 't-1' }, [{ A: 't-0', B: 't-1', C: '' }]],
    [
      'a claim on a topic that is gone',
      { topics: 't1:2', members: { A: 't1', B: 't1' } },
      { A: 't1-0 gone-0', B: 't1-1' },
      [{ A: 't1-0', B: 't1-1' }],
    ],
  ])('%s', (_, setting, owned, expected) => {
    const claims = claimsOf(owned);
    expect(rounds(CooperativeStickyAssignor, groupOf(setting), claims, expected.length)).toEqual(expected.map(sorted));
  });

  const racks = {
    topics: 't:6',
    members: abc,
    racks: { A: 'c', B: 'a', C: 'b' },
    replicaRacks: { t: 'abcabc' },
  };
  const near = { A: 't-2 t-5', B: 't-0 t-3', C: 't-1 t-4' };

  it('gives a new group what is near', () => {
    expect(rounds(CooperativeStickyAssignor, groupOf(racks), new Map(), 1)).toEqual([near]);
  });

  it('takes away what is far', () => {
    const owned = claimsOf({ A: 't-0 t-1', B: 't-2 t-3', C: 't-4 t-5' });
    expect(rounds(CooperativeStickyAssignor, groupOf(racks), owned, 2)).toEqual([{ A: '', B: 't-3', C: 't-4' }, near]);
  });
});

describe('S95: cooperative-sticky, claims in conflict', () => {
  const two = groupOf({ topics: 't:3', members: { A: 't', B: 't' } });

  it('the newer generation has it', () => {
    const claims = new Map([...claimsOf({ A: 't-0 t-1' }, 5), ...claimsOf({ B: 't-1 t-2' }, 6)]);
    expect(rounds(CooperativeStickyAssignor, two, claims, 1)).toEqual([{ A: 't-0', B: 't-1 t-2' }]);
  });

  it('in one generation nobody has it, and for a round nobody gets it', () => {
    const claims = claimsOf({ A: 't-0 t-1', B: 't-1 t-2' }, 5);
    expect(rounds(CooperativeStickyAssignor, two, claims, 2)).toEqual([
      { A: 't-0', B: 't-2' },
      { A: 't-0 t-1', B: 't-2' },
    ]);
  });

  it('an older generation keeps what nobody else claims', () => {
    const claims = new Map([...claimsOf({ A: 't-0 t-1 t-2' }, 3), ...claimsOf({ B: 't-3 t-4 t-5', C: 't-0 t-1' }, 5)]);
    const group = groupOf({ topics: 't:6', members: abc });
    expect(rounds(CooperativeStickyAssignor, group, claims, 2)).toEqual([
      { A: 't-2', B: 't-3 t-4', C: 't-0 t-1' },
      { A: 't-2 t-5', B: 't-3 t-4', C: 't-0 t-1' },
    ]);
  });
});

describe('S95: cooperative-sticky, unequal subscriptions', () => {
  it.each<[string, Setting, Record<string, string>, readonly Record<string, string>[]]>([
    [
      'a new group',
      { topics: 't1:3 t2:2', members: { A: 't1', B: 't1 t2', C: 't2' } },
      {},
      [{ A: 't1-0 t1-2', B: 't1-1 t2-1', C: 't2-0' }],
    ],
    [
      'a member joins',
      { topics: 't1:2 t2:2', members: { A: 't1 t2', B: 't1' } },
      { A: 't1-0 t1-1 t2-0 t2-1' },
      [
        { A: 't2-0 t2-1', B: '' },
        { A: 't2-0 t2-1', B: 't1-0 t1-1' },
      ],
    ],
    [
      'a subscription shrinks',
      { topics: 't1:2 t2:2', members: { A: 't1 t2', B: 't1' } },
      { A: 't1-0 t2-0', B: 't1-1 t2-1' },
      [
        { A: 't2-0', B: 't1-1' },
        { A: 't2-0 t2-1', B: 't1-0 t1-1' },
      ],
    ],
  ])('%s', (_, setting, owned, expected) => {
    const claims = claimsOf(owned);
    expect(rounds(CooperativeStickyAssignor, groupOf(setting), claims, expected.length)).toEqual(expected.map(sorted));
  });
});

describe('S95: sticky', () => {
  it('keeps what the others had when a member leaves', () => {
    const all = 't0 t1 t2 t3';
    const group = groupOf({ topics: 't0:2 t1:2 t2:2 t3:2', members: { C0: all, C1: all, C2: all } });
    const before = assign(StickyAssignor, group);
    expect(listed(before)).toEqual({ C0: 't0-0 t1-1 t3-0', C1: 't0-1 t2-0 t3-1', C2: 't1-0 t2-1' });
    const rest = { ...group, members: group.members.filter(({ memberId }) => memberId !== 'C1') };
    const after = assign(StickyAssignor, rest, claimsAfter(before, 1));
    expect(listed(after)).toEqual({ C0: 't0-0 t0-1 t1-1 t3-0', C2: 't1-0 t2-0 t2-1 t3-1' });
  });

  it('balances unequal subscriptions as far as they allow', () => {
    const group = groupOf({ topics: 't0:1 t1:2 t2:3', members: { C0: 't0', C1: 't0 t1', C2: 't0 t1 t2' } });
    const before = assign(StickyAssignor, group);
    expect(listed(before)).toEqual({ C0: 't0-0', C1: 't1-0 t1-1', C2: 't2-0 t2-1 t2-2' });
    const rest = { ...group, members: group.members.filter(({ memberId }) => memberId !== 'C0') };
    const after = assign(StickyAssignor, rest, claimsAfter(before, 1));
    expect(listed(after)).toEqual({ C1: 't0-0 t1-0 t1-1', C2: 't2-0 t2-1 t2-2' });
  });
});

describe('S96: static members whose member ids changed', () => {
  it.each<[string, new () => ConsumerPartitionAssignor]>([
    ['range', RangeAssignor],
    ['roundrobin', RoundRobinAssignor],
  ])('%s gives every instance what it had', (_, Assignor) => {
    const byInstance = (memberIds: readonly string[]) => {
      const instances = Object.fromEntries(memberIds.map((memberId, at) => [memberId, `instance-${at}`]));
      const members = Object.fromEntries(memberIds.map((memberId) => [memberId, 't u']));
      const owned = assign(Assignor, groupOf({ topics: 't:7 u:2', members, instances }));
      return memberIds.map((memberId) => owned.get(memberId));
    };
    expect(byInstance(['x', 'a', 'm'])).toEqual(byInstance(['b', 'z', 'c']));
  });
});
