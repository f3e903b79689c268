// The rules of brief.md, in its order, each from easy to hard. The last tests of lagOf are about groups on a simulated cluster; times are virtual.
import { Admin, KafkaConsumer, OffsetSpec, sleep, type TopicPartition, topicPartition } from 'kafka';
import { RandomStream, SimulatedCluster } from 'simulator';
import { expectNoProblem, expectProcessesWell, RangeAssignor } from 'testkit';
import { it } from 'vitest';
import { exposition, lagOf } from './answer';
import {
  type Lag,
  lagIn,
  type Offsets,
  partitionNamed,
  problemOfLags,
  problemOfText,
  type Sample,
  seededNames,
  seededOffsets,
} from './cases';

/** @param cases by the name of a partition */
function expectLags(cases: Readonly<Record<string, Offsets & Lag>>): void {
  const named = Object.entries(cases).map(([name, one]) => [partitionNamed(name), one] as const);
  expectNoProblem(problemOfLags(lagOf, new Map(named), new Map(named)));
}

function expectText(samples: readonly Sample[]): void {
  expectNoProblem(problemOfText(exposition, samples));
}

const sample = (group: string, lag: number | undefined = 5, partition = 0, topic = 'orders'): Sample => ({
  group,
  topic,
  partition,
  lag,
  missed: 0,
});

it('R1: one partition', () => {
  expectLags({ 'orders-0': { committed: 12_340, begin: 11_000, end: 12_345, lag: 5, missed: 0 } });
});

it('R1: everything is read', () => {
  expectLags({ 'orders-0': { committed: 998, begin: 0, end: 998, lag: 0, missed: 0 } });
});

it('R1: a commit of 0', () => {
  expectLags({ 'orders-0': { committed: 0, begin: 0, end: 40, lag: 40, missed: 0 } });
});

it('R1: a commit of 0 in a log without records', () => {
  expectLags({ 'orders-0': { committed: 0, begin: 0, end: 0, lag: 0, missed: 0 } });
});

it('R1: several topics, and offsets beyond 32 bits', () => {
  expectLags({
    'orders-0': { committed: 7, begin: 0, end: 9, lag: 2, missed: 0 },
    'orders-1': { committed: 8, begin: 0, end: 9, lag: 1, missed: 0 },
    'payments-0': { committed: 5_000_000_000, begin: 4_000_000_000, end: 9_000_000_000, lag: 4_000_000_000, missed: 0 },
  });
});

it('R2: no commit', () => {
  expectLags({ 'orders-0': { begin: 0, end: 17, lag: undefined, missed: 0 } });
});

it('R2: no commit, in a log without records', () => {
  expectLags({ 'orders-0': { begin: 0, end: 0, lag: undefined, missed: 0 } });
});

it('R2: no commit, and the first records are deleted', () => {
  expectLags({ 'orders-0': { begin: 50, end: 80, lag: undefined, missed: 0 } });
});

it('R2: the committed offset is -1', () => {
  expectLags({ 'orders-0': { committed: -1, begin: 0, end: 17, lag: undefined, missed: 0 } });
});

it('R2: the committed offset is -1001, as librdkafka has it', () => {
  expectLags({ 'orders-0': { committed: -1001, begin: 20, end: 37, lag: undefined, missed: 0 } });
});

it('R2: one partition has a commit, one has a commit of 0, one has none', () => {
  expectLags({
    'orders-0': { committed: 3, begin: 0, end: 8, lag: 5, missed: 0 },
    'orders-1': { committed: 0, begin: 0, end: 8, lag: 8, missed: 0 },
    'orders-2': { begin: 0, end: 8, lag: undefined, missed: 0 },
  });
});

it('R3: the log begins after the committed offset', () => {
  expectLags({ 'orders-0': { committed: 100, begin: 250, end: 300, lag: 50, missed: 150 } });
});

it('R3: the log begins at the committed offset', () => {
  expectLags({ 'orders-0': { committed: 250, begin: 250, end: 300, lag: 50, missed: 0 } });
});

it('R3: the log begins one after the committed offset', () => {
  expectLags({ 'orders-0': { committed: 249, begin: 250, end: 300, lag: 50, missed: 1 } });
});

