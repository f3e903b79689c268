// The rules of brief.md, in its order, each from easy to hard. Each test looks at its own rule alone; the last ones of most rules are seeded
// days of joins, leaves, freezes and crashes under both protocols. Times are virtual.
import { expectNoProblem, expectProcessesWell, freshAnswer, type Protocol } from 'testkit';
import { it } from 'vitest';
import type { createApp } from './answer';
import { type Answer, AppGroup, type GroupOptions } from './app-group';
import { problemOf, type Rule } from './checks';
import { days } from './days';

const answer: Answer = () => freshAnswer<{ createApp: typeof createApp }>();

/** A second member joins while the first has forty records under way. */
async function joined(protocol: Protocol, options: Partial<GroupOptions> = {}): Promise<AppGroup> {
  const group = new AppGroup(answer, { protocol, partitions: 4, records: 12, ...options });
  group.start('c1');
  await group.runFor(400);
  group.start('c2');
  await group.runFor(3000);
  expectProcessesWell(group.cluster);
  return group;
}

/** A member is frozen for longer than its session, and comes back when another one has its partitions. */
async function frozen(protocol: Protocol): Promise<AppGroup> {
  const group = new AppGroup(answer, { protocol, partitions: 2, records: 30 });
  group.start('c1');
  await group.runFor(250);
  group.start('c2');
  await group.runFor(1500);
  group.produce(8);
  await group.runFor(300);
  group.process('c1').freeze(9000);
  await group.runFor(8000);
  group.produce(8);
  await group.runFor(6000);
  group.leave('c2');
  await group.runFor(500);
  group.produce(8);
  await group.settle();
  return group;
}

async function expectInDays(rule: Rule, first: number): Promise<void> {
  for await (const { name, group } of days(answer, first)) {
    const problem = problemOf(rule, group.cluster);
    expectNoProblem(problem && { ...problem, says: `${name}: ${problem.says}` });
  }
}

const expectRule = (rule: Rule, group: AppGroup): void => expectNoProblem(problemOf(rule, group.cluster));

it('R1: one partition', async () => {
  const group = new AppGroup(answer, { protocol: 'eager', partitions: 1, records: 5 });
  group.start('c1');
  await group.expectAllHandled();
});

it('R1: nobody waits for a worker that takes twenty seconds', async () => {
  const group = new AppGroup(answer, { protocol: 'eager', partitions: 2, records: 15, takesMs: () => 20_000 });
  group.start('c1');
  await group.runFor(25_000);
  expectProcessesWell(group.cluster);
  expectNoProblem(group.slowest);
  await group.expectAllHandled();
});

it('R1: a record at which a worker failed is handed over again', async () => {
  const group = new AppGroup(answer, { protocol: 'eager', partitions: 2, records: 15, failureChance: 0.4 });
  group.start('c1');
  await group.expectAllHandled();
});

it('R1: two seeded days, and everything is handled', async () => {
  for await (const { group } of days(answer, 1)) await group.expectAllHandled();
});

it('R2: the first record takes longest', async () => {
  const takesMs: GroupOptions['takesMs'] = ({ offset }) => (offset === 0 ? 5000 : 20 + offset);
  expectRule('ahead', await joined('eager', { takesMs }));
});

it('R2: a record in the middle takes longest', async () => {
  const takesMs: GroupOptions['takesMs'] = ({ offset }) => (offset % 5 === 3 ? 5000 : 20 + offset);
  expectRule('ahead', await joined('cooperative', { takesMs }));
});

it('R2: workers fail', async () => {
  expectRule('ahead', await joined('eager', { failureChance: 0.5 }));
});

it('R2: two seeded days', async () => {
  await expectInDays('ahead', 3);
});

it('R3: all of it is finished, and a member joins under the eager protocol', async () => {
  expectRule('revoked', await joined('eager', { takesMs: () => 20 }));
});

it('R3: all of it is finished, and a member joins under the cooperative protocol', async () => {
  expectRule('revoked', await joined('cooperative', { takesMs: () => 20 }));
});

it('R3: work is in flight, and a member joins under the eager protocol', async () => {
  expectRule('revoked', await joined('eager'));
});

it('R3: work is in flight, and a member joins under the cooperative protocol', async () => {
  expectRule('revoked', await joined('cooperative'));
});

it('R3: a member leaves with work in flight', async () => {
  const group = await joined('cooperative');
  group.produce(10);
  await group.runFor(350);
  group.leave('c1');
  await group.settle();
  expectRule('revoked', group);
});

it('R3: a partition that stayed through one rebalance goes in the next one', async () => {
  const group = await joined('cooperative', { partitions: 6 });
  group.start('c3');
  await group.runFor(3000);
  expectProcessesWell(group.cluster);
  expectRule('revoked', group);
});

it('R3: the callback does not wait for workers that take twenty seconds', async () => {
  const takesMs: GroupOptions['takesMs'] = ({ offset }) => (offset === 2 ? 20_000 : 30);
  const group = await joined('cooperative', { takesMs });
  await group.runFor(30_000);
  expectRule('revoked', group);
});

it('R3: two seeded days', async () => {
  await expectInDays('revoked', 5);
});

it('R4: two of four partitions are revoked', async () => {
  expectRule('others', await joined('cooperative'));
});

it('R4: two seeded days', async () => {
  await expectInDays('others', 7);
});

it('R5: results come after the partition was revoked', async () => {
  const group = await joined('eager', { takesMs: ({ offset }) => 200 + 100 * offset });
  await group.settle();
  expectRule('gone', group);
});

it('R5: a worker fails after the partition was revoked', async () => {
  const group = await joined('cooperative', { failureChance: 0.5, takesMs: ({ offset }) => 300 + 30 * offset });
  await group.settle();
  expectRule('gone', group);
});

it('R5: a member wakes up, and its partitions were lost long ago', async () => {
  expectRule('gone', await frozen('cooperative'));
});

it('R5: a member wakes up and leaves at once, before it hears that the group has gone on', async () => {
  const group = new AppGroup(answer, { protocol: 'eager', partitions: 2, records: 30 });
  group.start('c1');
  await group.runFor(300);
  group.process('c1').freeze(9000);
  group.leave('c1');
  await group.runFor(10_000);
  group.start('c2');
  await group.settle();
  expectRule('gone', group);
});

it('R5: two seeded days', async () => {
  await expectInDays('gone', 9);
});

it('R6: partitions are lost, and come back under the eager protocol', async () => {
  expectRule('back', await frozen('eager'));
});

it('R6: partitions are lost, and come back under the cooperative protocol', async () => {
  expectRule('back', await frozen('cooperative'));
});

it('R6: two seeded days', async () => {
  await expectInDays('back', 11);
});
