// The rules of brief.md, in its order, each from easy to hard. Each test looks at its own rule alone; the last ones of most rules are seeded
// days of bursts, joins, leaves and freezes. Times are virtual.
import { expectNoProblem, freshAnswer, type Protocol } from 'testkit';
import { it } from 'vitest';
import type { createApp } from './answer';
import { type Answer, AppGroup, type GroupOptions } from './app-group';
import { problemOf, type Rule } from './checks';
import { day } from './days';

const answer: Answer = () => freshAnswer<{ createApp: typeof createApp }>();

const seconds =
  (count: number): GroupOptions['takesMs'] =>
  () =>
    count * 1000;

/** One member, one partition. */
async function alone(records: number, takesMs: GroupOptions['takesMs']): Promise<AppGroup> {
  const group = new AppGroup(answer, { protocol: 'eager', partitions: 1, takesMs });
  group.produce(records);
  group.start('c1');
  await group.runFor(1000);
  return group;
}

/** A second member comes while everything of the first is paused, and goes again. */
async function shared(protocol: Protocol, takesMs: GroupOptions['takesMs']): Promise<AppGroup> {
  const group = new AppGroup(answer, { protocol, partitions: 4, takesMs });
  group.produce(3);
  group.start('c1');
  await group.runFor(5000);
  group.start('c2');
  await group.runFor(9000);
  group.leave('c2');
  await group.runFor(4000);
  return group;
}

/** A member is frozen for longer than its session while its partitions are paused, and gets them back in the end. */
async function frozen(protocol: Protocol): Promise<AppGroup> {
  const group = new AppGroup(answer, { protocol, partitions: 2, takesMs: seconds(2) });
  group.produce(8);
  group.start('c1', 'c2');
  await group.runFor(5000);
  group.freeze('c1', 9000);
  await group.runFor(14_000);
  group.produce(2);
  group.leave('c2');
  await group.settle(60_000);
  return group;
}

const expectRule = (rule: Rule, group: AppGroup): void => expectNoProblem(problemOf(rule, group.cluster));

it('R1: five records that take a second', async () => {
  const group = await alone(5, seconds(1));
  await group.expectAllHandled(20_000);
});

it('R1: a record that takes half a minute', async () => {
  const group = await alone(1, seconds(30));
  await group.expectAllHandled(40_000);
  group.expectNobodyThrownOut();
});

it('R1: a burst of thirty records', async () => {
  const group = await alone(0, seconds(0.5));
  group.produce(30);
  await group.expectAllHandled(40_000);
  group.expectNobodyThrownOut();
});

it('R1: a member comes and goes while records take longer than the poll interval', async () => {
  const group = await shared('cooperative', seconds(13));
  await group.expectAllHandled(100_000);
  group.expectNobodyThrownOut();
});

it('R2: ten records of one partition', async () => {
  const group = await alone(10, ({ offset }) => 2000 - 150 * offset);
  await group.settle(30_000);
  expectRule('order', group);
});

it('R2: further polls return records while the first one is at work', async () => {
  const group = await alone(1, ({ offset }) => (offset === 0 ? 8000 : 300));
  group.produce(4);
  await group.runFor(1500);
  group.produce(8);
  await group.settle(30_000);
  expectRule('order', group);
});

it('R2: a seeded day under the eager protocol', async () => {
  expectRule('order', await day(answer, 1, 'eager'));
});

it('R2: a seeded day under the cooperative protocol', async () => {
  expectRule('order', await day(answer, 2, 'cooperative'));
});

it('R3: a burst of sixty records', async () => {
  const group = await alone(60, seconds(0.5));
  await group.settle(60_000);
  expectRule('bound', group);
});

it('R3: bursts into two of four partitions', async () => {
  const group = new AppGroup(answer, { protocol: 'cooperative', partitions: 4, takesMs: seconds(0.5) });
  group.start('c1');
  await group.runFor(1000);
  group.produce(40, 1);
  group.produce(40, 3);
  await group.settle(60_000);
  expectRule('bound', group);
});

it('R3: under way when another member leaves', async () => {
  const group = new AppGroup(answer, { protocol: 'cooperative', partitions: 2, takesMs: seconds(0.5) });
  group.produce(40);
  group.start('c1', 'c2');
  await group.runFor(7000);
  group.leave('c2');
  await group.settle(60_000);
  expectRule('bound', group);
});

it('R4: no commit runs ahead', async () => {
  const group = await alone(10, seconds(3));
  await group.settle(40_000);
  expectRule('ahead', group);
});

it('R4: what is finished is committed within five seconds', async () => {
  const group = await alone(4, seconds(12));
  await group.settle(60_000);
  expectRule('late', group);
});

