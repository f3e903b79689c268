// The rules of brief.md, in its order, each from easy to hard. The best that is possible is computed for each group (reads.ts).
import {
  type Assign,
  answersLike,
  callAssign,
  type Division,
  type DivisionCheck,
  expectDivision,
  expectEarlierAnswerKept,
  expectEveryDivision,
  expectProtocolName,
  expectSubscriptionsUnchanged,
  firstDifference,
  freshAnswer,
  type OwnedByMember,
  wholeDivision,
} from 'testkit';
import { it } from 'vitest';
import { RackAwareAssignor } from './answer';
import { largeGroups, smallGroups } from './groups';
import { balanced, localReads } from './reads';
import { type Answer, expectLocalReads } from './running-group';

/** A new assignor for every call. */
const rackAware: Assign = (metadata, subscriptions) => new RackAwareAssignor().assign(metadata, subscriptions);

const answer: Answer = () => freshAnswer<{ RackAwareAssignor: typeof RackAwareAssignor }>();

const small = smallGroups();
const large = largeGroups();

const all: DivisionCheck = (division) => wholeDivision(division) ?? balanced(division) ?? localReads(1)(division);

/** Members that read `orders`, each with its rack. */
function inRacks(racks: Readonly<Record<string, string | undefined>>) {
  return Object.fromEntries(
    Object.entries(racks).map(([memberId, rackId]) => [memberId, { topics: ['orders'], rackId }]),
  );
}

/** `racksOf('a', 'a b')`: one partition in rack a, one in a and b. */
function racksOf(...partitions: readonly string[]): readonly (readonly string[])[] {
  return partitions.map((racks) => racks.split(' '));
}

function times(count: number, racks: string): readonly string[] {
  return Array.from({ length: count }, () => racks);
}

/** A group that reads `orders` alone. */
function ordersIn(partitions: readonly string[], racks: Readonly<Record<string, string | undefined>>) {
  return {
    topics: { orders: partitions.length },
    members: inRacks(racks),
    replicaRacks: { orders: racksOf(...partitions) },
  };
}

it('R1: one member reads all, whatever the racks', () => {
  expectDivision(rackAware, ordersIn(['a', 'b', 'c'], { c1: 'a' }), wholeDivision);
});

it('R1: what is local to nobody is given as well', () => {
  expectDivision(rackAware, ordersIn(['c', 'c', 'a', 'c'], { c1: 'a', c2: 'b' }), wholeDivision);
});

it('R1: a topic without metadata, and one that nobody reads', () => {
  expectDivision(
    rackAware,
    {
      topics: { orders: 2, audit: 2 },
      members: {
        c1: { topics: ['orders', 'new-topic'], rackId: 'a' },
        c2: { topics: ['orders', 'new-topic'], rackId: 'b' },
      },
      replicaRacks: { orders: [['a'], ['b']], audit: [['a'], ['b']] },
    },
    wholeDivision,
  );
});

it('R1: more members than partitions', () => {
  expectDivision(rackAware, ordersIn(['a'], { c1: 'b', c2: 'a', c3: 'a' }), wholeDivision);
});

it('R1: everything is given in 160 small groups', () => {
  expectEveryDivision(rackAware, small, wholeDivision);
});

it('R1: everything is given in 32 large groups', () => {
  expectEveryDivision(rackAware, large, wholeDivision);
});

it('R2: all replicas are in one rack', () => {
  expectDivision(rackAware, ordersIn(times(6, 'a'), { c1: 'a', c2: 'b' }), balanced);
});

it('R2: counted over all topics', () => {
  expectDivision(
    rackAware,
    {
      topics: { a: 1, b: 1, c: 1, d: 1 },
      members: {
        c1: { topics: ['a', 'b', 'c', 'd'], rackId: 'x' },
        c2: { topics: ['a', 'b', 'c', 'd'], rackId: 'y' },
      },
      replicaRacks: { a: [['x']], b: [['x']], c: [['x']], d: [['x']] },
    },
    balanced,
  );
});

it('R2: balanced in 160 small groups', () => {
  expectEveryDivision(rackAware, small, balanced);
});

it('R2: balanced in 32 large groups', () => {
  expectEveryDivision(rackAware, large, balanced);
});

it('R3: a rack each', () => {
  expectDivision(rackAware, ordersIn(['a', 'b', 'c'], { c1: 'c', c2: 'a', c3: 'b' }), all);
});

