// The rules of brief.md, in its order, each from easy to hard. Recorded groups hold an answer to what Kafka's own class gave.
import {
  type Assign,
  expectAssignment,
  expectEarlierAnswerKept,
  expectEveryAssignment,
  expectProtocolName,
  expectSubscriptionsUnchanged,
  membersOfTheGroup,
  partitionsInPlace,
  subscribersOnly,
} from 'testkit';
import { it } from 'vitest';
import { RoundRobinAssignor } from './answer';
import { recordedGroups } from './cases';

/** A new assignor for every call. */
const roundRobin: Assign = (metadata, subscriptions) => new RoundRobinAssignor().assign(metadata, subscriptions);

/** One assignor for all calls, as in a consumer that leads its group for long. */
function oneRoundRobinAssignor(): Assign {
  let assignor: RoundRobinAssignor | undefined;
  return (metadata, subscriptions) => {
    assignor ??= new RoundRobinAssignor();
    return assignor.assign(metadata, subscriptions);
  };
}

it('R1: one member reads all of its topic', () => {
  expectAssignment(roundRobin, {
    topics: { orders: 3 },
    members: { c1: ['orders'] },
    expected: { c1: { orders: [0, 1, 2] } },
  });
});

it('R1: two members, a topic each', () => {
  expectAssignment(roundRobin, {
    topics: { orders: 2, payments: 2 },
    members: { c1: ['orders'], c2: ['payments'] },
    expected: { c1: { orders: [0, 1] }, c2: { payments: [0, 1] } },
  });
});

it('R1: a topic that nobody subscribes to uses up no turn', () => {
  expectAssignment(roundRobin, {
    topics: { audit: 3, orders: 2 },
    members: { c1: ['orders'], c2: ['orders'] },
    because: 'audit is not dealt, and orders begins with c1',
    expected: { c1: { orders: [0] }, c2: { orders: [1] } },
  });
});

it('R1: a topic without metadata is skipped', () => {
  expectAssignment(roundRobin, {
    topics: { orders: 2 },
    members: { c1: ['new-topic', 'orders'], c2: ['orders'] },
    because: 'nothing is known of new-topic yet',
    expected: { c1: { orders: [0] }, c2: { orders: [1] } },
  });
});

it('R1: a topic listed twice counts once', () => {
  expectAssignment(roundRobin, {
    topics: { orders: 4 },
    members: { c1: ['orders', 'orders'], c2: ['orders'] },
    because: 'there are four partitions, and each is dealt once',
    expected: { c1: { orders: [0, 2] }, c2: { orders: [1, 3] } },
  });
});

it('R1: subscribers only, in 200 groups recorded from Kafka', () => {
  expectEveryAssignment(roundRobin, recordedGroups, subscribersOnly);
});

it('R2: member ids, not the order of joining', () => {
  expectAssignment(roundRobin, {
    topics: { orders: 3 },
    members: { c3: ['orders'], c1: ['orders'], c2: ['orders'] },
    because: 'c1 sits first and c3 last',
    expected: { c1: { orders: [0] }, c2: { orders: [1] }, c3: { orders: [2] } },
  });
});

it('R2: c10 sits before c2', () => {
  expectAssignment(roundRobin, {
    topics: { orders: 3 },
    members: { c1: ['orders'], c2: ['orders'], c10: ['orders'] },
    because: 'ids are compared as strings',
    expected: { c1: { orders: [0] }, c10: { orders: [1] }, c2: { orders: [2] } },
  });
});

it('R2: upper case sits before lower case', () => {
  expectAssignment(roundRobin, {
    topics: { orders: 4 },
    members: { a: ['orders'], B: ['orders'], A: ['orders'], b: ['orders'] },
    because: 'strings are compared by code unit, not as in a dictionary',
    expected: { A: { orders: [0] }, B: { orders: [1] }, a: { orders: [2] }, b: { orders: [3] } },
  });
});

