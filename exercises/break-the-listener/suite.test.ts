// The rules of brief.md, in its order. Each schedule is run with four seeds, which decide how long messages take: what needs luck is no
// schedule. Times are virtual.
import { expectNoProblem } from 'testkit';
import { it } from 'vitest';
import { losesARecord, repeatsARecord, twoOwners } from './answer';
import { par } from './par';
import { type Damage, run } from './run';
import { readSchedule, type Schedule } from './schedule';

const given = (damage: Damage): unknown => ({ loses: losesARecord, repeats: repeatsARecord, twoOwners })[damage];
const exported: Readonly<Record<Damage, string>> = {
  loses: 'losesARecord',
  repeats: 'repeatsARecord',
  twoOwners: 'twoOwners',
};

function scheduleFor(damage: Damage): Schedule {
  const schedule = readSchedule(given(damage));
  if (typeof schedule !== 'string') return schedule;
  expectNoProblem(`${exported[damage]} is no schedule. ${schedule}`);
  return [];
}

function expectPar(damage: Damage): void {
  const { length } = scheduleFor(damage);
  if (length <= par[damage]) return;
  expectNoProblem(
    `${exported[damage]} has ${length} events, and ${par[damage]} ${par[damage] === 1 ? 'is' : 'are'} enough. Which of them can go?`,
  );
}

async function expectDamage(damage: Damage, what: string, seed: number): Promise<void> {
  const { cluster, damage: done, story } = await run(damage, scheduleFor(damage), seed);
  if (done !== undefined) return;
  expectNoProblem({
    cluster,
    atMs: cluster.now,
    says: `${exported[damage]} did no harm: ${what}${story.length === 0 ? '' : ` What each event met:\n  ${story.join('\n  ')}`}`,
  });
}

const expectLoss = (seed: number) =>
  expectDamage('loses', 'every record below the committed offsets was handled.', seed);
const expectRepeat = (seed: number) => expectDamage('repeats', 'no record was handled twice.', seed);
const expectTwoOwners = (seed: number) =>
  expectDamage('twoOwners', 'no two processes were at work on the same partition at the same time.', seed);

it('R1: losesARecord is a schedule of at most two events', () => {
  expectPar('loses');
});

it('R1: repeatsARecord is a schedule of one event', () => {
  expectPar('repeats');
});

it('R1: twoOwners is a schedule of at most two events', () => {
  expectPar('twoOwners');
});

it('R2: a record is lost', async () => {
  await expectLoss(1);
});

it('R2: with other latencies', async () => {
  await expectLoss(2);
});

it('R2: with a third seed', async () => {
  await expectLoss(3);
});

it('R2: with a fourth seed', async () => {
  await expectLoss(4);
});

it('R3: a record is handled twice', async () => {
  await expectRepeat(1);
});

it('R3: with other latencies', async () => {
  await expectRepeat(2);
});

it('R3: with a third seed', async () => {
  await expectRepeat(3);
});

it('R3: with a fourth seed', async () => {
  await expectRepeat(4);
});

it('R4: two are at work on one partition', async () => {
  await expectTwoOwners(1);
});

it('R4: with other latencies', async () => {
  await expectTwoOwners(2);
});

it('R4: with a third seed', async () => {
  await expectTwoOwners(3);
});

it('R4: with a fourth seed', async () => {
  await expectTwoOwners(4);
});