it('R4: the last record of a partition is committed when nothing more comes', async () => {
  const group = await alone(3, seconds(1));
  await group.runFor(15_000);
  expectRule('late', group);
});

it('R4: a record takes a minute, and nothing is committed meanwhile', async () => {
  const group = await alone(2, ({ offset }) => (offset === 0 ? 1000 : 60_000));
  await group.runFor(20_000);
  expectRule('again', group);
});

it('R4: a rebalance refuses a commit', async () => {
  const takesMs: GroupOptions['takesMs'] = ({ offset }) => (offset === 0 ? 3000 : 60_000);
  const group = new AppGroup(answer, { protocol: 'cooperative', partitions: 2, takesMs });
  group.start('c1', 'c2');
  await group.runFor(5000);
  group.produce(2);
  await group.runFor(1000);
  // Not for as long as its session: the rebalance waits for it, while c1 finishes its first record.
  group.process('c2').freeze(4500);
  group.start('c3');
  await group.runFor(15_000);
  expectRule('late', group);
});

it('R4: a member joins while records take a second', async () => {
  const group = new AppGroup(answer, {
    protocol: 'eager',
    partitions: 4,
    takesMs: ({ partition }) => 700 + 90 * partition,
  });
  group.produce(20);
  group.start('c1');
  await group.runFor(7300);
  group.start('c2');
  await group.runFor(5000);
  expectRule('revoked', group);
});

it('R4: a member leaves in the middle of a record of half a minute', async () => {
  const group = await shared('cooperative', ({ offset }) => (offset === 0 ? 200 : 30_000));
  expectRule('revoked', group);
});

it('R4: no commit runs ahead in a seeded day', async () => {
  expectRule('ahead', await day(answer, 3, 'cooperative'));
});

it('R4: a seeded day, and what is revoked is committed', async () => {
  expectRule('revoked', await day(answer, 4, 'eager'));
});

it('R5: a partition goes on when its batch is finished', async () => {
  const group = await alone(45, () => 100);
  await group.expectAllHandled(20_000);
});

it('R5: records that come later, one at a time', async () => {
  const group = await alone(1, seconds(1));
  await group.runFor(4000);
  group.produce(1);
  await group.runFor(4000);
  group.produce(1);
  await group.expectAllHandled(5000);
});

it('R5: one partition takes long, and the others do not', async () => {
  const takesMs: GroupOptions['takesMs'] = ({ partition }) => (partition === 0 ? 40_000 : 20);
  const group = new AppGroup(answer, { protocol: 'eager', partitions: 3, takesMs });
  group.produce(1, 0);
  group.produce(60, 1);
  group.produce(60, 2);
  group.start('c1');
  await group.expectAllHandled(50_000);
  const slow = group.cluster.trace.find(
    (event) => event.kind === 'record.processed' && event.partition.partition === 0,
  );
  const last = group.cluster.trace.findLast((event) => event.kind === 'record.processed');
  if (last !== slow) {
    const says =
      'Records of orders-1 and orders-2 take 20 ms, and some had to wait for a record of orders-0 that takes 40 s.';
    expectNoProblem({ cluster: group.cluster, atMs: last?.atMs ?? 0, says });
  }
});

it('R5: partitions that stay through a rebalance are resumed', async () => {
  const group = new AppGroup(answer, { protocol: 'cooperative', partitions: 4, takesMs: () => 400 });
  group.produce(25);
  group.start('c1');
  await group.runFor(1500);
  group.start('c2');
  await group.expectAllHandled(60_000);
});

it('R6: partitions are revoked while they are paused, and come back under the eager protocol', async () => {
  const group = await shared('eager', seconds(6));
  await group.expectAllHandled(60_000);
  expectRule('gone', group);
});

it('R6: partitions are revoked while they are paused, and come back under the cooperative protocol', async () => {
  const group = await shared('cooperative', seconds(6));
  await group.expectAllHandled(60_000);
  expectRule('gone', group);
});

it('R6: a worker finishes after its partition was revoked', async () => {
  const group = await shared('eager', seconds(3));
  await group.settle(60_000);
  expectRule('gone', group);
});

it('R6: partitions are lost while they are paused, and come back', async () => {
  const group = await frozen('eager');
  await group.expectAllHandled(60_000);
  expectRule('gone', group);
});

it('R6: partitions are lost while they are paused, and come back under the cooperative protocol', async () => {
  const group = await frozen('cooperative');
  await group.expectAllHandled(60_000);
  expectRule('gone', group);
});

it('R6: a seeded day, and everything is handled', async () => {
  const group = await day(answer, 5, 'cooperative');
  await group.expectAllHandled(120_000);
  expectRule('gone', group);
});

it('R6: another one', async () => {
  const group = await day(answer, 6, 'eager');
  await group.expectAllHandled(120_000);
  expectRule('gone', group);
});