it('R3: a replica that does not lead is as good', () => {
  expectDivision(rackAware, ordersIn(['a b', 'a c'], { c1: 'c', c2: 'b' }), all);
});

it('R3: the example of the brief', () => {
  expectDivision(rackAware, ordersIn(['a b', 'a b', 'a', 'a'], { c1: 'a', c2: 'b' }), all);
});

it('R3: who has one more is chosen by rack', () => {
  expectDivision(rackAware, ordersIn(['b', 'b', 'a'], { c1: 'a', c2: 'b' }), all);
});

it('R3: one more for two of three', () => {
  expectDivision(rackAware, ordersIn(['c', 'c', 'b', 'b', 'c'], { c1: 'a', c2: 'b', c3: 'c' }), all);
});

it('R3: room is made over two members', () => {
  expectDivision(rackAware, ordersIn(['a b', 'b c', 'a'], { c1: 'a', c2: 'b', c3: 'c' }), all);
});

it('R3: two topics are one matter', () => {
  expectDivision(
    rackAware,
    {
      topics: { orders: 3, payments: 3 },
      members: {
        c1: { topics: ['orders', 'payments'], rackId: 'a' },
        c2: { topics: ['orders', 'payments'], rackId: 'b' },
      },
      replicaRacks: { orders: [['a'], ['a'], ['a']], payments: [['b'], ['b'], ['a', 'b']] },
    },
    all,
  );
});

it('R3: as many as can be in 160 small groups', () => {
  expectEveryDivision(rackAware, small, localReads(1));
});

it('R4: what comes first is local to both', () => {
  const racks = { a1: 'a', a2: 'a', a3: 'a', b1: 'b', b2: 'b', b3: 'b' };
  expectDivision(rackAware, ordersIn([...times(30, 'a b'), ...times(30, 'a')], racks), localReads(0.95));
});

it('R4: a chain of five racks', () => {
  const racks = { m1: 'a', m2: 'b', m3: 'c', m4: 'd', m5: 'e' };
  const chain = ['a b', 'b c', 'c d', 'd e', 'a'].flatMap((each) => times(8, each));
  expectDivision(rackAware, ordersIn(chain, racks), localReads(0.95));
});

it('R4: most members are in one rack', () => {
  const racks = { a1: 'a', a2: 'a', a3: 'a', a4: 'a', b1: 'b' };
  const partitions = [...times(20, 'b'), ...times(20, 'a b'), ...times(20, 'a c')];
  expectDivision(rackAware, ordersIn(partitions, racks), localReads(0.95));
});

it('R4: who could read most of it is taken already', () => {
  const racks = { a1: 'a', b1: 'b', c1: 'c', c2: 'c' };
  const partitions = [...times(20, 'a b'), ...times(20, 'a c'), ...times(40, 'c')];
  expectDivision(rackAware, ordersIn(partitions, racks), localReads(0.95));
});

it('R4: 95 % in 32 large groups', () => {
  expectEveryDivision(rackAware, large, localReads(0.95));
});

it('R5: nobody has a rack', () => {
  expectDivision(rackAware, ordersIn(['a', 'b', 'a', 'b'], { c1: undefined, c2: undefined }), all);
});

it('R5: no broker has a rack', () => {
  expectDivision(rackAware, { topics: { orders: 4 }, members: inRacks({ c1: 'a', c2: 'b' }) }, all);
});

it('R5: no rack is not a rack', () => {
  expectDivision(
    rackAware,
    {
      topics: { orders: 4 },
      members: inRacks({ c1: undefined, c2: 'a' }),
      replicaRacks: { orders: [['a', undefined], ['a', undefined], [undefined], [undefined]] },
      because: 'c2 can read orders-0 and orders-1 in its rack',
    },
    all,
  );
});

it('R5: who has no rack gets what is local to nobody', () => {
  expectDivision(rackAware, ordersIn(['a', 'a', 'z', 'z'], { c1: undefined, c2: 'a' }), all);
});

it('R5: who has no rack does not take the place for one more', () => {
  const because = 'c2 can read orders-0 and orders-1 in its rack, if it has the place for one more';
  expectDivision(rackAware, { ...ordersIn(['a', 'a', 'z', 'z'], { c1: undefined, c2: 'a', c3: 'e' }), because }, all);
});

it('R5: nor do replicas without a rack change that', () => {
  expectDivision(
    rackAware,
    {
      topics: { orders: 4 },
      members: inRacks({ c1: undefined, c2: 'a', c3: 'e' }),
      replicaRacks: { orders: [['a', undefined], ['a', undefined], [undefined], [undefined]] },
    },
    all,
  );
});

