import * as fc from 'fast-check';
import type { ConsumerPartitionAssignor, TopicPartition } from 'kafka';
import { assignorsByName, CooperativeStickyAssignor, StickyAssignor } from 'testkit';
import { describe, expect, it } from 'vitest';
import { assign, type Claim, claimsAfter, type Group, type Owned } from './group-in-rounds.ts';
import { randomClaims, randomGroup } from './random-groups.ts';

type Assignor = new () => ConsumerPartitionAssignor;

const withoutRacks = fc.boolean().chain((isUniform) => randomGroup({ isUniform }));
const withRacks = fc.boolean().chain((isUniform) => randomGroup({ isUniform, racks: 'somewhere' }));
const anyGroup = fc.oneof(withoutRacks, withRacks);
const claimed = (group: fc.Arbitrary<Group>) => group.chain((each) => fc.tuple(fc.constant(each), randomClaims(each)));

const named = ([topic, partition]: readonly [string, number]) => `${topic}-${partition}`;
const nameOf = ({ topic, partition }: TopicPartition) => named([topic, partition]);
const allOf = ({ topics }: Group) =>
  Object.entries(topics).flatMap(([topic, count]) => Array.from({ length: count }, (_, n) => named([topic, n])));
const given = (owned: Owned) => [...owned.values()].flat().map(nameOf);
const sizes = (owned: Owned) => [...owned.values()].map((partitions) => partitions.length);

function expectValid(group: Group, owned: Owned): void {
  expect([...owned.keys()]).toEqual(group.members.map(({ memberId }) => memberId));
  for (const { memberId, topics } of group.members) {
    for (const { topic } of owned.get(memberId) ?? []) expect(topics).toContain(topic);
  }
  expect(new Set(given(owned)).size).toBe(given(owned).length);
}

function expectComplete(group: Group, owned: Owned): void {
  expect(given(owned).sort()).toEqual(allOf(group).sort());
}

/** With equal subscriptions nobody has two more; otherwise only of topics that the other does not subscribe to. */
function expectBalanced(group: Group, owned: Owned): void {
  for (const a of group.members) {
    for (const b of group.members) {
      const [more, less] = [owned.get(a.memberId) ?? [], owned.get(b.memberId) ?? []];
      if (more.length <= less.length + 1) continue;
      const couldMove = more.filter(({ topic }) => b.topics.includes(topic)).map(nameOf);
      expect(couldMove, `${a.memberId} could give to ${b.memberId}`).toEqual([]);
    }
  }
}

