// The rules of brief.md, in its order, each from easy to hard; the last tests of a rule are on a running group where it shows there.
import { ConfigException } from 'kafka';
import { RandomStream } from 'simulator';
import {
  type Assign,
  answersLike,
  callAssign,
  type Division,
  type DivisionCheck,
  expectDivision,
  expectEarlierAnswerKept,
  expectEveryDivision,
  expectNoProblem,
  expectProtocolName,
  expectSubscriptionsUnchanged,
  firstDifference,
  freshAnswer,
  type OwnedByMember,
  shown,
  wholeDivision,
} from 'testkit';
import { it } from 'vitest';
import { WeightedAssignor } from './answer';
import { seededGroups } from './groups';
import { type Answer, RunningGroup } from './running-group';
import { largestRemainders, nothingForZero, withinOne } from './shares';

/** A new assignor for every call. */
const weighted: Assign = (metadata, subscriptions) => new WeightedAssignor().assign(metadata, subscriptions);

const answer: Answer = () => freshAnswer<{ WeightedAssignor: typeof WeightedAssignor }>();

const equalSubscriptions = seededGroups('equal');
const differentSubscriptions = seededGroups('different');

/** Members that all read the same, with what each sends. */
function reading(topics: readonly string[], sent: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(Object.entries(sent).map(([memberId, userData]) => [memberId, { topics, userData }]));
}

function weights(given: Readonly<Record<string, number>>) {
  return Object.fromEntries(Object.entries(given).map(([memberId, weight]) => [memberId, { weight }]));
}

/** What `configure` and `subscriptionUserData` make of a configuration. */
function sentWith(config: Readonly<Record<string, unknown>>): unknown {
  const assignor = new WeightedAssignor();
  assignor.configure({ 'group.id': 'shop', ...config });
  return assignor.subscriptionUserData();
}

function expectSent(config: Readonly<Record<string, unknown>>, weight: number): void {
  expectWeight(`After configure(${JSON.stringify(config)})`, sentWith(config), weight);
}

function expectWeight(when: string, sent: unknown, weight: number): void {
  const found = typeof sent === 'object' && sent !== null && 'weight' in sent ? sent : undefined;
  if (found?.weight === weight) return;
  const came = found === undefined ? shown(sent) : `{ weight: ${shown(found.weight)} }`;
  expectNoProblem(`${when} subscriptionUserData() must return { weight: ${weight} }. It returned ${came}.`);
}

function expectRefused(weight: unknown): void {
  let came = 'took it';
  try {
    sentWith({ 'assignor.weight': weight });
  } catch (error) {
    if (error instanceof ConfigException) return;
    came = `threw ${error instanceof Error ? error.name : 'something else'}`;
  }
  expectNoProblem(
    `configure() must throw a ConfigException for an assignor.weight that is ${shown(weight)}. It ${came}.`,
  );
}

it('R1: the weight of the configuration is sent', () => {
  expectSent({ 'assignor.weight': 3 }, 3);
});

it('R1: without the key the weight is 1', () => {
  expectSent({}, 1);
});

it('R1: 0 and fractions are weights', () => {
  expectSent({ 'assignor.weight': 0 }, 0);
  expectSent({ 'assignor.weight': 0.25 }, 0.25);
});

it('R1: each instance has a weight of its own', () => {
  const [heavy, light] = [new WeightedAssignor(), new WeightedAssignor()];
  heavy.configure({ 'assignor.weight': 5 });
  light.configure({ 'assignor.weight': 2 });
  expectWeight('Configured with 5, beside another in the same process,', heavy.subscriptionUserData(), 5);
  expectWeight('Configured with 2, beside another in the same process,', light.subscriptionUserData(), 2);
});

it('R1: a negative weight is refused', () => {
  expectRefused(-1);
});

it('R1: what is no number is refused', () => {
  expectRefused('many');
  expectRefused('2');
  expectRefused([2]);
});

it('R1: NaN and infinity are refused', () => {
  expectRefused(Number.NaN);
  expectRefused(Number.POSITIVE_INFINITY);
});

it('R1: a running group divides by what its members were configured with', async () => {
  const group = new RunningGroup(answer, { orders: 10 });
  group.join('c1', 3);
  group.join('c2', undefined);
  group.join('c3', 1);
  await group.rest();
  group.expectNow(wholeDivision, withinOne);
});

