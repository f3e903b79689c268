// The rules of brief.md, in its order, each from easy to hard: single rounds first, then seeded histories of two rounds, then a group on the
// simulated cluster. No test asks for one division where several are right. Times are virtual.
import {
  type Assign,
  expectEarlierAnswerKept,
  expectNoProblem,
  expectProtocolName,
  expectSubscriptionsUnchanged,
  freshAnswer,
  hasNoSwap,
  isBalanced,
  isComplete,
  isMostKept,
  isSticky,
} from 'testkit';
import { it } from 'vitest';
import { CooperativeStickyAssignor } from './answer';
import { type HistoryKind, problemInHistories } from './histories';
import { LiveGroup } from './live-group';
import {
  type AssignorClass,
  freeIsGiven,
  type GroupSpec,
  inOneHand,
  type MemberSpec,
  nothingLost,
  overall,
  roundsInWords,
  type TwoRounds,
  twoRounds,
} from './rounds';

// A function, because tests are collected before the answer is loaded.
const answer = (): AssignorClass => CooperativeStickyAssignor;
const fresh = () => freshAnswer<{ CooperativeStickyAssignor: typeof CooperativeStickyAssignor }>();
const orders = ['orders'];
const both = ['orders', 'payments'];

type RoundsCheck = (rounds: TwoRounds) => string | undefined;

const handsOver: RoundsCheck = ({ first, second }) => inOneHand(first) ?? inOneHand(second);
const givesFreeOnes: RoundsCheck = ({ first }) => freeIsGiven(first);
const isWholeAtLast: RoundsCheck = ({ second }) => isComplete(second);
const isEvenAtLast: RoundsCheck = ({ second }) => isBalanced(second);
const takesNothingMore: RoundsCheck = ({ second }) => nothingLost(second);
const keeps: RoundsCheck = (rounds) => isSticky(overall(rounds));

/** Fails the test with the first problem, and shows both rounds. */
function expectRounds(spec: GroupSpec, ...checks: readonly RoundsCheck[]): TwoRounds {
  const rounds = twoRounds(answer(), spec);
  if (typeof rounds === 'string') {
    expectNoProblem(rounds);
    throw new Error(rounds);
  }
  for (const check of checks) {
    const problem = check(rounds);
    expectNoProblem(problem && `${problem}${roundsInWords(rounds)}`);
  }
  return rounds;
}

function expectInHistories(check: RoundsCheck, kind: HistoryKind): void {
  expectNoProblem(problemInHistories(answer(), check, { ...kind, seeds: 25 }));
}

const owns = (topics: readonly string[], owned: MemberSpec['owns'], generation = 1): MemberSpec =>
  owned === undefined ? { topics, generation } : { topics, owns: owned, generation };

const threeOfSix = {
  topics: { orders: 6 },
  members: { c1: owns(orders, { orders: [0, 1, 2] }), c2: owns(orders, { orders: [3, 4, 5] }), c3: { topics: orders } },
};

/** One assignor for all calls, as in a consumer that leads its group for long. */
function oneAssignor(): Assign {
  const Assignor = answer();
  const assignor = new Assignor();
  return (metadata, subscriptions) => assignor.assign(metadata, subscriptions);
}

async function started(partitions: number, ...names: readonly string[]): Promise<LiveGroup> {
  const group = new LiveGroup(fresh, { partitions });
  for (const name of names) group.start(name);
  await group.settle();
  return group;
}

it('R1: name() is cooperative-sticky', () => {
  expectProtocolName(new (answer())().name(), 'cooperative-sticky');
});

it('R1: a group of consumers with this assignor alone', async () => {
  const group = await started(6, 'c1', 'c2');
  group.expectProtocol('cooperative-sticky');
});

it('R1: a consumer that lists Range before it', async () => {
  const group = new LiveGroup(fresh);
  group.start('c1', 'both');
  group.start('c2', 'range');
  await group.settle();
  group.expectProtocol('range');
});

