// The rules of brief.md, in its order, each from easy to hard. No test asks for one division where several are right. The last tests of a rule
// are seeded histories: what members were given in one rebalance is what they send in the next.
import { topicPartition } from 'kafka';
import {
  type Assign,
  divisionInWords,
  expectEarlierAnswerKept,
  expectNoProblem,
  expectProtocolName,
  expectSubscriptionsUnchanged,
  hasNoSwap,
  isBalanced,
  isComplete,
  isLeftAlone,
  isMostKept,
  isSticky,
  type StickyCheck,
  type StickyDivision,
} from 'testkit';
import { it } from 'vitest';
import { StickyAssignor } from './answer';
import { garbled } from './garbled';
import { type AssignorClass, divide, type GroupSpec, type MemberSpec, tell, userDataOf } from './group';
import { type HistoryKind, problemInHistories } from './histories';

// A function, because tests are collected before the answer is loaded.
const answer = (): AssignorClass => StickyAssignor;
const orders = ['orders'];
const both = ['orders', 'payments'];

/** Fails the test with the first problem, and with who had and was given what. */
function expectDivision(spec: GroupSpec, ...checks: readonly StickyCheck[]): StickyDivision {
  return held(divide(answer(), spec), checks);
}

function held(division: StickyDivision | string, checks: readonly StickyCheck[]): StickyDivision {
  if (typeof division === 'string') {
    expectNoProblem(division);
    throw new Error(division);
  }
  for (const check of checks) {
    const problem = check(division);
    expectNoProblem(problem && `${problem}${divisionInWords(division)}`);
  }
  return division;
}

function expectGiven(division: StickyDivision, memberId: string, ...names: readonly string[]): void {
  const given = division.members.find((member) => member.memberId === memberId)?.given ?? [];
  const lacks = names.filter((name) => !given.includes(name));
  if (lacks.length === 0) return;
  expectNoProblem(`${memberId} was to be given ${lacks.join(', ')}.${divisionInWords(division)}`);
}

function expectInHistories(check: StickyCheck, kind: HistoryKind): void {
  expectNoProblem(problemInHistories(answer(), check, { ...kind, seeds: 25 }));
}

/** One assignor for all calls, as in a consumer that leads its group for long. */
function oneAssignor(): Assign {
  const Assignor = answer();
  const assignor = new Assignor();
  return (metadata, subscriptions) => assignor.assign(metadata, subscriptions);
}

const had = (topics: readonly string[], given: MemberSpec['had'], generation = 1): MemberSpec =>
  given === undefined ? { topics, generation } : { topics, had: given, generation };

/** c1 has left payments, which c3 alone can read. What c3 had of the others goes on, and leaves room for one of refunds. */
const anotherTopic: GroupSpec = {
  topics: { audit: 4, payments: 5, refunds: 7 },
  members: {
    c1: had(['audit'], { payments: [0, 1, 2, 3, 4] }),
    c2: had(['refunds'], { refunds: [0, 1, 3, 4, 6] }),
    c3: had(['audit', 'payments', 'refunds'], { refunds: [2, 5], audit: [0, 1, 2, 3] }),
  },
};

it('R1: one member reads all of its topic', () => {
  expectDivision({ topics: { orders: 3 }, members: { c1: { topics: orders } } }, isComplete);
});

it('R1: two members, a topic each', () => {
  expectDivision(
    { topics: { orders: 2, payments: 3 }, members: { c1: { topics: orders }, c2: { topics: ['payments'] } } },
    isComplete,
  );
});

it('R1: more members than partitions', () => {
  const members = { c1: { topics: orders }, c2: { topics: orders }, c3: { topics: orders } };
  expectDivision({ topics: { orders: 2 }, members }, isComplete);
});

it('R1: a topic listed twice, one without metadata, one that nobody reads', () => {
  const members = { c1: { topics: ['orders', 'orders'] }, c2: { topics: ['new-topic', 'orders'] } };
  expectDivision({ topics: { orders: 4, audit: 2, 'new-topic': 0 }, members }, isComplete);
});

it('R1: what a member had of a topic that it reads no more goes to somebody else', () => {
  const members = {
    c1: had(orders, { orders: [0], payments: [0, 1] }),
    c2: had(both, { orders: [1] }),
  };
  expectDivision({ topics: { orders: 2, payments: 2 }, members }, isComplete);
});

it('R1: what a member had of a deleted topic is nobody’s', () => {
  const topics = [...both, 'gone'];
  const members = { c1: had(topics, { orders: [0], gone: [0, 1] }), c2: had(topics, { orders: [1] }) };
  expectDivision({ topics: { orders: 2, payments: 2 }, members }, isComplete);
});

