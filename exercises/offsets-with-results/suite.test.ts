// The rules of brief.md, in its order, each from easy to hard. Each test looks at its own rule alone; the last ones of some rules are seeded
// days under both protocols, calm ones for the rules that need nobody to be late. Times are virtual.
import { expectNoProblem, freshAnswer, type Protocol } from 'testkit';
import { it } from 'vitest';
import type { createApp } from './answer';
import { type Answer, AppGroup } from './app-group';
import { problemOf, type Rule } from './checks';
import { days, type Weather } from './days';

const answer: Answer = () => freshAnswer<{ createApp: typeof createApp }>();

/** One member and a few records. */
async function alone(partitions: number, records: number): Promise<AppGroup> {
  const group = new AppGroup(answer, { protocol: 'eager', partitions, records });
  group.start('c1');
  await group.runFor(2000);
  group.produce(5);
  await group.settle();
  return group;
}

/** A second member joins while records come, and the first one leaves. */
async function joined(protocol: Protocol): Promise<AppGroup> {
  const group = new AppGroup(answer, { protocol, partitions: 3, records: 25 });
  group.start('c1');
  await group.runFor(2000);
  group.start('c2');
  for (let second = 0; second < 4; second++) {
    group.produce(7);
    await group.runFor(900);
  }
  group.leave('c1');
  await group.runFor(30);
  group.produce(7);
  await group.settle();
  return group;
}

/** Two members are at rest, records come, and the first one crashes so many milliseconds later. */
async function crashed(afterMs: number): Promise<AppGroup> {
  const group = new AppGroup(answer, { protocol: 'eager', partitions: 2, records: 5, seed: afterMs });
  group.start('c1', 'c2');
  await group.runFor(3000);
  group.produce(25);
  await group.runFor(afterMs);
  group.process('c1').crash();
  await group.settle();
  return group;
}

/** From the arrival of the records over every step of two batches. */
const crashMoments = [2, 8, 14, 22, 31, 43, 60];

/** The first member stands still with a batch that it has polled, or a little later, and wakes up when the group has gone on. */
async function late(protocol: Protocol, { afterMs = 8, forMs = 12_000 } = {}): Promise<AppGroup> {
  const group = new AppGroup(answer, { protocol, partitions: 2, records: 5, seed: afterMs });
  group.start('c1', 'c2');
  await group.runFor(4000);
  group.produce(14);
  await group.runFor(afterMs);
  group.process('c1').freeze(forMs);
  await group.runFor(9000);
  group.produce(14);
  await group.runFor(forMs);
  group.produce(14);
  await group.settle();
  return group;
}

/** The first member wakes up when the second has been given its partition and has written nothing of it yet, and leaves. */
async function overtaken(): Promise<AppGroup> {
  const group = new AppGroup(answer, { protocol: 'eager', partitions: 2, records: 5 });
  group.start('c1', 'c2');
  await group.runFor(4000);
  group.produce(14);
  await group.runFor(8);
  const wakesUpAtMs = group.cluster.now + 9500;
  group.process('c1').freeze(9500);
  group.leave('c1');
  await group.untilAssigned('c2');
  group.process('c2').freeze(wakesUpAtMs + 200 - group.cluster.now);
  await group.settle();
  return group;
}

async function expectInDays(rule: Rule, weather: Weather, first: number): Promise<void> {
  for await (const { name, group } of days(answer, weather, first)) {
    const problem = problemOf(rule, group);
    expectNoProblem(problem && { ...problem, says: `${name}: ${problem.says}` });
  }
}

const expectRule = (rule: Rule, group: AppGroup): void => expectNoProblem(problemOf(rule, group));

it('R1: one partition', async () => {
  await (await alone(1, 25)).expectAllStored();
});

it('R1: several partitions', async () => {
  await (await alone(3, 12)).expectAllStored();
});

it('R1: rows keep the order of their partition', async () => {
  expectRule('order', await joined('eager'));
});

it('R1: a member joins and one leaves under the eager protocol', async () => {
  const group = await joined('eager');
  await group.expectAllStored();
  expectRule('twice', group);
});

it('R1: the same under the cooperative protocol', async () => {
  const group = await joined('cooperative');
  await group.expectAllStored();
  expectRule('twice', group);
});

it('R2: the table has offsets, and nothing is committed to Kafka', async () => {
  const group = new AppGroup(answer, { protocol: 'eager', partitions: 2, records: 20 });
  await group.stored(0, 12);
  group.start('c1');
  await group.settle();
  expectRule('begin', group);
});

it('R2: somebody has committed to Kafka, and the table is empty', async () => {
  const group = new AppGroup(answer, { protocol: 'eager', partitions: 2, records: 20 });
  await group.committed(1, 7);
  group.start('c1');
  await group.settle();
  expectRule('begin', group);
});

it('R2: what is committed to Kafka is behind the table', async () => {
  const group = new AppGroup(answer, { protocol: 'cooperative', partitions: 1, records: 20 });
  await group.committed(0, 3);
  await group.stored(0, 12);
  group.start('c1');
  await group.settle();
  expectRule('begin', group);
});

it('R2: a partition goes to another member and comes back', async () => {
  const group = new AppGroup(answer, { protocol: 'cooperative', partitions: 2, records: 12 });
  group.start('c1');
  await group.runFor(2000);
  group.start('c2');
  await group.runFor(6000);
  group.produce(12);
  await group.runFor(1000);
  group.leave('c2');
  await group.runFor(4000);
  group.produce(12);
  await group.settle();
  expectRule('begin', group);
});

it('R3: batches of one partition', async () => {
  expectRule('shape', await alone(1, 25));
});

it('R3: batches of several partitions', async () => {
  expectRule('shape', await alone(4, 6));
});

it('R3: two seeded calm days', async () => {
  await expectInDays('shape', 'calm', 1);
});

it('R4: a crash at many moments repeats nothing', async () => {
  for (const afterMs of crashMoments) expectRule('twice', await crashed(afterMs));
});

it('R4: a crash at many moments loses nothing', async () => {
  for (const afterMs of crashMoments) await (await crashed(afterMs)).expectAllStored();
});

it('R4: two seeded calm days', async () => {
  for await (const { group } of days(answer, 'calm', 3)) {
    await group.expectAllStored();
    expectRule('twice', group);
  }
});

it('R5: a member stands still with a batch in hand', async () => {
  expectRule('twice', await late('eager'));
});

it('R5: the same under the cooperative protocol', async () => {
  expectRule('twice', await late('cooperative', { afterMs: 14 }));
});

it('R5: no stored offset becomes smaller', async () => {
  expectRule('back', await late('cooperative', { afterMs: 20 }));
});

it('R5: two seeded rough days', async () => {
  await expectInDays('twice', 'rough', 5);
});

it('R6: what was refused is not sent again', async () => {
  expectRule('again', await late('eager'));
});

it('R6: who was refused reads on', async () => {
  await (await late('cooperative', { afterMs: 14 })).expectAllStored();
});

it('R6: the owner is refused, because a late one was quicker', async () => {
  await (await overtaken()).expectAllStored();
});

it('R6: two seeded rough days', async () => {
  for await (const { group } of days(answer, 'rough', 7)) {
    await group.expectAllStored();
    expectRule('again', group);
  }
});