it('R2: a member joins', () => {
  expectRounds(threeOfSix, handsOver);
});

it('R2: a member joins one that has everything', () => {
  const members = { c1: owns(orders, { orders: [0, 1, 2, 3, 4, 5, 6] }), c2: { topics: orders } };
  expectRounds({ topics: { orders: 7 }, members }, handsOver);
});

it('R2: a member joins with other topics', () => {
  const members = { c1: owns(both, { orders: [0, 1], payments: [0, 1] }), c2: { topics: orders } };
  expectRounds({ topics: { orders: 2, payments: 2 }, members }, handsOver);
});

it('R2: what only a member of an older generation lists is its own', () => {
  const members = {
    c1: owns(orders, { orders: [0, 1, 2, 3] }, 3),
    c2: owns(orders, { orders: [4, 5] }, 5),
    c3: { topics: orders },
  };
  expectRounds({ topics: { orders: 6 }, members }, handsOver);
});

it('R2: two members list the same partition, in one generation', () => {
  const members = {
    c1: owns(orders, { orders: [0, 1] }, 5),
    c2: owns(orders, { orders: [1, 2] }, 5),
    c3: { topics: orders },
  };
  expectRounds({ topics: { orders: 3 }, members }, handsOver);
});

it('R2: 25 histories with equal subscriptions', () => {
  expectInHistories(handsOver, { isEqual: true, hasStaleClaims: true });
});

it('R2: 25 histories with different subscriptions', () => {
  expectInHistories(handsOver, { isEqual: false });
});

it('R2: a live group, in which members join, leave and crash', async () => {
  const group = await started(6, 'c1', 'c2');
  group.start('c3');
  await group.settle();
  group.leave('c1');
  await group.settle();
  group.start('c4');
  group.crash('c2');
  await group.settle();
  group.expectOneHand();
});

it('R2: an eager group is taken to the cooperative protocol, one member after the other', async () => {
  const group = new LiveGroup(fresh, { partitions: 6 });
  const names = ['c1', 'c2', 'c3'];
  for (const name of names) group.start(name, 'both');
  await group.settle();
  for (const name of names) {
    group.leave(name);
    await group.cluster.runFor(3000);
    group.start(name);
    await group.settle();
  }
  group.expectOneHand();
  group.expectDivided();
});

it('R3: what nobody owns is given at once', () => {
  const members = { c1: owns(orders, { orders: [0, 1] }), c2: owns(orders, { orders: [3, 4] }) };
  expectRounds({ topics: { orders: 6 }, members }, givesFreeOnes);
});

it('R3: free ones do not wait for others that move', () => {
  const members = { c1: owns(orders, { orders: [0, 1, 2, 3] }), c2: { topics: orders } };
  expectRounds({ topics: { orders: 5 }, members }, givesFreeOnes);
});

it('R3: a new group is divided in its first round', () => {
  const members = { c1: { topics: both }, c2: { topics: orders }, c3: { topics: both } };
  expectRounds({ topics: { orders: 5, payments: 2 }, members }, givesFreeOnes);
});

it('R3: what is listed by somebody who reads it no more', () => {
  const members = { c1: owns(orders, { orders: [0, 1], payments: [0] }), c2: owns(both, { payments: [1] }) };
  expectRounds({ topics: { orders: 2, payments: 2 }, members }, givesFreeOnes, isWholeAtLast);
});

it('R3: what moves has its new owner in the second round', () => {
  expectRounds(threeOfSix, isWholeAtLast);
});

it('R3: one leader for both rounds', () => {
  const Assignor = answer();
  const rounds = twoRounds(Assignor, threeOfSix, new Assignor());
  const problem = typeof rounds === 'string' ? rounds : isWholeAtLast(rounds);
  expectNoProblem(problem);
});