it('R1: three topics, each read by two of three members', () => {
  const members = { c1: { topics: ['a', 'b'] }, c2: { topics: ['b', 'c'] }, c3: { topics: ['c', 'a'] } };
  expectDivision({ topics: { a: 1, b: 2, c: 3 }, members }, isComplete);
});

it('R1: 25 histories with equal subscriptions', () => {
  expectInHistories(isComplete, { isEqual: true, hasStaleClaims: true });
});

it('R1: 25 histories with different subscriptions', () => {
  expectInHistories(isComplete, { isEqual: false, hasStaleClaims: true });
});

it('R2: a new group, 7 partitions and 3 members', () => {
  const members = { c1: { topics: orders }, c2: { topics: orders }, c3: { topics: orders } };
  expectDivision({ topics: { orders: 7 }, members }, isBalanced);
});

it('R2: a new group, three topics of one partition', () => {
  const topics = ['a', 'b', 'c'];
  expectDivision({ topics: { a: 1, b: 1, c: 1 }, members: { c1: { topics }, c2: { topics } } }, isBalanced);
});

it('R2: a new group, where one member reads one topic of two', () => {
  const members = { c1: { topics: both }, c2: { topics: orders } };
  expectDivision({ topics: { orders: 3, payments: 3 }, members }, isBalanced);
});

it('R2: a member joins one that has everything', () => {
  const members = { c1: had(orders, { orders: [0, 1, 2, 3] }), c2: { topics: orders } };
  expectDivision({ topics: { orders: 4 }, members }, isBalanced);
});

it('R2: one, two and three partitions, where round robin gives one, one and four', () => {
  const members = {
    c0: { topics: ['t0'] },
    c1: { topics: ['t0', 't1'] },
    c2: { topics: ['t0', 't1', 't2'] },
  };
  expectDivision({ topics: { t0: 1, t1: 2, t2: 3 }, members }, isBalanced);
});

it('R2: who reads both topics gives way where the other reads one', () => {
  const members = { c1: had(both, { orders: [0, 1], payments: [0, 1] }), c2: { topics: orders } };
  expectDivision({ topics: { orders: 2, payments: 2 }, members }, isBalanced);
});

it('R2: a chain in which nobody reads everything', () => {
  const members = {
    c1: had(['a', 'b'], { a: [0, 1, 2], b: [0, 1, 2] }),
    c2: had(['b', 'c'], { c: [0] }),
    c3: { topics: ['c', 'd'] },
    c4: { topics: ['d', 'a'] },
  };
  expectDivision({ topics: { a: 3, b: 3, c: 3, d: 1 }, members }, isBalanced);
});

it('R2: a member reads another topic, and its own goes to one that has much already', () => {
  expectDivision(anotherTopic, isBalanced);
});

it('R2: 25 histories with equal subscriptions', () => {
  expectInHistories(isBalanced, { isEqual: true, hasStaleClaims: true });
});

it('R2: 25 histories with different subscriptions', () => {
  expectInHistories(isBalanced, { isEqual: false, hasStaleClaims: true });
});

it('R3: nothing has changed', () => {
  const members = {
    c1: had(orders, { orders: [1, 4] }),
    c2: had(orders, { orders: [0, 3] }),
    c3: had(orders, { orders: [2, 5] }),
  };
  expectDivision({ topics: { orders: 6 }, members }, isMostKept);
});

it('R3: a member joins, and takes one from each', () => {
  const members = {
    c1: had(orders, { orders: [0, 1, 2, 3] }),
    c2: had(orders, { orders: [4, 5, 6, 7] }),
    c3: had(orders, { orders: [8, 9, 10, 11] }),
    c4: { topics: orders },
  };
  expectDivision({ topics: { orders: 12 }, members }, isMostKept);
});

it('R3: a member is gone, and the others keep all they have', () => {
  const members = { c1: had(orders, { orders: [0, 3, 6, 9] }), c3: had(orders, { orders: [2, 5, 8, 11] }) };
  expectDivision({ topics: { orders: 12 }, members }, isMostKept);
});

it('R3: whoever has one more keeps one more', () => {
  const members = {
    c1: had(orders, { orders: [0, 1] }),
    c2: had(orders, { orders: [2, 3] }),
    c3: had(orders, { orders: [4, 5, 6] }),
  };
  expectDivision({ topics: { orders: 7 }, members }, isMostKept);
});

it('R3: two have one more, and there is one more for one alone', () => {
  const members = {
    c1: had(orders, { orders: [0, 1, 2] }),
    c2: had(orders, { orders: [3, 4, 5] }),
    c3: { topics: orders },
  };
  expectDivision({ topics: { orders: 7 }, members }, isMostKept);
});

