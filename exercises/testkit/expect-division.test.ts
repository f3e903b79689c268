import { topicPartition } from 'kafka';
import { expect, it } from 'vitest';
import { wholeDivision } from './assignment-differences.ts';
import type { Assign } from './call-assign.ts';
import { expectDivision, expectEveryDivision } from './expect-division.ts';
import { groupCase } from './group-case.ts';

const spec = { topics: { orders: 2, audit: 1 }, members: { c1: ['orders'], c2: ['orders'] } };

const giving =
  (...owned: readonly (readonly number[])[]): Assign =>
  () =>
    new Map(
      owned.map((numbers, at) => [
        `c${at + 1}`,
        { partitions: numbers.map((number) => topicPartition('orders', number)) },
      ]),
    );

it('any division that stands up to the check will do', ({ task }) => {
  expectDivision(giving([0], [1]), spec, wholeDivision);
  expectDivision(giving([1, 0], []), spec, wholeDivision);
  expect(task.meta.evidence).toMatchObject({
    kind: 'assignment',
    actual: [
      [
        'c1',
        [
          ['orders', 1],
          ['orders', 0],
        ],
      ],
      ['c2', []],
    ],
    expected: undefined,
  });
});

it('R2: what is missing', () => {
  const given = { ...spec, because: 'both partitions have readers' };
  expect(() => expectDivision(giving([0], []), given, wholeDivision)).toThrow(
    'orders-1 went to nobody. Rule 2, what is missing: both partitions have readers.',
  );
  expect(() => expectDivision(giving([0, 1]), given, wholeDivision)).toThrow('c2 is missing from the answer.');
  expect(() => expectDivision(giving([0, 1], [1]), given, wholeDivision)).toThrow(
    'orders-1 is owned by 2 members: c1 and c2.',
  );
});

it('R2: the smallest of several', () => {
  const groups = [
    { id: 'group 1', ...groupCase({ topics: { orders: 1 }, members: { c1: ['orders'] } }) },
    { id: 'group 2', ...groupCase(spec) },
  ];
  expect(() => expectEveryDivision(giving([0]), groups, wholeDivision)).toThrow(
    'c2 is missing from the answer. Rule 2, the smallest of several: the smallest that fails is group 2, where orders has 2 partitions and audit has 1 partition; c1 reads orders; c2 reads orders.',
  );
});

it('refuses to run over no groups', () => {
  expect(() => expectEveryDivision(giving([0]), [], wholeDivision)).toThrow('No groups were given');
});

it('members are given user data and partitions racks', () => {
  let seen: unknown;
  const looking: Assign = (metadata, subscriptions) => {
    seen = [
      subscriptions.get('c1')?.userData,
      metadata.partitionsForTopic('orders').map(({ replicas }) => replicas.map(({ rack }) => rack)),
    ];
    return new Map([['c1', { partitions: [topicPartition('orders', 0)] }]]);
  };
  expectDivision(
    looking,
    {
      topics: { orders: 1 },
      members: { c1: { topics: ['orders'], userData: { weight: 3 } } },
      replicaRacks: { orders: [['a', 'b']] },
    },
    wholeDivision,
  );
  expect(seen).toEqual([{ weight: 3 }, [['a', 'b']]]);
});