it('R3: a commit of 0, and the first records are deleted', () => {
  expectLags({ 'orders-0': { committed: 0, begin: 10, end: 12, lag: 2, missed: 10 } });
});

it('R3: all records are deleted', () => {
  expectLags({ 'orders-0': { committed: 40, begin: 90, end: 90, lag: 0, missed: 50 } });
});

it('R4: a commit whose partition has no leader', () => {
  expectLags({
    'orders-0': { committed: 40, lag: undefined, missed: 0 },
    'orders-1': { committed: 40, begin: 0, end: 42, lag: 2, missed: 0 },
  });
});

it('R4: topics with odd names', () => {
  expectLags({
    '__proto__-0': { committed: 1, begin: 0, end: 3, lag: 2, missed: 0 },
    'constructor-0': { begin: 0, end: 3, lag: undefined, missed: 0 },
    'orders-1-0': { committed: 2, begin: 0, end: 3, lag: 1, missed: 0 },
    'orders-0': { committed: 3, begin: 0, end: 3, lag: 0, missed: 0 },
    'orders.v2-10': { committed: 0, begin: 0, end: 3, lag: 3, missed: 0 },
    '_orders-10': { committed: 1, begin: 2, end: 3, lag: 1, missed: 1 },
  });
});

it('R4: a group on a simulated cluster: read in part, without a consumer, cut off by retention', async () => {
  const cluster = new SimulatedCluster({ brokers: 1, topics: { orders: 2, payments: 2, refunds: 2 } });
  for (const topic of ['orders', 'payments', 'refunds']) produce(cluster, topic, 20);
  consume(cluster, 'c1', ['orders'], 60_000);
  consume(cluster, 'c2', ['payments'], 5_000);
  await cluster.runFor(20_000);
  // Nobody has read payments since, and the first ten are deleted.
  for (const topic of ['orders', 'payments', 'refunds']) produce(cluster, topic, 15);
  cluster.deleteRecords('payments', 0, 30);
  await expectLagsOf(cluster);
});

it('R4: groups on simulated clusters, of five seeds, each when its members have just died', async () => {
  for (let seed = 1; seed <= 5; seed++) {
    const cluster = new SimulatedCluster({ seed, brokers: 1, topics: { orders: 3, payments: 3 } });
    const chance = cluster.random('records');
    for (const topic of ['orders', 'payments']) produce(cluster, topic, chance.integer(1, 40));
    consume(cluster, 'c1', ['orders'], 60_000);
    consume(cluster, 'c2', ['orders', 'payments'], 60_000);
    await cluster.runFor(chance.integer(6_000, 12_000));
    for (const name of ['c1', 'c2']) cluster.process(name).crash();
    for (const topic of ['orders', 'payments']) produce(cluster, topic, chance.integer(0, 10));
    await expectLagsOf(cluster);
  }
});

it('R5: a commit beyond the end', () => {
  expectLags({ 'orders-0': { committed: 45, begin: 0, end: 40, lag: 0, missed: 0 } });
});

it('R5: a commit beyond the end of a log without records', () => {
  expectLags({ 'orders-0': { committed: 45, begin: 0, end: 0, lag: 0, missed: 0 } });
});

it('R5: two hundred seeded groups', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const offsets = seededOffsets(new RandomStream(`offsets ${seed}`));
    const expected = new Map([...offsets].map(([partition, one]) => [partition, lagIn(one)]));
    expectNoProblem(problemOfLags(lagOf, offsets, expected));
  }
});

it('R6: one sample', () => expectText([sample('shop')]));

it('R6: the samples of two groups, one after the other', () => {
  expectText([sample('shop', 5), sample('audit', 7), sample('shop', 0, 1), sample('audit', 1, 0, 'payments')]);
});

it('R6: offsets were missed', () => {
  expectText([
    { ...sample('shop', 50), missed: 150 },
    { ...sample('shop', 2, 1), missed: 0 },
  ]);
});

it('R6: no samples', () => expectText([]));

