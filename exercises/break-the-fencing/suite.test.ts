// The rules of brief.md, in its order. Each schedule is played against the fence that it is to break, and against the right one.
import { expectNoProblem } from 'testkit';
import { it } from 'vitest';
import { pastTheLateToken, pastTheMemberId } from './answer';
import { type Fence, fences } from './fences';
import { type PlayedRun, play } from './group';
import { readSchedule, type ScheduledEvent } from './schedule';
import { storyOfWrites } from './story';

const given = () => ({
  pastTheMemberId: readSchedule('pastTheMemberId', pastTheMemberId),
  pastTheLateToken: readSchedule('pastTheLateToken', pastTheLateToken),
});
type Name = keyof ReturnType<typeof given>;

function eventsOf(name: Name): readonly ScheduledEvent[] {
  const { events, problem } = given()[name];
  expectNoProblem(problem);
  return events ?? [];
}

function expectAtMost(name: Name, most: number): void {
  const { length } = eventsOf(name);
  expectNoProblem(length <= most ? undefined : `${name} has ${length} events, and ${most} are enough.`);
}

async function played(name: Name, fence: Fence, seed: number): Promise<PlayedRun> {
  const run = await play(eventsOf(name), fence, seed);
  const { cluster, impossible } = run;
  if (impossible !== undefined) expectNoProblem({ cluster, atMs: cluster.now, says: impossible });
  return run;
}

/** A write is taken although another process has registered for its partition since its record was polled. */
async function expectThrough(name: Name, fence: Fence, seed: number): Promise<void> {
  const { cluster, writes } = await played(name, fence, seed);
  if (writes.some(({ isTaken, since }) => isTaken && since !== undefined)) return;
  const says = `${name} gets no zombie past the fence (${fence.name}), run ${seed}. ${storyOfWrites(writes)}`;
  expectNoProblem({ cluster, atMs: cluster.now, says });
}

/** The right fence takes none, and there was one to refuse. */
async function expectRefused(name: Name, seed: number): Promise<void> {
  const { cluster, writes } = await played(name, fences.right, seed);
  if (writes.some(({ isTaken, since }) => !isTaken && since !== undefined)) return;
  const says = `No write of ${name} comes too late: with the token of the assignment there was nothing to refuse, run ${seed}. ${storyOfWrites(writes)}`;
  expectNoProblem({ cluster, atMs: cluster.now, says });
}

it('R1: the first schedule is one', () => {
  eventsOf('pastTheMemberId');
});

it('R1: the second schedule is one', () => {
  eventsOf('pastTheLateToken');
});

it('R1: all of the first schedule can happen', async () => {
  await played('pastTheMemberId', fences.memberId, 1);
});

it('R1: all of the second schedule can happen', async () => {
  await played('pastTheLateToken', fences.lateToken, 1);
});

it('R2: past the member id', async () => {
  await expectThrough('pastTheMemberId', fences.memberId, 1);
});

it('R2: four times of four', async () => {
  for (let seed = 2; seed <= 5; seed++) await expectThrough('pastTheMemberId', fences.memberId, seed);
});

it('R3: past the late token', async () => {
  await expectThrough('pastTheLateToken', fences.lateToken, 1);
});

it('R3: four times of four', async () => {
  for (let seed = 2; seed <= 5; seed++) await expectThrough('pastTheLateToken', fences.lateToken, seed);
});

it('R4: the right fence refuses the zombie of the first schedule', async () => {
  await expectRefused('pastTheMemberId', 1);
});

it('R4: the right fence refuses the zombie of the second schedule', async () => {
  await expectRefused('pastTheLateToken', 1);
});

it('R5: three events for the member id', () => {
  expectAtMost('pastTheMemberId', 3);
});

it('R5: two events for the late token', () => {
  expectAtMost('pastTheLateToken', 2);
});