it('R5: a rack without brokers', () => {
  expectDivision(rackAware, ordersIn(['a', 'b', 'a', 'b'], { c1: 'e', c2: 'a' }), all);
});

it('R6: a member in each rack', async () => {
  await expectLocalReads(answer, {
    brokerRacks: ['a', 'b', 'c'],
    replicas: [[1], [2], [3], [1], [2], [3]],
    memberRacks: { c1: 'c', c2: 'a', c3: 'b' },
  });
});

it('R6: followers are read', async () => {
  await expectLocalReads(answer, {
    brokerRacks: ['a', 'b', 'c'],
    replicas: [
      [1, 2],
      [1, 2],
      [1, 3],
      [1, 3],
    ],
    memberRacks: { c1: 'b', c2: 'c' },
  });
});

it('R6: room has to be made', async () => {
  await expectLocalReads(answer, {
    brokerRacks: ['a', 'b'],
    replicas: [[1, 2], [2, 1], [1, 2], [1], [1], [1]],
    memberRacks: { c1: 'a', c2: 'b' },
  });
});

it('R6: a member without a rack', async () => {
  await expectLocalReads(answer, {
    brokerRacks: ['a', 'b', 'c'],
    replicas: [[1], [3], [1], [3], [2], [2]],
    memberRacks: { c1: undefined, c2: 'a', c3: 'b' },
  });
});

it('R7: the name is rack-aware', () => {
  expectProtocolName(new RackAwareAssignor().name(), 'rack-aware');
});

it('R7: another order gives the same', () => {
  expectDivision(rackAware, ordersIn(['a', 'a b', 'b'], { c3: 'b', c1: 'a', c2: undefined }), sameInOtherOrder);
});

it('R7: another order gives the same where members list their topics in different orders', () => {
  expectDivision(
    rackAware,
    {
      topics: { orders: 1, payments: 1 },
      members: {
        c1: { topics: ['orders', 'payments'], rackId: 'a' },
        c2: { topics: ['payments', 'orders'], rackId: 'b' },
      },
      because: 'both partitions are local to nobody, and both members read both topics',
    },
    sameInOtherOrder,
  );
});

it('R7: another order gives the same in 160 small groups', () => {
  expectEveryDivision(rackAware, small, sameInOtherOrder);
});

it('R7: an assignor that was asked before answers as a new one', () => {
  let assignor: RackAwareAssignor | undefined;
  const asked: Assign = (metadata, subscriptions) => {
    assignor ??= new RackAwareAssignor();
    return assignor.assign(metadata, subscriptions);
  };
  expectEveryDivision(asked, small, ({ group, actual }) => answersLike(rackAware)({ group, actual, expected: [] }));
});

it('R7: a member that comes back in another rack', () => {
  const assignor = new RackAwareAssignor();
  const asked: Assign = (metadata, subscriptions) => assignor.assign(metadata, subscriptions);
  expectDivision(asked, ordersIn(['a', 'b'], { c1: 'a', c2: 'b' }), all);
  expectDivision(asked, ordersIn(['a', 'b'], { c1: 'b', c2: 'a' }), all);
});

it('R7: an earlier answer stays as it was', () => {
  const assignor = new RackAwareAssignor();
  expectEarlierAnswerKept(
    (metadata, subscriptions) => assignor.assign(metadata, subscriptions),
    ordersIn(['a', 'b', 'a'], { c1: 'a', c2: 'b' }),
    ordersIn(['b', 'a', 'b'], { c2: 'b' }),
  );
});

it('R7: the map of subscriptions stays as it was', () => {
  expectSubscriptionsUnchanged(rackAware, ordersIn(['a', 'b', 'a'], { c2: 'b', c1: 'a' }));
});

/** The members stand in the map the other way round. In what order a member's partitions are listed does not count. */
function sameInOtherOrder({ group, actual }: Division): string | undefined {
  const called = callAssign(rackAware, { ...group, members: [...group.members].reverse() });
  if (called.kind !== 'assignment') return called.why;
  const problem = firstDifference({ group, expected: inOrder(called.owned), actual: inOrder(actual) });
  return problem && `With the members in another order in the map the answer differs. ${problem}`;
}

function inOrder(owned: OwnedByMember): OwnedByMember {
  return owned.map(([memberId, partitions]) => [memberId, [...partitions].sort(([, a], [, b]) => a - b)]);
}
