import { readFileSync } from 'node:fs';
import { topicPartition } from 'kafka';
import { CooperativeStickyAssignor, StickyAssignor } from 'testkit';
import { describe, expect, it } from 'vitest';
import { clusterOf, subscriptionsOf } from './group-in-rounds.ts';

const members = [
  { memberId: 'A', topics: ['t'] },
  { memberId: 'B', topics: ['t'] },
];
const cluster = clusterOf({ topics: { t: 2 } });
const metadata = { groupId: 'group', generationId: 7, memberId: 'B', groupInstanceId: undefined };

describe('the two sticky answers', () => {
  it('are the same text below the line that says so', () => {
    const mark = '// From here on,';
    const [sticky, cooperative] = ['sticky-assignor', 'cooperative-sticky-assignor'].map((slug) =>
      readFileSync(new URL(`../../solutions/${slug}/answer.ts`, import.meta.url), 'utf8').split(mark),
    );
    expect(sticky).toHaveLength(2);
    expect(cooperative?.[1]).toBe(sticky?.[1]);
  });
});

describe('the user data of sticky', () => {
  it('is nothing before the first assignment', () => {
    expect(new StickyAssignor().subscriptionUserData()).toBeUndefined();
  });

  it('is the last assignment and its generation', () => {
    const assignor = new StickyAssignor();
    const partitions = [topicPartition('t', 1), topicPartition('u', 0), topicPartition('t', 4)];
    assignor.onAssignment({ partitions }, metadata);
    expect(assignor.subscriptionUserData()).toEqual({
      previousAssignment: [
        { topic: 't', partitions: [1, 4] },
        { topic: 'u', partitions: [0] },
      ],
      generation: 7,
    });
  });

  const assignedWith = (userData: unknown) => {
    const subscriptions = subscriptionsOf(StickyAssignor, members);
    for (const [memberId, subscription] of subscriptions) {
      if (memberId === 'B') subscriptions.set(memberId, { ...subscription, userData });
    }
    return new StickyAssignor().assign(cluster, subscriptions).get('B')?.partitions;
  };
  const claim = [{ topic: 't', partitions: [0] }];

  it('claims what it names, also without a generation, as older versions sent it', () => {
    expect(assignedWith({ previousAssignment: claim, generation: 3 })).toEqual([topicPartition('t', 0)]);
    expect(assignedWith({ previousAssignment: claim })).toEqual([topicPartition('t', 0)]);
  });

  it.each<[string, unknown]>([
    ['text', 'previousAssignment'],
    ['null', null],
    ['no list', { previousAssignment: 5, generation: 3 }],
    ['a list of something else', { previousAssignment: [null], generation: 3 }],
    ['a partition below 0', { previousAssignment: [{ topic: 't', partitions: [-1, 0] }], generation: 3 }],
    ['a generation that is no number', { previousAssignment: claim, generation: '3' }],
  ])('claims nothing when it cannot be read: %s', (_, userData) => {
    expect(assignedWith(userData)).toEqual([topicPartition('t', 1)]);
  });
});

describe('the user data of cooperative-sticky', () => {
  it('is the generation, -1 before the first assignment', () => {
    const assignor = new CooperativeStickyAssignor();
    expect(assignor.subscriptionUserData()).toEqual({ generation: -1 });
    assignor.onAssignment({ partitions: [] }, metadata);
    expect(assignor.subscriptionUserData()).toEqual({ generation: 7 });
  });

  it('says in which generation an older client owned its partitions', () => {
    const t0 = topicPartition('t', 0);
    const claims = new Map([
      ['A', { partitions: [t0], generationId: 3 }],
      ['B', { partitions: [t0], generationId: 4 }],
    ]);
    const subscriptions = new Map(
      [...subscriptionsOf(CooperativeStickyAssignor, members, claims)].map(([memberId, subscription]) => [
        memberId,
        { ...subscription, generationId: memberId === 'B' ? undefined : subscription.generationId },
      ]),
    );
    const owned = new CooperativeStickyAssignor().assign(cluster, subscriptions);
    expect(owned.get('B')?.partitions).toEqual([t0]);
  });
});
