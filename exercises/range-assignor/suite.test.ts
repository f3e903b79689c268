// The rules of brief.md, in its order, each from easy to hard. The last test of a rule holds it to 200 groups
// whose division was recorded from Kafka, and looks at that rule alone.
import {
  type Assign,
  answersLike,
  expectAssignment,
  expectEarlierAnswerKept,
  expectEveryAssignment,
  expectProtocolName,
  expectSubscriptionsUnchanged,
  membersOfTheGroup,
  ownersInLine,
  partitionsInPlace,
  subscribersOnly,
} from 'testkit';
import { it } from 'vitest';
import { RangeAssignor } from './answer';
import { recordedGroups } from './cases';

/** A new assignor for every call. */
const range: Assign = (metadata, subscriptions) => new RangeAssignor().assign(metadata, subscriptions);

/** One assignor for all calls, as in a consumer that leads its group for long. */
function oneRangeAssignor(): Assign {
  let assignor: RangeAssignor | undefined;
  return (metadata, subscriptions) => {
    assignor ??= new RangeAssignor();
    return assignor.assign(metadata, subscriptions);
  };
}

it('R1: one member reads all of its topic', () => {
  expectAssignment(range, {
    topics: { orders: 3 },
    members: { c1: ['orders'] },
    expected: { c1: { orders: [0, 1, 2] } },
  });
});

it('R1: two members, a topic each', () => {
  expectAssignment(range, {
    topics: { orders: 2, payments: 2 },
    members: { c1: ['orders'], c2: ['payments'] },
    expected: { c1: { orders: [0, 1] }, c2: { payments: [0, 1] } },
  });
});

it('R1: one of three members subscribes to payments', () => {
  expectAssignment(range, {
    topics: { orders: 3, payments: 2 },
    members: { c1: ['orders'], c2: ['orders', 'payments'], c3: ['orders'] },
    because: 'orders is shared by three and payments by one',
    expected: { c1: { orders: [0] }, c2: { orders: [1], payments: [0, 1] }, c3: { orders: [2] } },
  });
});

it('R1: a topic that nobody subscribes to', () => {
  expectAssignment(range, {
    topics: { orders: 2, audit: 4 },
    members: { c1: ['orders'], c2: ['orders'] },
    because: 'audit goes to nobody',
    expected: { c1: { orders: [0] }, c2: { orders: [1] } },
  });
});

it('R1: a topic without metadata is skipped', () => {
  expectAssignment(range, {
    topics: { orders: 2 },
    members: { c1: ['new-topic', 'orders'], c2: ['orders'] },
    because: 'nothing is known of new-topic yet',
    expected: { c1: { orders: [0] }, c2: { orders: [1] } },
  });
});

it('R1: a topic listed twice counts once', () => {
  expectAssignment(range, {
    topics: { orders: 4 },
    members: { c1: ['orders', 'orders'], c2: ['orders'] },
    because: 'two members share orders, not three',
    expected: { c1: { orders: [0, 1] }, c2: { orders: [2, 3] } },
  });
});

it('R1: subscriptions that overlap in a chain', () => {
  expectAssignment(range, {
    topics: { orders: 2, payments: 2, refunds: 2 },
    members: { c1: ['orders', 'payments'], c2: ['payments', 'refunds'], c3: ['refunds', 'orders'] },
    because: 'each topic is shared by two of the three',
    expected: {
      c1: { orders: [0], payments: [0] },
      c2: { payments: [1], refunds: [0] },
      c3: { orders: [1], refunds: [1] },
    },
  });
});

it('R1: subscribers only, in 200 groups recorded from Kafka', () => {
  expectEveryAssignment(range, recordedGroups, subscribersOnly);
});

it('R2: member ids, not the order of joining', () => {
  expectAssignment(range, {
    topics: { orders: 3 },
    members: { c3: ['orders'], c1: ['orders'], c2: ['orders'] },
    because: 'c1 stands first and c3 last',
    expected: { c1: { orders: [0] }, c2: { orders: [1] }, c3: { orders: [2] } },
  });
});

it('R2: c10 stands before c2', () => {
  expectAssignment(range, {
    topics: { orders: 3 },
    members: { c1: ['orders'], c2: ['orders'], c10: ['orders'] },
    because: 'ids are compared as strings',
    expected: { c1: { orders: [0] }, c10: { orders: [1] }, c2: { orders: [2] } },
  });
});

