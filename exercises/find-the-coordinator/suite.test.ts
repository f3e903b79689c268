// The rules of brief.md, in its order, each from easy to hard. Where the hash or the partition is what counts, broker n leads partition n, so
// that the answer tells the partition.
import { RandomStream, SimulatedCluster } from 'simulator';
import { expectNoProblem } from 'testkit';
import { it } from 'vitest';
import { coordinatorOf } from './answer';
import { awkwardIds, type HashedId, partitionOf, seededIds } from './cases';

type Leaders = readonly (number | undefined)[];

/** Broker n leads partition n. */
const sameNumbers = (count: number): Leaders => Array.from({ length: count }, (_, partition) => partition);

function problemOf(id: HashedId, count: number, leaders: Leaders): string | undefined {
  const partition = partitionOf(id, count);
  const expected = leaders[partition];
  const came: unknown = coordinatorOf(id.groupId, count, Object.freeze([...leaders]));
  if (came === expected) return undefined;
  return (
    `Who coordinates group "${id.groupId}", with ${count} partitions of __consumer_offsets? Java's hash of the id is ${id.hash.toLocaleString('en-US')}, ` +
    `so it belongs to partition ${partition}, ${expected === undefined ? 'which has no leader: undefined' : `which broker ${expected} leads`}. Your answer is ${shown(came)}.`
  );
}

function shown(came: unknown): string {
  if (typeof came === 'number') return `broker ${came}`;
  return came === undefined ? 'undefined' : `a value of type ${typeof came}`;
}

const expectBroker = (groupId: string, hash: number, count = 50, leaders: Leaders = sameNumbers(count)): void =>
  expectNoProblem(problemOf({ groupId, hash }, count, leaders));

function expectEach(ids: readonly HashedId[], count = 50): void {
  for (const id of ids) expectNoProblem(problemOf(id, count, sameNumbers(count)));
}

it('R1: one letter', () => expectBroker('a', 97));

it('R1: a short id', () => expectBroker('shop', 3_529_462));

it('R1: another order of the letters is another hash', () => expectBroker('hops', 3_208_522));

it('R1: upper case is not lower case', () => expectBroker('Audit', 63_613_883));

it('R1: a blank at the end counts', () => expectBroker('shop ', 109_413_354));

it('R1: an id whose sum does not fit into 32 bits', () => expectBroker('payments', 1_382_682_413));

it('R1: a long id', () => expectBroker('search-indexer', 857_172_442));

it('R1: letters beyond ASCII', () => {
  expectBroker('注文', 890_271);
  expectBroker('заказы', 1_849_395_971);
});

it('R1: a letter that takes two code units', () => expectBroker('checkout-🛒', 1_572_936_732));

it('R1: the same letter written in two ways is two ids', () => {
  expectBroker('café', 3_045_921);
  expectBroker('cafe\u0301', 94_420_228);
});

it('R1: two hundred seeded ids with a positive hash', () => {
  expectEach(seededIds('positive').filter(({ hash }) => hash >= 0));
});

it('R2: a negative hash', () => expectBroker('billing', -109_829_509));

it('R2: a long id with a negative hash', () => expectBroker('order-service-prod-eu-west-1', -1_767_814_191));

it('R2: the hash is zero', () => {
  expectEach(awkwardIds.filter(({ hash }) => hash === 0));
});

it('R2: the hash is the least of all numbers', () => {
  expectEach(awkwardIds.filter(({ hash }) => hash < 0));
});

it('R2: two hundred seeded ids with a negative hash', () => {
  expectEach(seededIds('negative').filter(({ hash }) => hash < 0));
});

it('R3: one partition', () => expectBroker('shop', 3_529_462, 1));

it('R3: seven partitions', () => expectBroker('shop', 3_529_462, 7));

it('R3: more partitions than brokers', () => {
  const leaders = Array.from({ length: 50 }, (_, partition) => 1 + (partition % 4));
  expectBroker('shop', 3_529_462, 50, leaders);
  expectBroker('payments', 1_382_682_413, 50, leaders);
});

it('R3: two hundred seeded ids, with 1 to 200 partitions', () => {
  const chance = new RandomStream('partition counts');
  for (const id of seededIds('counts')) {
    const count = chance.integer(1, 200);
    expectNoProblem(problemOf(id, count, sameNumbers(count)));
  }
});

it('R4: three brokers lead the partitions in turn', () => {
  const leaders = Array.from({ length: 50 }, (_, partition) => 101 + (partition % 3));
  expectBroker('shop', 3_529_462, 50, leaders);
  expectBroker('audit', 93_166_555, 50, leaders);
});

it('R4: the leader is broker 0', () => {
  expectBroker(
    'shop',
    3_529_462,
    50,
    Array.from({ length: 50 }, () => 0),
  );
});

it('R4: the partition has no leader', () => {
  const leaders = Array.from({ length: 50 }, (_, partition) => (partition === 12 ? undefined : 1));
  expectBroker('shop', 3_529_462, 50, leaders);
});

it('R4: a simulated cluster of five brokers, one of which is down', async () => {
  const cluster = new SimulatedCluster({ brokers: 5, failOver: { preferredLeaderDelayMs: null } });
  cluster.crashBroker(2);
  await cluster.runFor(30_000);
  const leaders = Array.from(
    { length: 50 },
    (_, partition) => cluster.partition('__consumer_offsets', partition).leader,
  );
  for (const id of [...awkwardIds, ...seededIds('cluster').slice(0, 60)].filter(({ groupId }) => groupId !== '')) {
    const inCluster = cluster.coordinatorOf(id.groupId);
    const came: unknown = coordinatorOf(id.groupId, 50, Object.freeze([...leaders]));
    if (came === inCluster) continue;
    expectNoProblem(
      `In the simulated cluster, broker ${inCluster} coordinates group "${id.groupId}", whose hash is ${id.hash.toLocaleString('en-US')}. Your answer is ${shown(came)}.`,
    );
  }
});
