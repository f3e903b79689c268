// The rules of brief.md, in its order: each with one failure first, then on whole days. Times are virtual.
import { expectNoProblem, freshAnswer, type RunProblem } from 'testkit';
import { it } from 'vitest';
import type { run } from './answer';
import { groupId, problemOfEarlyCommit, problemOfRebalances, problemOfRepeats, problemOfShutdown } from './checks';
import { type Day, Days } from './days';
import { type Answer, Shop } from './shop';

const answer: Answer = () => freshAnswer<{ run: typeof run }>();
const lived = new Days(answer);

const known = [1, 2];
const heldOut = [11, 12];

async function expectOn(numbers: readonly number[], problemOf: (day: Day) => RunProblem | undefined): Promise<void> {
  for (const number of numbers) {
    const day = await lived.day(number);
    const problem = problemOf(day);
    expectNoProblem(problem && { ...problem, says: `${day.name}: ${problem.says}` });
  }
}

/** Three processes at work, one failure, and time until all is handled. */
async function after(happens: (shop: Shop) => void | Promise<void>): Promise<Shop> {
  const shop = new Shop(answer);
  await shop.begin();
  await shop.runFor(900);
  await happens(shop);
  await shop.settle();
  return shop;
}

const killed = (): Promise<Shop> => after((shop) => shop.restart('pod-1', 'crash', 8000));

const frozen = (): Promise<Shop> => after((shop) => shop.fails(() => shop.process('pod-2').freeze(20_000)));

/** Each of the three is asked to stop, in the middle of its work, and is back 10 s later. */
const rolled = (): Promise<Shop> =>
  after(async (shop) => {
    for (const name of ['pod-1', 'pod-2', 'pod-3']) {
      await shop.restart(name, 'stop', 10_000);
      shop.produce(8);
      await shop.runFor(1700);
    }
  });

/** One process that has 300 records before it in each of three partitions, and has handled 110 of them when something happens. */
async function behind(happens: (shop: Shop) => Promise<void>): Promise<Shop> {
  const shop = new Shop(answer, { partitions: 3, records: 300 });
  shop.start('pod-1');
  await shop.untilHandled(110);
  await happens(shop);
  await shop.settle();
  return shop;
}

it('R1: one process, and the records that were there before', async () => {
  const shop = new Shop(answer, { partitions: 3, records: 10 });
  shop.start('pod-1');
  await shop.expectAllHandled();
});

it('R1: one of three is gone for good', async () => {
  const shop = await after((each) => each.fails(() => each.process('pod-2').crash()));
  await shop.expectAllHandled();
});

it('R1: days 1 and 2', async () => {
  for (const number of known) {
    const { name, shop } = await lived.day(number);
    await shop.expectAllHandled(name);
  }
});

it('R1: two days that are held out', async () => {
  for (const number of heldOut) {
    const { name, shop } = await lived.day(number);
    await shop.expectAllHandled(name);
  }
});

it('R2: a process is killed in the middle of a batch', async () => {
  expectNoProblem(problemOfEarlyCommit((await killed()).cluster));
});

it('R2: days 1 and 2', async () => {
  await expectOn(known, ({ shop }) => problemOfEarlyCommit(shop.cluster));
});

it('R2: two days that are held out', async () => {
  await expectOn(heldOut, ({ shop }) => problemOfEarlyCommit(shop.cluster));
});

it('R3: nothing fails', async () => {
  const shop = await after(() => {});
  expectNoProblem(problemOfRepeats(shop.cluster, 0));
});

it('R3: a process is killed in the middle of a batch', async () => {
  const { cluster, faults } = await killed();
  expectNoProblem(problemOfRepeats(cluster, faults));
});

it('R3: a process that is far behind is killed after 110 records', async () => {
  const { cluster, faults } = await behind((shop) => shop.restart('pod-1', 'crash', 8000));
  expectNoProblem(problemOfRepeats(cluster, faults));
});

it('R3: days 1 and 2', async () => {
  await expectOn(known, ({ shop }) => problemOfRepeats(shop.cluster, shop.faults));
});

it('R3: two days that are held out', async () => {
  await expectOn(heldOut, ({ shop }) => problemOfRepeats(shop.cluster, shop.faults));
});

it('R4: a process is killed and back after 8 s', async () => {
  expectNoProblem(problemOfRebalances((await killed()).cluster, 1));
});

it('R4: a process is frozen for 20 s', async () => {
  expectNoProblem(problemOfRebalances((await frozen()).cluster, 1));
});

it('R4: days 1 and 2', async () => {
  await expectOn(known, ({ shop, reference }) => problemOfRebalances(shop.cluster, reference));
});

it('R4: two days that are held out', async () => {
  await expectOn(heldOut, ({ shop, reference }) => problemOfRebalances(shop.cluster, reference));
});

it('R5: a rolling restart', async () => {
  expectNoProblem(problemOfShutdown((await rolled()).cluster));
});

it('R5: a process that is half a minute behind is stopped', async () => {
  expectNoProblem(problemOfShutdown((await behind((shop) => shop.restart('pod-1', 'stop', 20_000))).cluster));
});

it('R5: nothing is repeated by it', async () => {
  expectNoProblem(problemOfRepeats((await rolled()).cluster, 0));
});

it('R5: four days', async () => {
  await expectOn([...known, ...heldOut], ({ shop }) => problemOfShutdown(shop.cluster));
});

it('R6: the broker that coordinates the group dies', async () => {
  const shop = await after(async (each) => {
    const coordinator = each.cluster.coordinatorOf(groupId) ?? 1;
    each.fails(() => each.cluster.crashBroker(coordinator));
    await each.runFor(20_000);
    each.cluster.restartBroker(coordinator);
  });
  shop.expectWell();
});

it('R6: the application of a process stands still for 20 s', async () => {
  const shop = await after((each) => each.fails(() => each.process('pod-3').blockPoll(20_000)));
  shop.expectWell();
});

it('R6: days 1 and 2', async () => {
  for (const number of known) (await lived.day(number)).shop.expectWell();
});

it('R6: two days that are held out', async () => {
  for (const number of heldOut) (await lived.day(number)).shop.expectWell();
});