it('R2: upper case stands before lower case', () => {
  expectAssignment(range, {
    topics: { orders: 4 },
    members: { a: ['orders'], B: ['orders'], A: ['orders'], b: ['orders'] },
    because: 'strings are compared by code unit, not as in a dictionary',
    expected: { A: { orders: [0] }, B: { orders: [1] }, a: { orders: [2] }, b: { orders: [3] } },
  });
});

it('R2: static members stand by instance id', () => {
  expectAssignment(range, {
    topics: { orders: 3 },
    members: {
      x: { topics: ['orders'], groupInstanceId: 'i3' },
      y: { topics: ['orders'], groupInstanceId: 'i2' },
      z: { topics: ['orders'], groupInstanceId: 'i1' },
    },
    because: 'z is instance i1, y is i2 and x is i3',
    expected: { z: { orders: [0] }, y: { orders: [1] }, x: { orders: [2] } },
  });
});

it('R2: static members stand before dynamic ones', () => {
  expectAssignment(range, {
    topics: { orders: 4 },
    members: {
      aaa: ['orders'],
      zzz: { topics: ['orders'], groupInstanceId: 'inst-9' },
      bbb: ['orders'],
      yyy: { topics: ['orders'], groupInstanceId: 'inst-1' },
    },
    because: 'yyy (inst-1) and zzz (inst-9) are static',
    expected: { yyy: { orders: [0] }, zzz: { orders: [1] }, aaa: { orders: [2] }, bbb: { orders: [3] } },
  });
});

it('R2: one line for every topic, however a subscription lists them', () => {
  expectAssignment(range, {
    topics: { orders: 2, payments: 2 },
    members: { c2: ['orders', 'payments'], c1: ['payments', 'orders'] },
    because: 'c1 stands before c2 in both topics',
    expected: { c1: { orders: [0], payments: [0] }, c2: { orders: [1], payments: [1] } },
  });
});

it('R2: members in line, in 200 groups recorded from Kafka', () => {
  expectEveryAssignment(range, recordedGroups, ownersInLine);
});

it('R3: 6 partitions, 3 members', () => {
  expectAssignment(range, {
    topics: { orders: 6 },
    members: { c1: ['orders'], c2: ['orders'], c3: ['orders'] },
    because: 'each takes a run of two',
    expected: { c1: { orders: [0, 1] }, c2: { orders: [2, 3] }, c3: { orders: [4, 5] } },
  });
});

it('R3: 5 partitions, 3 members', () => {
  expectAssignment(range, {
    topics: { orders: 5 },
    members: { c1: ['orders'], c2: ['orders'], c3: ['orders'] },
    because: 'the first two members take one more',
    expected: { c1: { orders: [0, 1] }, c2: { orders: [2, 3] }, c3: { orders: [4] } },
  });
});

it('R3: 7 partitions, 3 members', () => {
  expectAssignment(range, {
    topics: { orders: 7 },
    members: { c1: ['orders'], c2: ['orders'], c3: ['orders'] },
    because: 'the first member takes one more',
    expected: { c1: { orders: [0, 1, 2] }, c2: { orders: [3, 4] }, c3: { orders: [5, 6] } },
  });
});

it('R3: 10 partitions, 4 members', () => {
  expectAssignment(range, {
    topics: { orders: 10 },
    members: { c1: ['orders'], c2: ['orders'], c3: ['orders'], c4: ['orders'] },
    because: 'the runs are 3, 3, 2 and 2 long',
    expected: {
      c1: { orders: [0, 1, 2] },
      c2: { orders: [3, 4, 5] },
      c3: { orders: [6, 7] },
      c4: { orders: [8, 9] },
    },
  });
});

it('R3: 12 partitions, 1 member', () => {
  expectAssignment(range, {
    topics: { orders: 12 },
    members: { c1: ['orders'] },
    because: 'a run ascends by number, 9 before 10',
    expected: { c1: { orders: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] } },
  });
});

it('R3: two topics, remainders add up', () => {
  expectAssignment(range, {
    topics: { orders: 3, payments: 3 },
    members: { c1: ['orders', 'payments'], c2: ['orders', 'payments'] },
    because: 'c1 takes one more of each',
    expected: { c1: { orders: [0, 1], payments: [0, 1] }, c2: { orders: [2], payments: [2] } },
  });
});