describe.each([...assignorsByName])('%s', (name, Assignor) => {
  it('gives members only topics that they subscribe to, and no partition to two of them', () => {
    fc.assert(fc.property(claimed(anyGroup), ([group, claims]) => expectValid(group, assign(Assignor, group, claims))));
  });

  it('gives every partition to somebody in a new group', () => {
    fc.assert(fc.property(anyGroup, (group) => expectComplete(group, assign(Assignor, group))));
  });

  it('gives the same whatever the order of the members', () => {
    const shuffled = claimed(anyGroup).chain(([group, claims]) =>
      fc.tuple(
        fc.constant(group),
        fc.constant(claims),
        fc.shuffledSubarray([...group.members], { minLength: group.members.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([group, claims, members]) => {
        const one = assign(Assignor, group, claims);
        const other = assign(Assignor, { ...group, members }, claims);
        for (const { memberId } of members) expect(other.get(memberId)).toEqual(one.get(memberId));
      }),
    );
  });

  it('refuses or ignores a group without members, as the Java class does', () => {
    const empty = () => assign(Assignor, { topics: { t: 1 }, members: [] });
    if (name === 'range') expect(empty()).toEqual(new Map());
    else expect(empty).toThrow('A group without members');
  });
});

describe.each<[string, Assignor]>([
  ['sticky', StickyAssignor],
  ['cooperative-sticky', CooperativeStickyAssignor],
])('%s', (_, Assignor) => {
  it('moves nothing in a group that does not change', () => {
    fc.assert(
      fc.property(withoutRacks, (group) => {
        const first = assign(Assignor, group);
        const second = assign(Assignor, group, claimsAfter(first, 1));
        for (const [memberId, partitions] of first) {
          expect(second.get(memberId)?.map(nameOf).sort()).toEqual(partitions.map(nameOf).sort());
        }
      }),
    );
  });

  it('is balanced in a new group', () => {
    fc.assert(
      fc.property(anyGroup, (group) => {
        const owned = assign(Assignor, group);
        expectBalanced(group, owned);
      }),
    );
  });
});

describe('sticky', () => {
  it('keeps loads within one of each other when all subscribe to the same, whatever they claim', () => {
    fc.assert(
      fc.property(claimed(randomGroup({ isUniform: true })), ([group, claims]) => {
        const owned = assign(StickyAssignor, group, claims);
        expect(Math.max(...sizes(owned)) - Math.min(...sizes(owned))).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('gives every partition to somebody, whatever members claim', () => {
    fc.assert(
      fc.property(claimed(anyGroup), ([group, claims]) => expectComplete(group, assign(StickyAssignor, group, claims))),
    );
  });

  it('moves as few partitions as balance allows when all subscribe to the same', () => {
    const undisputed = randomGroup({ isUniform: true }).chain((group) =>
      fc.tuple(fc.constant(group), randomOwners(group)),
    );
    fc.assert(
      fc.property(undisputed, ([group, claims]) => {
        expect(keptOf(assign(StickyAssignor, group, claims), claims)).toBe(mostThatCanBeKept(group, claims));
      }),
    );
  });

  it('moves no more than the partitions of the member that left', () => {
    const withLeaver = randomGroup({ isUniform: true })
      .filter(({ members }) => members.length > 1)
      .chain((group) => fc.tuple(fc.constant(group), fc.constantFrom(...group.members)));
    fc.assert(
      fc.property(withLeaver, ([group, { memberId: leaver }]) => {
        const before = assign(StickyAssignor, group);
        const rest = { ...group, members: group.members.filter(({ memberId }) => memberId !== leaver) };
        const claims = claimsAfter(before, 1);
        const after = assign(StickyAssignor, rest, claims);
        for (const { memberId } of rest.members) {
          expect(after.get(memberId)).toEqual(expect.arrayContaining([...(before.get(memberId) ?? [])]));
        }
      }),
    );
  });
});

/** Every partition claimed by one member or by nobody, all in one generation. */
function randomOwners(group: Group): fc.Arbitrary<ReadonlyMap<string, Claim>> {
  const memberIds = group.members.map(({ memberId }) => memberId);
  const count = allOf(group).length;
  const owners = fc.array(fc.option(fc.constantFrom(...memberIds), { freq: 6 }), {
    minLength: count,
    maxLength: count,
  });
  const all =
    assign(StickyAssignor, { ...group, members: group.members.slice(0, 1) })
      .values()
      .next().value ?? [];
  return owners.map(
    (of) =>
      new Map(
        memberIds.map((memberId) => [
          memberId,
          { partitions: all.filter((_partition, at) => of[at] === memberId), generationId: 1 },
        ]),
      ),
  );
}

function keptOf(owned: Owned, claims: ReadonlyMap<string, Claim>): number {
  return [...owned].reduce((sum, [memberId, partitions]) => {
    const had = new Set(claims.get(memberId)?.partitions);
    return sum + partitions.filter((partition) => had.has(partition)).length;
  }, 0);
}

/** Everyone keeps up to the quota, and as many as there are extra partitions keep one more. */
function mostThatCanBeKept(group: Group, claims: ReadonlyMap<string, Claim>): number {
  const total = allOf(group).length;
  const quota = Math.floor(total / group.members.length);
  const had = group.members.map(({ memberId }) => claims.get(memberId)?.partitions.length ?? 0);
  const extras = Math.min(total % group.members.length, had.filter((count) => count > quota).length);
  return had.reduce((sum, count) => sum + Math.min(count, quota), 0) + extras;
}