it('R1: of a running group only the consumer with a wrong weight fails', async () => {
  const group = new RunningGroup(answer, { orders: 6 });
  group.join('c1', 2);
  group.join('c2', 1);
  group.join('wrong', 'many');
  await group.rest('wrong');
  const { failure } = group.cluster.process('wrong');
  const says = 'The consumer with the weight "many" was to end with a ConfigException from configure().';
  expectNoProblem(failure instanceof ConfigException ? undefined : { says, cluster: group.cluster, atMs: 0 });
  group.expectNow(wholeDivision, withinOne);
});

it('R2: one member reads all of its topic', () => {
  expectDivision(
    weighted,
    { topics: { orders: 3 }, members: reading(['orders'], weights({ c1: 2 })), because: 'nobody else is there' },
    wholeDivision,
  );
});

it('R2: two members, a topic each', () => {
  expectDivision(
    weighted,
    {
      topics: { orders: 2, payments: 2 },
      members: { c1: { topics: ['orders'], userData: { weight: 9 } }, c2: ['payments'] },
      because: 'a weight is no subscription',
    },
    wholeDivision,
  );
});

it('R2: a topic that nobody subscribes to, and one without metadata', () => {
  expectDivision(
    weighted,
    {
      topics: { audit: 3, orders: 2 },
      members: reading(['orders', 'new-topic'], weights({ c1: 1, c2: 1 })),
      because: 'audit has no reader, and nothing is known of new-topic',
    },
    wholeDivision,
  );
});

it('R2: a topic listed twice counts once', () => {
  expectDivision(
    weighted,
    {
      topics: { orders: 4 },
      members: { c1: ['orders', 'orders'], c2: ['orders'] },
      because: 'each has two of four',
    },
    both(wholeDivision, withinOne),
  );
});

it('R2: more members than partitions, and one that reads nothing', () => {
  expectDivision(
    weighted,
    { topics: { orders: 2 }, members: { c1: ['orders'], c2: ['orders'], c3: ['orders'], c4: [] } },
    wholeDivision,
  );
});

it('R2: everything is given in 140 groups with equal subscriptions', () => {
  expectEveryDivision(weighted, equalSubscriptions, wholeDivision);
});

it('R2: everything is given in 140 groups with different subscriptions', () => {
  expectEveryDivision(weighted, differentSubscriptions, wholeDivision);
});

it('R3: equal weights, equal shares', () => {
  expectDivision(
    weighted,
    { topics: { orders: 6 }, members: reading(['orders'], weights({ c1: 4, c2: 4, c3: 4 })) },
    withinOne,
  );
});

it('R3: weights 3 and 1', () => {
  expectDivision(
    weighted,
    { topics: { orders: 8 }, members: reading(['orders'], weights({ c1: 3, c2: 1 })), because: 'six and two' },
    withinOne,
  );
});

it('R3: weights that are fractions', () => {
  expectDivision(
    weighted,
    { topics: { orders: 12 }, members: reading(['orders'], weights({ c1: 0.5, c2: 0.25, c3: 0.75 })) },
    withinOne,
  );
});

it('R3: many small topics make one pile', () => {
  const topics = { a: 1, b: 1, c: 1, d: 1, e: 1, f: 1 };
  expectDivision(
    weighted,
    {
      topics,
      members: reading(Object.keys(topics), weights({ c1: 2, c2: 1 })),
      because: 'six partitions, four and two',
    },
    withinOne,
  );
});

it('R3: who does not subscribe has no part in the pile', () => {
  expectDivision(
    weighted,
    {
      topics: { orders: 6, payments: 4 },
      members: {
        c1: { topics: ['orders'], userData: { weight: 2 } },
        c2: { topics: ['orders'], userData: { weight: 1 } },
        c3: { topics: ['payments'], userData: { weight: 7 } },
        c4: { topics: ['payments'], userData: { weight: 7 } },
      },
      because: 'two groups of readers, two piles',
    },
    withinOne,
  );
});

it('R3: one heavy member among many light ones', () => {
  const light = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`light-${at}`, 1]));
  expectDivision(
    weighted,
    { topics: { orders: 30 }, members: reading(['orders'], weights({ heavy: 30, ...light })), because: '30 of 60' },
    withinOne,
  );
});

it('R3: within one in 140 groups with equal subscriptions', () => {
  expectEveryDivision(weighted, equalSubscriptions, withinOne);
});

it('R3: within one, pile by pile, in 140 groups with different subscriptions', () => {
  expectEveryDivision(weighted, differentSubscriptions, withinOne);
});

it('R4: two thirds are rounded up before one third', () => {
  expectDivision(
    weighted,
    { topics: { orders: 7 }, members: reading(['orders'], weights({ c1: 1, c2: 2 })), because: '2.33 and 4.67' },
    largestRemainders,
  );
});