it('R6: names that run into one another', () => {
  expectText([sample('a', 1, 0, 'b-c'), sample('a-b', 2, 0, 'c'), sample('a', 3, 10, 'b'), sample('a', 4, 0, 'b-1')]);
});

it('R6: large numbers', () => expectText([sample('shop', 4_000_000_000), sample('shop', 2 ** 53 - 1, 1)]));

it('R6: a thousand samples', () => {
  expectText(Array.from({ length: 1000 }, (_, at) => sample(`group ${at % 10}`, at, Math.floor(at / 10))));
});

it('R7: a double quote', () => expectText([sample('the "shop"')]));

it('R7: a backslash', () => expectText([sample('eu\\shop')]));

it('R7: a line feed', () => expectText([sample('shop\nof yesterday')]));

it('R7: a backslash before an n, and one at the end', () => expectText([sample('shop\\now'), sample('shop\\')]));

it('R7: a backslash before a double quote', () => expectText([sample('shop\\"'), sample('\\\\"\n')]));

it('R7: what needs no escape', () => {
  expectText([sample('a\tb'), sample('a\rb'), sample('注文 🛒'), sample("{shop='1'}, # 5"), sample('\u0007')]);
});

it('R7: forty seeded names', () => expectText(seededNames('labels').map((name, at) => sample(name, at))));

it('R8: a lag of 0', () => expectText([sample('shop', 0)]));

it('R8: a lag that is not known', () => {
  expectText([sample('shop', 3), { ...sample('shop'), partition: 1, lag: undefined }]);
});

it('R8: no lag is known', () => {
  expectText([
    { ...sample('shop'), lag: undefined },
    { ...sample('audit'), lag: undefined },
  ]);
});

function produce(cluster: SimulatedCluster, topic: string, records: number): void {
  for (const partition of cluster.topics.find((one) => one.topic === topic)?.partitions.keys() ?? []) {
    cluster.append(
      topic,
      partition,
      Array.from({ length: records }, () => ({ value: 'a record' })),
    );
  }
}

/** Reads a record each 100 ms, commits, and leaves. */
function consume(cluster: SimulatedCluster, name: string, topics: readonly string[], forMs: number): void {
  cluster.process(name).start(async () => {
    const consumer = new KafkaConsumer({
      'group.id': 'shop',
      'auto.offset.reset': 'earliest',
      'enable.auto.commit': false,
      'max.poll.records': 1,
      'partition.assignment.strategy': [RangeAssignor],
    });
    await consumer.subscribe(topics);
    const untilMs = cluster.now + forMs;
    while (cluster.now < untilMs) {
      const records = await consumer.poll(100);
      await sleep(100);
      if (!records.isEmpty()) await consumer.commitSync();
    }
    await consumer.close();
  });
}

/** As an exporter does it: everything is fetched by an admin client, and the answer is asked. */
async function expectLagsOf(cluster: SimulatedCluster): Promise<void> {
  const fetched = new Map<TopicPartition, Offsets>();
  cluster.process('exporter').start(async () => {
    const admin = new Admin();
    const committed = await admin.listConsumerGroupOffsets('shop');
    const topics = await admin.describeTopics(await admin.listTopics());
    const partitions = [...topics.values()].flatMap(({ name, partitions }) =>
      partitions.map(({ partition }) => topicPartition(name, partition)),
    );
    const begins = await admin.listOffsets(new Map(partitions.map((one) => [one, OffsetSpec.earliest()])));
    const ends = await admin.listOffsets(new Map(partitions.map((one) => [one, OffsetSpec.latest()])));
    for (const partition of partitions) {
      const offset = committed.get(partition)?.offset;
      const [begin, end] = [begins.get(partition)?.offset ?? 0, ends.get(partition)?.offset ?? 0];
      fetched.set(partition, offset === undefined ? { begin, end } : { committed: offset, begin, end });
    }
    admin.close();
  });
  await cluster.runFor(1_000);
  expectProcessesWell(cluster, { allowed: ['c1', 'c2'] });
  const expected = new Map([...fetched].map(([partition, one]) => [partition, lagIn(one)]));
  expectNoProblem(problemOfLags(lagOf, fetched, expected));
}