it('R3: two topics of one size, the same numbers to the same member', () => {
  expectAssignment(range, {
    topics: { orders: 4, payments: 4 },
    members: { c1: ['orders', 'payments'], c2: ['orders', 'payments'] },
    because: 'an order and its payment, keyed alike, meet in one member',
    expected: { c1: { orders: [0, 1], payments: [0, 1] }, c2: { orders: [2, 3], payments: [2, 3] } },
  });
});

it('R3: each topic has subscribers of its own', () => {
  expectAssignment(range, {
    topics: { orders: 3, payments: 5 },
    members: { c1: ['orders'], c2: ['orders', 'payments'], c3: ['payments'] },
    because: 'c1 is first in orders and c2 is first in payments',
    expected: {
      c1: { orders: [0, 1] },
      c2: { orders: [2], payments: [0, 1, 2] },
      c3: { payments: [3, 4] },
    },
  });
});

it('R3: 200 groups recorded from Kafka', () => {
  expectEveryAssignment(range, recordedGroups, partitionsInPlace);
});

it('R4: fewer partitions than members', () => {
  expectAssignment(range, {
    topics: { orders: 2 },
    members: { c1: ['orders'], c2: ['orders'], c3: ['orders'] },
    because: 'two partitions go to two members',
    expected: { c1: { orders: [0] }, c2: { orders: [1] }, c3: {} },
  });
});

it('R4: a member that subscribes to nothing', () => {
  expectAssignment(range, {
    topics: { orders: 2 },
    members: { c1: [], c2: ['orders'] },
    expected: { c1: {}, c2: { orders: [0, 1] } },
  });
});

it('R4: no topic has metadata', () => {
  expectAssignment(range, {
    topics: {},
    members: { c1: ['orders'], c2: ['orders'] },
    expected: { c1: {}, c2: {} },
  });
});

it('R4: a group without members', () => {
  expectAssignment(range, { topics: { orders: 4 }, members: {}, because: 'the map is empty', expected: {} });
});

it('R4: its members and no others, in 200 groups recorded from Kafka', () => {
  expectEveryAssignment(range, recordedGroups, membersOfTheGroup);
});

it('R5: the name is range', () => {
  expectProtocolName(new RangeAssignor().name(), 'range');
});

it('R5: asked twice, it answers the same', () => {
  const assign = oneRangeAssignor();
  const group = {
    topics: { orders: 4 },
    members: { c1: ['orders'], c2: ['orders'] },
    expected: { c1: { orders: [0, 1] }, c2: { orders: [2, 3] } },
  };
  expectAssignment(assign, group);
  expectAssignment(assign, { ...group, because: 'nothing has changed since the call before' });
});

it('R5: a member that left is forgotten', () => {
  const assign = oneRangeAssignor();
  expectAssignment(assign, {
    topics: { orders: 6 },
    members: { c1: ['orders'], c2: ['orders'], c3: ['orders'] },
    expected: { c1: { orders: [0, 1] }, c2: { orders: [2, 3] }, c3: { orders: [4, 5] } },
  });
  expectAssignment(assign, {
    topics: { orders: 6 },
    members: { c1: ['orders'], c3: ['orders'] },
    because: 'c2 was there in the call before and is gone',
    expected: { c1: { orders: [0, 1, 2] }, c3: { orders: [3, 4, 5] } },
  });
});

it('R5: partitions that were added are seen', () => {
  const assign = oneRangeAssignor();
  const members = { c1: ['orders'], c2: ['orders'] };
  expectAssignment(assign, { topics: { orders: 2 }, members, expected: { c1: { orders: [0] }, c2: { orders: [1] } } });
  expectAssignment(assign, {
    topics: { orders: 4 },
    members,
    because: 'orders had 2 partitions in the call before and has 4 now',
    expected: { c1: { orders: [0, 1] }, c2: { orders: [2, 3] } },
  });
});

it('R5: an earlier answer stays as it was', () => {
  expectEarlierAnswerKept(
    oneRangeAssignor(),
    { topics: { orders: 2 }, members: { c1: ['orders'], c2: ['orders'] } },
    { topics: { orders: 2 }, members: { c2: ['orders'] } },
  );
});

it('R5: the map of subscriptions stays as it was', () => {
  expectSubscriptionsUnchanged(range, {
    topics: { orders: 4, payments: 2 },
    members: { c2: ['payments', 'orders'], c1: ['orders'], c3: [] },
  });
});

it('R5: one assignor for 200 groups recorded from Kafka', () => {
  expectEveryAssignment(oneRangeAssignor(), recordedGroups, answersLike(range));
});
