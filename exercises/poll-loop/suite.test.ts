// The rules of brief.md, in its order, each from easy to hard. Each test looks at its own rule alone; the last ones crash the answer at each
// millisecond of a batch, and through seeded days of crashes, joins and shutdowns. Times are virtual.
import { expectNoProblem, expectProcessesWell, freshAnswer, type RunProblem } from 'testkit';
import { it } from 'vitest';
import type { run } from './answer';
import {
  problemOfEarlyCommit,
  problemOfManyCommits,
  problemOfMissingCommit,
  problemOfOrder,
  problemOfRepeats,
  problemOfShutdown,
} from './checks';
import { days } from './days';
import { type Answer, batchSize, Shop } from './shop';

const answer: Answer = () => freshAnswer<{ run: typeof run }>();

const oneBatch = { most: batchSize, because: `one crash repeats one batch at most, which is ${batchSize} records` };

/** When the first batch of a member that is alone has been returned, about, and how long a batch takes with its commit. */
const firstBatchMs = 15;
const batchMs = 13;

it('R1: three records', async () => {
  const shop = new Shop(answer, { partitions: 1, records: 3 });
  shop.start('c1');
  await shop.expectAllHandled();
});

it('R1: four batches of two partitions', async () => {
  const shop = new Shop(answer, { partitions: 2, records: 10 });
  shop.start('c1');
  await shop.expectAllHandled();
});

it('R1: records that come after ten quiet seconds', async () => {
  const shop = new Shop(answer, { partitions: 1, records: 3 });
  shop.start('c1');
  await shop.cluster.runFor(10_000);
  shop.produce(3);
  await shop.expectAllHandled();
});

it('R1: two members share four partitions', async () => {
  const shop = new Shop(answer, { partitions: 4 });
  shop.start('c1', 'c2');
  await shop.expectAllHandled();
});

it('R1: a second member joins in the middle of a batch', async () => {
  const shop = new Shop(answer, { partitions: 2 });
  shop.start('c1');
  await shop.cluster.runFor(firstBatchMs + 5);
  shop.start('c2');
  await shop.expectAllHandled();
});

it('R1: a member crashes for good, and the other one takes over', async () => {
  const shop = new Shop(answer, { partitions: 2 });
  shop.start('c1', 'c2');
  await shop.cluster.runFor(35);
  if (shop.process('c1').isAlive) shop.process('c1').crash();
  await shop.expectAllHandled();
});

it('R1: three seeded days of crashes, joins and shutdowns, and nothing is lost', async () => {
  for await (const { name, shop } of days(answer, 1)) await shop.expectAllHandled(name);
});

it('R2: one partition', async () => {
  const shop = new Shop(answer, { partitions: 1 });
  shop.start('c1');
  await shop.settle();
  expectNoProblem(problemOfOrder(shop.cluster));
});

it('R2: batches of several partitions', async () => {
  const shop = new Shop(answer, { partitions: 4, records: 3 });
  shop.start('c1');
  await shop.settle();
  expectNoProblem(problemOfOrder(shop.cluster));
});

it('R2: a partition changes hands', async () => {
  const shop = new Shop(answer, { partitions: 2 });
  shop.start('c1');
  await shop.cluster.runFor(firstBatchMs + 5);
  shop.start('c2');
  await shop.settle();
  expectNoProblem(problemOfOrder(shop.cluster));
});

it('R3: four batches of one partition', async () => {
  const shop = new Shop(answer, { partitions: 1 });
  shop.start('c1');
  await shop.settle();
  expectNoProblem(problemOfEarlyCommit(shop.cluster));
});

it('R3: batches of several partitions', async () => {
  const shop = new Shop(answer, { partitions: 4, records: 3 });
  shop.start('c1');
  await shop.settle();
  expectNoProblem(problemOfEarlyCommit(shop.cluster));
});

it('R3: a crash in the middle of a batch', async () => {
  const shop = new Shop(answer, { partitions: 1 });
  shop.start('c1');
  await shop.cluster.runFor(firstBatchMs + 5);
  shop.restart('c1');
  await shop.settle();
  expectNoProblem(problemOfEarlyCommit(shop.cluster));
});

it('R3: a shutdown in the middle of a batch', async () => {
  const shop = new Shop(answer, { partitions: 1 });
  shop.start('c1');
  await shop.cluster.runFor(firstBatchMs + 5);
  shop.stop('c1');
  await shop.cluster.runFor(1000);
  if (!shop.process('c1').isAlive) shop.start('c1');
  await shop.settle();
  expectNoProblem(problemOfEarlyCommit(shop.cluster));
});

