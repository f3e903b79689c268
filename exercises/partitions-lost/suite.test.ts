// The rules of brief.md, in its order, each from easy to hard. Each test looks at its own rule alone; the last ones of each rule are seeded
// days under both protocols, calm ones for the rules that need no loss. Times are virtual.
import { expectNoProblem, freshAnswer, type Protocol } from 'testkit';
import { it } from 'vitest';
import type { createApp } from './answer';
import { type Answer, AppGroup, type GroupOptions } from './app-group';
import { problemOf, problemOfMissingCommit, type Rule } from './checks';
import { days, type Weather } from './days';

const answer: Answer = () => freshAnswer<{ createApp: typeof createApp }>();

/** A second member joins while the first one keeps rows back. */
async function joined(protocol: Protocol, partitions = 4): Promise<AppGroup> {
  const group = new AppGroup(answer, { protocol, partitions, records: 12 });
  group.start('c1');
  await group.runFor(2500);
  group.start('c2');
  group.produce(8);
  for (let second = 0; second < 4; second++) {
    await group.runFor(700);
    group.produce(5);
  }
  await group.settle();
  return group;
}

/** A member stands still with rows that it keeps back, until another one has its partitions, and comes back. */
async function evicted(
  protocol: Protocol,
  by: 'session' | 'poll interval',
  { isLeftAlone = false, comesBackTo = 'poll' }: Pick<GroupOptions, 'comesBackTo'> & { isLeftAlone?: boolean } = {},
): Promise<AppGroup> {
  const group = new AppGroup(answer, { protocol, partitions: 4, records: 10, comesBackTo });
  group.start('c1');
  await group.runFor(2500);
  group.start('c2');
  await group.runFor(6000);
  group.produce(10);
  await group.runFor(30);
  if (by === 'session') group.process('c1').freeze(14_000);
  else group.process('c1').blockPoll(14_000);
  await group.runFor(11_000);
  group.produce(10);
  await group.runFor(3500);
  if (isLeftAlone) group.leave('c2');
  await group.runFor(8000);
  group.produce(10);
  await group.settle();
  return group;
}

/** A third member joins while the second one keeps everybody waiting: what the first one reads meanwhile it cannot commit yet. */
async function keptWaiting(): Promise<AppGroup> {
  const group = new AppGroup(answer, { protocol: 'cooperative', partitions: 6, records: 10 });
  group.start('c1', 'c2');
  await group.runFor(6000);
  group.process('c2').blockPoll(6000);
  group.start('c3');
  await group.runFor(2000);
  group.produce(10);
  await group.runFor(10_000);
  await group.settle();
  return group;
}

async function expectInDays(rule: Rule, weather: Weather, first: number): Promise<void> {
  for await (const { name, group } of days(answer, weather, first)) {
    const problem = problemOf(rule, group.cluster);
    expectNoProblem(problem && { ...problem, says: `${name}: ${problem.says}` });
  }
}

const expectRule = (rule: Rule, group: AppGroup): void => expectNoProblem(problemOf(rule, group.cluster));

it('R1: one partition', async () => {
  const group = new AppGroup(answer, { protocol: 'eager', partitions: 1, records: 25 });
  group.start('c1');
  await group.expectAllPutOut();
});

it('R1: rows keep the order of reading', async () => {
  expectRule('order', await joined('eager'));
});

it('R1: a member joins under the eager protocol', async () => {
  await (await joined('eager')).expectAllPutOut();
});

it('R1: a member joins under the cooperative protocol', async () => {
  await (await joined('cooperative')).expectAllPutOut();
});

it('R1: two seeded calm days', async () => {
  for await (const { group } of days(answer, 'calm', 1)) await group.expectAllPutOut();
});

it('R2: no commit runs ahead of the rows', async () => {
  const group = new AppGroup(answer, { protocol: 'eager', partitions: 3, records: 25 });
  group.start('c1');
  await group.settle();
  expectRule('ahead', group);
});

it('R2: all that is put out is committed', async () => {
  const group = new AppGroup(answer, { protocol: 'cooperative', partitions: 3, records: 25 });
  group.start('c1');
  await group.settle();
  expectNoProblem(problemOfMissingCommit(group.cluster, group.partitions));
});

it('R2: a member joins, and no commit runs ahead', async () => {
  expectRule('ahead', await joined('cooperative'));
});

it('R2: two seeded calm days', async () => {
  await expectInDays('ahead', 'calm', 3);
});

it('R3: a member joins under the eager protocol', async () => {
  expectRule('revoked', await joined('eager'));
});

it('R3: a member joins under the cooperative protocol', async () => {
  expectRule('revoked', await joined('cooperative'));
});

it('R3: a member leaves with rows that it keeps back', async () => {
  const group = await joined('cooperative', 2);
  group.produce(8);
  await group.runFor(30);
  group.leave('c1');
  await group.settle();
  expectRule('revoked', group);
});

it('R3: two seeded calm days', async () => {
  await expectInDays('revoked', 'calm', 5);
});

it('R4: the session ended, and the rows kept back are not put out', async () => {
  expectRule('lost', await evicted('eager', 'session'));
});

it('R4: the same under the cooperative protocol', async () => {
  expectRule('lost', await evicted('cooperative', 'session'));
});

it('R4: two seeded rough days', async () => {
  await expectInDays('lost', 'rough', 7);
});

it('R5: the session ended, and the map is minutes old', async () => {
  expectRule('gone', await evicted('cooperative', 'session'));
});

it('R5: it took too long between two polls', async () => {
  expectRule('gone', await evicted('eager', 'poll interval'));
});

it('R5: what was revoked is not committed later', async () => {
  expectRule('gone', await joined('cooperative'));
});

it('R5: the partitions come back, and nothing goes back', async () => {
  expectRule('back', await evicted('cooperative', 'session', { isLeftAlone: true }));
});

it('R5: two seeded rough days', async () => {
  await expectInDays('gone', 'rough', 9);
});

it('R6: the session ended, and the member reads on', async () => {
  await (await evicted('eager', 'session', { isLeftAlone: true })).expectAllPutOut();
});

it('R6: it took too long between two polls, and its next commit is refused', async () => {
  await (
    await evicted('cooperative', 'poll interval', { isLeftAlone: true, comesBackTo: 'checkpoint' })
  ).expectAllPutOut();
});

it('R6: a commit is refused while the group waits for a member, and is made up for', async () => {
  const group = await keptWaiting();
  expectNoProblem(problemOfMissingCommit(group.cluster, group.partitions));
});

it('R6: the session ended, and the consumer is closed before it is told', async () => {
  await (await evicted('cooperative', 'session', { comesBackTo: 'close' })).expectAllPutOut();
});

it('R6: two seeded rough days', async () => {
  for await (const { group } of days(answer, 'rough', 11)) await group.expectAllPutOut();
});