it('R3: a topic grows, and nobody gives anything up', () => {
  const members = { c1: had(orders, { orders: [0, 1] }), c2: had(orders, { orders: [2, 3] }) };
  expectDivision({ topics: { orders: 7 }, members }, isMostKept);
});

it('R3: two topics, of which one member has most of the one', () => {
  const members = {
    c1: had(both, { orders: [0, 1, 2] }),
    c2: had(both, { payments: [0, 1, 2] }),
    c3: { topics: both },
  };
  expectDivision({ topics: { orders: 3, payments: 3 }, members }, isMostKept);
});

it('R3: 25 histories, each rebalance led by another member', () => {
  expectInHistories(isMostKept, { isEqual: true });
});

it('R4: different subscriptions, and nothing has changed', () => {
  const members = {
    c0: had(['t0'], { t0: [0] }),
    c1: had(['t0', 't1'], { t1: [0, 1] }),
    c2: had(['t0', 't1', 't2'], { t2: [0, 1, 2] }),
  };
  expectDivision({ topics: { t0: 1, t1: 2, t2: 3 }, members }, isLeftAlone);
});

it('R4: balanced in another way than a new group would be', () => {
  const members = {
    c1: had(both, { orders: [2, 3], payments: [0] }),
    c2: had(orders, { orders: [0, 1] }),
    c3: had(both, { payments: [1, 2] }),
  };
  expectDivision({ topics: { orders: 4, payments: 3 }, members }, isLeftAlone);
});

it('R4: a member joins with a topic of its own besides', () => {
  const members = {
    c1: had(orders, { orders: [0, 1, 2, 3] }),
    c2: had(orders, { orders: [4, 5, 6, 7] }),
    c3: { topics: both },
  };
  expectDivision({ topics: { orders: 8, payments: 2 }, members }, hasNoSwap);
});

it('R4: a member reads one topic less, and everything shifts', () => {
  const members = {
    c1: had(['a'], { a: [0, 1], b: [0, 1] }),
    c2: had(['a', 'b'], { a: [2, 3], b: [2] }),
    c3: had(['a', 'b'], { a: [4, 5], b: [3] }),
  };
  expectDivision({ topics: { a: 6, b: 4 }, members }, hasNoSwap);
});

it('R4: two of a topic go from c3 to c2, and one comes to c3 again', () => {
  expectDivision(anotherTopic, hasNoSwap);
});

it('R4: 25 histories', () => {
  expectInHistories(isSticky, { isEqual: false });
});

it('R5: a stale claim to one partition', () => {
  const members = {
    c1: had(orders, { orders: [0, 1] }, 5),
    c2: had(orders, { orders: [1, 2] }, 4),
    c3: had(orders, { orders: [3] }, 5),
  };
  const division = expectDivision({ topics: { orders: 4 }, members }, isMostKept);
  expectGiven(division, 'c1', 'orders-0', 'orders-1');
});

it('R5: the same with the ids the other way round', () => {
  const members = {
    c1: had(orders, { orders: [1, 2] }, 4),
    c2: had(orders, { orders: [0, 1] }, 5),
    c3: had(orders, { orders: [3] }, 5),
  };
  const division = expectDivision({ topics: { orders: 4 }, members }, isMostKept);
  expectGiven(division, 'c2', 'orders-0', 'orders-1');
});

it('R5: generation 10 is later than generation 9', () => {
  const members = {
    c1: had(orders, { orders: [0, 1] }, 9),
    c2: had(orders, { orders: [0, 1] }, 10),
    c3: had(orders, { orders: [2, 3] }, 10),
  };
  const division = expectDivision({ topics: { orders: 6 }, members }, isMostKept);
  expectGiven(division, 'c2', 'orders-0', 'orders-1');
});

it('R5: three generations claim the same', () => {
  const members = {
    c1: had(orders, { orders: [0, 1, 2] }, 3),
    c2: had(orders, { orders: [0, 1, 2] }, 6),
    c3: had(orders, { orders: [0, 1, 2] }, 4),
    c4: had(orders, { orders: [3, 4, 5] }, 6),
  };
  expectDivision({ topics: { orders: 6 }, members }, isMostKept);
});

it('R5: an old claim that nobody disputes holds', () => {
  const members = {
    c1: had(orders, { orders: [0, 1] }, 7),
    c2: had(orders, { orders: [2, 3] }, 4),
    c3: had(orders, { orders: [4, 5] }, 7),
  };
  const division = expectDivision({ topics: { orders: 6 }, members }, isMostKept);
  expectGiven(division, 'c2', 'orders-2', 'orders-3');
});