it('R4: the heaviest is not always the one', () => {
  expectDivision(
    weighted,
    {
      topics: { orders: 10 },
      members: reading(['orders'], weights({ c1: 5.1, c2: 2.6, c3: 2.3 })),
      because: '5.1, 2.6 and 2.3',
    },
    largestRemainders,
  );
});

it('R4: a share below one can be rounded up', () => {
  expectDivision(
    weighted,
    {
      topics: { orders: 10 },
      members: reading(['orders'], weights({ a: 3.1, b: 3.1, c: 3, z: 0.8 })),
      because: '3.1, 3.1, 3 and 0.8',
    },
    largestRemainders,
  );
});

it('R4: largest remainders in 140 groups with equal subscriptions', () => {
  expectEveryDivision(weighted, equalSubscriptions, largestRemainders);
});

it('R4: largest remainders, pile by pile, in 140 groups with different subscriptions', () => {
  expectEveryDivision(weighted, differentSubscriptions, largestRemainders);
});

it('R5: a member with weight 0 gets nothing', () => {
  expectDivision(
    weighted,
    { topics: { orders: 5 }, members: reading(['orders'], weights({ c1: 1, c2: 0, c3: 1 })) },
    both(wholeDivision, nothingForZero),
  );
});

it('R5: not even what is left over', () => {
  expectDivision(
    weighted,
    { topics: { orders: 2 }, members: reading(['orders'], weights({ a: 0, b: 0, z: 0.001 })) },
    both(wholeDivision, nothingForZero),
  );
});

it('R5: where all have weight 0, all count the same', () => {
  expectDivision(
    weighted,
    { topics: { orders: 6 }, members: reading(['orders'], weights({ c1: 0, c2: 0, c3: 0 })) },
    both(wholeDivision, withinOne),
  );
});

it('R5: a pile whose only subscriber stands by', () => {
  expectDivision(
    weighted,
    {
      topics: { orders: 4, payments: 2 },
      members: {
        c1: { topics: ['orders'], userData: { weight: 1 } },
        c2: { topics: ['orders', 'payments'], userData: { weight: 0 } },
      },
      because: 'nobody else can take payments',
    },
    both(wholeDivision, nothingForZero),
  );
});

it('R5: a running standby takes over when the others have left', async () => {
  const group = new RunningGroup(answer, { orders: 4 });
  group.join('c1', 1);
  group.join('standby', 0);
  await group.rest();
  group.expectNow(wholeDivision, nothingForZero);
  group.leave('c1');
  await group.rest();
  group.expectNow(wholeDivision);
});

it('R6: no user data counts as 1', () => {
  expectDivision(
    weighted,
    { topics: { orders: 8 }, members: reading(['orders'], { c1: { weight: 3 }, c2: undefined }) },
    both(wholeDivision, withinOne),
  );
});

it('R6: null, text, lists and bytes count as 1', () => {
  expectDivision(
    weighted,
    {
      topics: { orders: 14 },
      members: reading(['orders'], {
        c1: { weight: 3 },
        c2: null,
        c3: 'weight=9',
        c4: [9],
        c5: new Uint8Array([9, 9]),
      }),
    },
    both(wholeDivision, withinOne),
  );
});

it('R6: a weight that is none counts as 1', () => {
  expectDivision(
    weighted,
    {
      topics: { orders: 14 },
      members: reading(['orders'], {
        c1: { weight: 3 },
        c2: { weight: null },
        c3: { weight: '5' },
        c4: { weight: {} },
        c5: { cores: 5 },
      }),
    },
    both(wholeDivision, withinOne),
  );
});

it('R6: negative, NaN and infinite weights count as 1', () => {
  expectDivision(
    weighted,
    {
      topics: { orders: 12 },
      members: reading(['orders'], weights({ c1: 3, c2: -4, c3: Number.NaN, c4: Number.POSITIVE_INFINITY })),
    },
    both(wholeDivision, withinOne),
  );
});

it('R6: more fields beside the weight are fine', () => {
  expectDivision(
    weighted,
    {
      topics: { orders: 8 },
      members: reading(['orders'], { c1: { version: 2, weight: 3, zone: 'a' }, c2: undefined }),
    },
    withinOne,
  );
});

it('R6: weights whose sum is beyond the largest number', () => {
  expectDivision(
    weighted,
    {
      topics: { orders: 9 },
      members: reading(['orders'], weights({ c1: Number.MAX_VALUE, c2: Number.MAX_VALUE, c3: 1 })),
      because: 'c1 and c2 share them all',
    },
    both(wholeDivision, withinOne),
  );
});