it('R2: static members sit by instance id', () => {
  expectAssignment(roundRobin, {
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

it('R2: static members sit before dynamic ones', () => {
  expectAssignment(roundRobin, {
    topics: { orders: 5 },
    members: {
      aaa: ['orders'],
      zzz: { topics: ['orders'], groupInstanceId: 'inst-9' },
      bbb: ['orders'],
      yyy: { topics: ['orders'], groupInstanceId: 'inst-1' },
    },
    because: 'yyy (inst-1) and zzz (inst-9) are static',
    expected: { yyy: { orders: [0, 4] }, zzz: { orders: [1] }, aaa: { orders: [2] }, bbb: { orders: [3] } },
  });
});

it('R3: one row over two topics', () => {
  expectAssignment(roundRobin, {
    topics: { orders: 3, payments: 3 },
    members: { c1: ['orders', 'payments'], c2: ['orders', 'payments'] },
    because: 'orders-2 is followed by payments-0',
    expected: { c1: { orders: [0, 2], payments: [1] }, c2: { orders: [1], payments: [0, 2] } },
  });
});

it('R3: topics by name, however the metadata lists them', () => {
  expectAssignment(roundRobin, {
    topics: { payments: 2, orders: 1 },
    members: { c1: ['payments', 'orders'], c2: ['payments', 'orders'] },
    because: 'orders-0 comes first',
    expected: { c1: { orders: [0], payments: [1] }, c2: { payments: [0] } },
  });
});

it('R3: t10 comes before t2', () => {
  expectAssignment(roundRobin, {
    topics: { t1: 1, t2: 1, t10: 1 },
    members: { c1: ['t1', 't2', 't10'], c2: ['t1', 't2', 't10'] },
    because: 'names are compared as strings: t1, t10, t2',
    expected: { c1: { t1: [0], t2: [0] }, c2: { t10: [0] } },
  });
});

it('R3: the number of its subscribers gives a topic no other place', () => {
  expectAssignment(roundRobin, {
    topics: { orders: 2, payments: 2 },
    members: { c1: ['orders', 'payments'], c2: ['orders'] },
    because: 'orders comes before payments, though payments has fewer subscribers',
    expected: { c1: { orders: [0], payments: [0, 1] }, c2: { orders: [1] } },
  });
});

it('R3: a topic with fewer subscribers waits for its place', () => {
  expectAssignment(roundRobin, {
    topics: { orders: 3, payments: 1 },
    members: { c1: ['orders'], c2: ['orders', 'payments'] },
    because: 'the three of orders are dealt before the one of payments',
    expected: { c1: { orders: [0, 2] }, c2: { orders: [1], payments: [0] } },
  });
});

it('R3: 12 partitions, 1 member', () => {
  expectAssignment(roundRobin, {
    topics: { orders: 12 },
    members: { c1: ['orders'] },
    because: 'the row ascends by number, 9 before 10',
    expected: { c1: { orders: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] } },
  });
});

it('R4: 7 partitions, 3 members', () => {
  expectAssignment(roundRobin, {
    topics: { orders: 7 },
    members: { c1: ['orders'], c2: ['orders'], c3: ['orders'] },
    because: 'the circle is gone around twice, and c1 has one more turn',
    expected: { c1: { orders: [0, 3, 6] }, c2: { orders: [1, 4] }, c3: { orders: [2, 5] } },
  });
});

it('R4: four topics of one partition', () => {
  expectAssignment(roundRobin, {
    topics: { a: 1, b: 1, c: 1, d: 1 },
    members: { c1: ['a', 'b', 'c', 'd'], c2: ['a', 'b', 'c', 'd'] },
    because: 'the turn goes on from topic to topic',
    expected: { c1: { a: [0], c: [0] }, c2: { b: [0], d: [0] } },
  });
});

it('R4: who does not subscribe is passed over', () => {
  expectAssignment(roundRobin, {
    topics: { orders: 4, payments: 1 },
    members: { c1: ['orders', 'payments'], c2: ['payments'], c3: ['orders', 'payments'] },
    because: 'c2 loses two turns in orders, and payments begins with c1',
    expected: { c1: { orders: [0, 2], payments: [0] }, c2: {}, c3: { orders: [1, 3] } },
  });
});

it('R4: the turn is with whoever sits after the owner', () => {
  expectAssignment(roundRobin, {
    topics: { orders: 1, payments: 1 },
    members: { c1: ['payments'], c2: ['orders', 'payments'], c3: ['payments'] },
    because: 'c1 was passed over for orders-0, and c3 sits after its owner c2',
    expected: { c1: {}, c2: { orders: [0] }, c3: { payments: [0] } },
  });
});

it('R4: subscriptions that overlap in a chain', () => {
  expectAssignment(roundRobin, {
    topics: { orders: 3, payments: 3 },
    members: { c1: ['orders'], c2: ['orders', 'payments'], c3: ['payments'] },
    because: 'orders-2 goes to c1, so payments begins with c2',
    expected: { c1: { orders: [0, 2] }, c2: { orders: [1], payments: [0, 2] }, c3: { payments: [1] } },
  });
});

it('R4: a turn that is lost is not made up for', () => {
  expectAssignment(roundRobin, {
    topics: { t0: 1, t1: 2, t2: 3 },
    members: { c0: ['t0'], c1: ['t0', 't1'], c2: ['t0', 't1', 't2'] },
    because: 'round robin looks at whose turn it is, not at how much anybody has',
    expected: { c0: { t0: [0] }, c1: { t1: [0] }, c2: { t1: [1], t2: [0, 1, 2] } },
  });
});

it('R4: 200 groups recorded from Kafka', () => {
  expectEveryAssignment(roundRobin, recordedGroups, partitionsInPlace);
});

it('R5: fewer partitions than members', () => {
  expectAssignment(roundRobin, {
    topics: { orders: 2 },
    members: { c1: ['orders'], c2: ['orders'], c3: ['orders'] },
    because: 'two partitions go to two members',
    expected: { c1: { orders: [0] }, c2: { orders: [1] }, c3: {} },
  });
});

it('R5: a member that subscribes to nothing', () => {
  expectAssignment(roundRobin, {
    topics: { orders: 2 },
    members: { c1: [], c2: ['orders'] },
    expected: { c1: {}, c2: { orders: [0, 1] } },
  });
});

it('R5: no topic has metadata', () => {
  expectAssignment(roundRobin, {
    topics: {},
    members: { c1: ['orders'], c2: ['orders'] },
    expected: { c1: {}, c2: {} },
  });
});

it('R5: its members and no others, in 200 groups recorded from Kafka', () => {
  expectEveryAssignment(roundRobin, recordedGroups, membersOfTheGroup);
});

it('R6: the name is roundrobin', () => {
  expectProtocolName(new RoundRobinAssignor().name(), 'roundrobin');
});

it('R6: asked twice, it answers the same', () => {
  const assign = oneRoundRobinAssignor();
  const group = {
    topics: { orders: 3 },
    members: { c1: ['orders'], c2: ['orders'] },
    expected: { c1: { orders: [0, 2] }, c2: { orders: [1] } },
  };
  expectAssignment(assign, group);
  expectAssignment(assign, { ...group, because: 'every call begins with the first member' });
});

it('R6: a member that left is forgotten', () => {
  const assign = oneRoundRobinAssignor();
  expectAssignment(assign, {
    topics: { orders: 6 },
    members: { c1: ['orders'], c2: ['orders'], c3: ['orders'] },
    expected: { c1: { orders: [0, 3] }, c2: { orders: [1, 4] }, c3: { orders: [2, 5] } },
  });
  expectAssignment(assign, {
    topics: { orders: 6 },
    members: { c1: ['orders'], c3: ['orders'] },
    because: 'c2 was there in the call before and is gone',
    expected: { c1: { orders: [0, 2, 4] }, c3: { orders: [1, 3, 5] } },
  });
});

it('R6: a member that has joined is seen', () => {
  const assign = oneRoundRobinAssignor();
  expectAssignment(assign, {
    topics: { orders: 3 },
    members: { c2: ['orders'], c3: ['orders'] },
    expected: { c2: { orders: [0, 2] }, c3: { orders: [1] } },
  });
  expectAssignment(assign, {
    topics: { orders: 3 },
    members: { c2: ['orders'], c3: ['orders'], c1: ['orders'] },
    because: 'c1 has joined since the call before and sits first',
    expected: { c1: { orders: [0] }, c2: { orders: [1] }, c3: { orders: [2] } },
  });
});

it('R6: an earlier answer stays as it was', () => {
  expectEarlierAnswerKept(
    oneRoundRobinAssignor(),
    { topics: { orders: 2 }, members: { c1: ['orders'], c2: ['orders'] } },
    { topics: { orders: 2 }, members: { c2: ['orders'] } },
  );
});

it('R6: the map of subscriptions stays as it was', () => {
  expectSubscriptionsUnchanged(roundRobin, {
    topics: { orders: 4, payments: 2 },
    members: { c2: ['payments', 'orders'], c1: ['orders'], c3: [] },
  });
});