it('R5: a stale claim with different subscriptions', () => {
  const members = {
    c1: had(both, { orders: [0, 1] }, 4),
    c2: had(orders, { orders: [0, 1] }, 5),
    c3: had(both, { payments: [0, 1] }, 5),
  };
  expectDivision({ topics: { orders: 2, payments: 2 }, members }, isSticky);
});

it('R5: two claims of one generation: either may keep it, and the rest stays', () => {
  const members = {
    c1: had(orders, { orders: [0, 1] }, 5),
    c2: had(orders, { orders: [1, 2] }, 5),
    c3: had(orders, { orders: [3, 4] }, 5),
  };
  expectDivision({ topics: { orders: 6 }, members }, isComplete, isBalanced, isMostKept);
});

it('R5: 25 histories in which members miss assignments and come back', () => {
  expectInHistories(isSticky, { isEqual: true, hasStaleClaims: true });
});

it('R5: 25 histories with double claims', () => {
  expectInHistories(isSticky, { isEqual: true, hasDoubleClaims: true });
});

it('R6: a member that sends nothing', () => {
  const members = {
    c1: had(orders, { orders: [0, 1] }),
    c2: had(orders, { orders: [2, 3] }),
    c3: { topics: orders, sends: { userData: undefined } },
  };
  expectDivision({ topics: { orders: 6 }, members }, isComplete, isBalanced, isMostKept);
});

it('R6: a member that sends what no assignor of yours wrote, or what it would but for one part', () => {
  const Assignor = answer();
  const assignor = new Assignor();
  tell(assignor, 'c2', [topicPartition('orders', 4), topicPartition('orders', 5)], 1);
  const foreign: readonly unknown[] = [null, 'lost+found', 42, true, [], [null], {}, { generation: 'x' }, [[['a']]]];
  for (const userData of [...foreign, ...garbled(userDataOf(assignor, orders))]) {
    const members = {
      c1: had(orders, { orders: [0, 1] }),
      c2: { topics: orders, sends: { userData } },
      c3: had(orders, { orders: [2, 3] }),
    };
    expectDivision({ topics: { orders: 6 }, members }, isComplete, isBalanced, isMostKept);
  }
});

it('R7: name() is sticky', () => {
  expectProtocolName(new (answer())().name(), 'sticky');
});

it('R7: a member that joins twice in a row still says what it had', () => {
  const Assignor = answer();
  const assignor = new Assignor();
  tell(assignor, 'c1', [topicPartition('orders', 1), topicPartition('orders', 3)], 4);
  userDataOf(assignor, orders);
  const members = {
    c1: { topics: orders, sends: { userData: userDataOf(assignor, orders) }, generation: 4 },
    c2: had(orders, { orders: [0] }, 4),
  };
  expectGiven(expectDivision({ topics: { orders: 4 }, members }), 'c1', 'orders-1', 'orders-3');
});

it('R7: what was given last is what counts', () => {
  const Assignor = answer();
  const assignor = new Assignor();
  tell(assignor, 'c1', [topicPartition('orders', 0)], 4);
  tell(assignor, 'c1', [topicPartition('orders', 3)], 5);
  const members = {
    c1: { topics: orders, sends: { userData: userDataOf(assignor, orders) }, generation: 5 },
    c2: had(orders, { orders: [0, 1] }, 5),
  };
  const division = expectDivision({ topics: { orders: 4 }, members });
  expectGiven(division, 'c1', 'orders-3');
  expectGiven(division, 'c2', 'orders-0', 'orders-1');
});

it('R7: a leader that has led before goes by what members send', () => {
  const Assignor = answer();
  const leader = new Assignor();
  const before = { c1: { topics: orders }, c2: { topics: orders } };
  divide(answer(), { topics: { orders: 4 }, members: before }, leader);
  const members = { c1: had(orders, { orders: [2, 3] }, 9), c2: had(orders, { orders: [0, 1] }, 9) };
  held(divide(answer(), { topics: { orders: 4 }, members }, leader), [isMostKept]);
});

it('R7: an earlier answer stays as it was', () => {
  expectEarlierAnswerKept(
    oneAssignor(),
    { topics: { orders: 2 }, members: { c1: orders, c2: orders } },
    { topics: { orders: 2 }, members: { c2: orders } },
  );
});

it('R7: the map of subscriptions stays as it was', () => {
  expectSubscriptionsUnchanged(oneAssignor(), {
    topics: { orders: 4, payments: 2 },
    members: { c2: both, c1: orders, c3: [] },
  });
});