it('R6: members that send something else join a running group', async () => {
  const group = new RunningGroup(answer, { orders: 9, payments: 3 });
  group.join('c1', 4);
  await group.rest();
  group.joinWith('old-1', undefined);
  group.joinWith('old-2', 'v1:cores=8');
  group.joinWith('new-1', { weight: { cpu: 8, memory: 4 } });
  await group.rest();
  group.expectNow(wholeDivision, withinOne);
});

it('R6: four running groups in which members come and go', async () => {
  for (let seed = 1; seed <= 4; seed++) {
    const random = new RandomStream(`running ${seed}`);
    const group = new RunningGroup(answer, { orders: random.integer(1, 12), payments: random.integer(1, 5) });
    group.join('c0', random.integer(0, 4));
    await group.rest();
    for (let number = 1; number <= 4; number++) {
      const userData = random.pick<unknown>([null, 7, { weight: '7' }, { weight: -1 }, { weight: 2, more: true }]);
      if (random.chance(0.5)) group.joinWith(`c${number}`, userData);
      else group.join(`c${number}`, random.pick([undefined, 0, 1, 2.5, 10]));
    }
    await group.rest();
    group.expectNow(wholeDivision, largestRemainders);
    group.leave(`c${random.integer(1, 4)}`);
    await group.rest();
    group.expectNow(wholeDivision, largestRemainders);
  }
});

it('R7: the name is weighted', () => {
  expectProtocolName(new WeightedAssignor().name(), 'weighted');
});

it('R7: three equal members and one partition left over, in another order', () => {
  expectDivision(
    weighted,
    { topics: { orders: 4 }, members: reading(['orders'], weights({ c3: 1, c1: 1, c2: 1 })) },
    sameInOtherOrder,
  );
});

it('R7: another order gives the same in 140 groups', () => {
  expectEveryDivision(weighted, equalSubscriptions, sameInOtherOrder);
});

it('R7: another order gives the same in 140 groups with different subscriptions', () => {
  expectEveryDivision(weighted, differentSubscriptions, sameInOtherOrder);
});

it('R7: an assignor that was asked before answers as a new one', () => {
  let assignor: WeightedAssignor | undefined;
  const asked: Assign = (metadata, subscriptions) => {
    assignor ??= new WeightedAssignor();
    return assignor.assign(metadata, subscriptions);
  };
  expectEveryDivision(asked, equalSubscriptions, likeNew);
});

it('R7: a member that sends another weight than before', () => {
  let assignor: WeightedAssignor | undefined;
  const asked: Assign = (metadata, subscriptions) => {
    assignor ??= new WeightedAssignor();
    return assignor.assign(metadata, subscriptions);
  };
  const topics = { orders: 8 };
  expectDivision(asked, { topics, members: reading(['orders'], weights({ c1: 3, c2: 1 })) }, withinOne);
  const because = 'c1 has come back on a smaller machine';
  expectDivision(asked, { topics, members: reading(['orders'], weights({ c1: 1, c2: 1 })), because }, withinOne);
});

it('R7: an earlier answer stays as it was', () => {
  const assignor = new WeightedAssignor();
  expectEarlierAnswerKept(
    (metadata, subscriptions) => assignor.assign(metadata, subscriptions),
    { topics: { orders: 4 }, members: { c1: ['orders'], c2: ['orders'] } },
    { topics: { orders: 4 }, members: { c2: ['orders'] } },
  );
});

it('R7: the map of subscriptions stays as it was', () => {
  expectSubscriptionsUnchanged(weighted, {
    topics: { orders: 4, payments: 2 },
    members: { c2: ['payments', 'orders'], c1: ['orders'], c3: [] },
  });
});

function both(first: DivisionCheck, second: DivisionCheck): DivisionCheck {
  return (division) => first(division) ?? second(division);
}

/** The members stand in the map the other way round. In what order a member's partitions are listed does not count. */
function sameInOtherOrder({ group, actual }: Division): string | undefined {
  const called = callAssign(weighted, { ...group, members: [...group.members].reverse() });
  if (called.kind !== 'assignment') return called.why;
  const problem = firstDifference({ group, expected: inOrder(called.owned), actual: inOrder(actual) });
  return problem && `With the members in another order in the map the answer differs. ${problem}`;
}

function inOrder(owned: OwnedByMember): OwnedByMember {
  return owned.map(([memberId, partitions]) => [memberId, [...partitions].sort(([, a], [, b]) => a - b)]);
}

function likeNew({ group, actual }: Division): string | undefined {
  return answersLike(weighted)({ group, actual, expected: [] });
}