it('R3: three seeded days, and no commit is ahead', async () => {
  for await (const { name, shop } of days(answer, 6)) expectNoProblem(named(name, problemOfEarlyCommit(shop.cluster)));
});

it('R4: one commit for each batch of one partition', async () => {
  const shop = new Shop(answer, { partitions: 1 });
  shop.start('c1');
  await shop.settle();
  expectNoProblem(problemOfManyCommits(shop.cluster));
});

it('R4: at most one commit for each partition of a batch', async () => {
  const shop = new Shop(answer, { partitions: 4, records: 6 });
  shop.start('c1', 'c2');
  await shop.settle();
  expectNoProblem(problemOfManyCommits(shop.cluster));
});

it('R4: what is committed is the offset to read next', async () => {
  const shop = new Shop(answer, { partitions: 2, records: 7 });
  shop.start('c1');
  await shop.settle();
  expectNoProblem(problemOfMissingCommit(shop.cluster, 2));
});

it('R4: no batch waits for the next one to be committed', async () => {
  const shop = new Shop(answer, { partitions: 2, records: 3 });
  shop.start('c1', 'c2');
  await shop.settle();
  expectNoProblem(problemOfMissingCommit(shop.cluster, 2));
});

it('R5: a member joins, and nothing is repeated', async () => {
  const shop = new Shop(answer, { partitions: 2 });
  shop.start('c1');
  await shop.cluster.runFor(firstBatchMs + 5);
  shop.start('c2');
  await shop.settle();
  expectNoProblem(problemOfRepeats(shop.cluster, { most: 0, because: 'nobody crashed' }));
});

it('R5: a crash in the middle of the third batch', async () => {
  const shop = new Shop(answer, { partitions: 1 });
  shop.start('c1');
  await shop.cluster.runFor(firstBatchMs + 2 * batchMs + 6);
  shop.restart('c1');
  await shop.settle();
  expectNoProblem(problemOfRepeats(shop.cluster, oneBatch));
});

it('R5: a crash at each millisecond of the second and third batch', async () => {
  for (let ms = 0; ms < 2 * batchMs; ms += 2) {
    const shop = new Shop(answer, { partitions: 1 });
    shop.start('c1');
    await shop.cluster.runFor(firstBatchMs + batchMs + ms);
    shop.restart('c1');
    await shop.settle();
    expectNoProblem(problemOfRepeats(shop.cluster, oneBatch));
  }
});

it('R5: three seeded days, and each crash repeats one batch at most', async () => {
  for await (const { name, shop, crashes } of days(answer, 11)) {
    const most = crashes * batchSize;
    const because = `there were ${crashes} crashes, and a batch has ${batchSize} records`;
    expectNoProblem(named(name, problemOfRepeats(shop.cluster, { most, because })));
  }
});

it('R6: a shutdown while poll() waits', async () => {
  const shop = new Shop(answer, { partitions: 1, records: 7 });
  shop.start('c1');
  await shop.cluster.runFor(3200);
  await expectShutdown(shop, 'c1');
});

it('R6: a shutdown in the middle of a batch', async () => {
  const shop = new Shop(answer, { partitions: 2 });
  shop.start('c1', 'c2');
  await shop.cluster.runFor(35);
  await expectShutdown(shop, 'c1');
});

it('R6: a shutdown with two thousand records still to read', async () => {
  const shop = new Shop(answer, { partitions: 1, records: 2000 });
  shop.start('c1');
  await shop.cluster.runFor(100);
  await expectShutdown(shop, 'c1');
});

it('R6: a shutdown at each millisecond of a batch, and nothing is repeated', async () => {
  for (let ms = 0; ms < batchMs + 2; ms++) {
    const shop = new Shop(answer, { partitions: 1 });
    shop.start('c1');
    await shop.cluster.runFor(firstBatchMs + ms);
    await expectShutdown(shop, 'c1');
    shop.start('c1');
    await shop.settle();
    expectNoProblem(
      problemOfRepeats(shop.cluster, { most: 0, because: 'it was asked to shut down, it did not crash' }),
    );
  }
});

it('R6: three seeded days, and everybody shuts down in the evening', async () => {
  for await (const { name, shop, stopped } of days(answer, 16)) {
    for (const process of stopped) expectNoProblem(named(name, problemOfShutdown(shop, process)));
  }
});

/** Asks it to, and gives it a second. */
async function expectShutdown(shop: Shop, name: string): Promise<void> {
  shop.stop(name);
  await shop.cluster.runFor(1000);
  expectProcessesWell(shop.cluster);
  expectNoProblem(problemOfShutdown(shop, name));
}

function named(name: string, problem: RunProblem | undefined): RunProblem | undefined {
  return problem && { ...problem, says: `${name}: ${problem.says}` };
}