it('R3: topics without metadata, listed twice, and deleted ones', () => {
  const topics = ['orders', 'orders', 'gone'];
  const members = { c1: owns(topics, { orders: [0], gone: [0] }), c2: { topics } };
  expectRounds({ topics: { orders: 4, gone: 0 }, members }, givesFreeOnes, isWholeAtLast);
});

it('R3: 25 histories with equal subscriptions', () => {
  expectInHistories((rounds) => givesFreeOnes(rounds) ?? isWholeAtLast(rounds), {
    isEqual: true,
    hasStaleClaims: true,
  });
});

it('R3: 25 histories with different subscriptions', () => {
  expectInHistories((rounds) => givesFreeOnes(rounds) ?? isWholeAtLast(rounds), { isEqual: false });
});

it('R4: a member joins', () => {
  expectRounds(threeOfSix, isEvenAtLast, takesNothingMore);
});

it('R4: ten partitions of three, and a fourth', () => {
  const members = {
    c1: owns(orders, { orders: [0, 1, 2, 3] }),
    c2: owns(orders, { orders: [4, 5, 6] }),
    c3: owns(orders, { orders: [7, 8, 9] }),
    c4: { topics: orders },
  };
  expectRounds({ topics: { orders: 10 }, members }, isEvenAtLast, takesNothingMore);
});

it('R4: who reads both topics gives way where the other reads one', () => {
  const members = { c1: owns(both, { orders: [0, 1], payments: [0, 1] }), c2: { topics: orders } };
  expectRounds({ topics: { orders: 2, payments: 2 }, members }, isEvenAtLast, takesNothingMore);
});

it('R4: a chain of three, where what one gives up reaches the next over the other', () => {
  const members = {
    c1: owns(['orders', 'refunds'], { orders: [0, 1, 2, 3], refunds: [0, 1, 2, 3, 4, 5, 6, 7] }),
    c2: owns(['payments', 'refunds'], { payments: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] }),
    c3: { topics: ['payments'] },
  };
  expectRounds({ topics: { orders: 4, payments: 11, refunds: 8 }, members }, isEvenAtLast, takesNothingMore);
});

it('R4: 25 histories with equal subscriptions', () => {
  expectInHistories((rounds) => isEvenAtLast(rounds) ?? takesNothingMore(rounds), { isEqual: true });
});

it('R4: 25 histories with different subscriptions', () => {
  expectInHistories((rounds) => isEvenAtLast(rounds) ?? takesNothingMore(rounds), { isEqual: false });
});

it('R4: a live group, and its topic grows', async () => {
  const group = await started(5, 'c1', 'c2', 'c3');
  group.expectDivided();
  group.grow(6);
  await group.settle();
  group.expectDivided();
});

it('R5: nothing has changed', () => {
  const members = {
    c1: owns(orders, { orders: [1, 4] }),
    c2: owns(orders, { orders: [0, 3] }),
    c3: owns(orders, { orders: [2, 5] }),
  };
  expectRounds({ topics: { orders: 6 }, members }, keeps);
});

it('R5: a member joins, and takes one from each', () => {
  const members = {
    c1: owns(orders, { orders: [0, 1, 2, 3] }),
    c2: owns(orders, { orders: [4, 5, 6, 7] }),
    c3: owns(orders, { orders: [8, 9, 10, 11] }),
    c4: { topics: orders },
  };
  expectRounds({ topics: { orders: 12 }, members }, keeps);
});

it('R5: a member is gone, and the others keep all they have', () => {
  const members = { c1: owns(orders, { orders: [0, 3, 6] }), c3: owns(orders, { orders: [2, 5] }) };
  expectRounds({ topics: { orders: 7 }, members }, keeps);
});

it('R5: different subscriptions, and no exchange', () => {
  const members = {
    c1: owns(['a'], { a: [0, 1] }),
    c2: owns(['a', 'b'], { a: [2, 3], b: [2] }),
    c3: owns(['a', 'b'], { a: [4, 5], b: [3] }),
    c4: { topics: ['b'] },
  };
  expectRounds({ topics: { a: 6, b: 4 }, members }, (rounds) => hasNoSwap(overall(rounds)));
});

it('R5: two of a topic would go from c3 to c2, and one come to c3 again', () => {
  const members = {
    c1: { topics: ['audit'] },
    c2: owns(['refunds'], { refunds: [6, 1, 3, 4, 5] }),
    c3: owns(['audit', 'payments', 'refunds'], { refunds: [0, 2], audit: [0, 1, 2, 3] }),
  };
  const topics = { audit: 4, payments: 5, refunds: 7 };
  expectRounds({ topics, members }, (rounds) => hasNoSwap(overall(rounds)));
});

it('R5: 25 histories with equal subscriptions', () => {
  expectInHistories(keeps, { isEqual: true });
});

it('R5: 25 histories with different subscriptions', () => {
  expectInHistories(keeps, { isEqual: false });
});

it('R5: a live group, and a member joins', async () => {
  const group = await started(6, 'c1', 'c2');
  const since = group.cluster.now;
  group.start('c3');
  await group.settle();
  group.expectKeptRunning(since);
  group.expectMoved(since, 2);
});

it('R5: a live group that was eager, and a member joins', async () => {
  const group = new LiveGroup(fresh, { partitions: 6 });
  for (const name of ['c1', 'c2']) group.start(name, 'both');
  await group.settle();
  for (const name of ['c1', 'c2']) {
    group.crash(name);
    group.start(name);
    await group.settle();
  }
  const since = group.cluster.now;
  group.start('c3');
  await group.settle();
  group.expectKeptRunning(since);
  group.expectMoved(since, 2);
});

it('R6: a stale claim to one partition', () => {
  const members = { c1: owns(orders, { orders: [0, 1] }, 5), c2: owns(orders, { orders: [1, 2] }, 6) };
  expectRounds({ topics: { orders: 3 }, members }, (rounds) => isMostKept(overall(rounds)));
});

it('R6: the same with the ids the other way round', () => {
  const members = { c1: owns(orders, { orders: [1, 2] }, 6), c2: owns(orders, { orders: [0, 1] }, 5) };
  expectRounds({ topics: { orders: 3 }, members }, (rounds) => isMostKept(overall(rounds)));
});

it('R6: generation 10 is later than generation 9', () => {
  const members = {
    c1: owns(orders, { orders: [0, 1] }, 9),
    c2: owns(orders, { orders: [0, 1] }, 10),
    c3: owns(orders, { orders: [2, 3] }, 10),
  };
  expectRounds({ topics: { orders: 4 }, members }, (rounds) => inOneHand(rounds.first) ?? isMostKept(overall(rounds)));
});

it('R6: a claim without a generation is older than any with one', () => {
  const none: MemberSpec = { topics: orders, owns: { orders: [0, 1] }, generation: undefined };
  const members = { c1: none, c2: owns(orders, { orders: [0, 1] }, 1), c3: owns(orders, { orders: [2] }, 1) };
  expectRounds({ topics: { orders: 4 }, members }, (rounds) => isMostKept(overall(rounds)));
});

it('R6: 25 histories in which members come back with what they had', () => {
  expectInHistories(keeps, { isEqual: true, hasStaleClaims: true });
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

it('R7: a leader that has led before goes by what members own now', () => {
  const Assignor = answer();
  const leader = new Assignor();
  twoRounds(Assignor, { topics: { orders: 4 }, members: { c1: { topics: orders }, c2: { topics: orders } } }, leader);
  const members = { c1: owns(orders, { orders: [2, 3] }, 9), c2: owns(orders, { orders: [0, 1] }, 9) };
  const rounds = twoRounds(Assignor, { topics: { orders: 4 }, members }, leader);
  expectNoProblem(typeof rounds === 'string' ? rounds : keeps(rounds));
});
