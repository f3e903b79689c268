// The rules of brief.md, in its order. Each test lets a group with the answer's settings live through something. Times are virtual.
import { expectProcessesWell, freshAnswer } from 'testkit';
import { it } from 'vitest';
import type { settings } from './answer';
import { drawnNight, recorded } from './cases';
import { type Answer, everybody, Night } from './night';

const answer: Answer = () => freshAnswer<{ settings: typeof settings }>();
const record = 50;
const minute = 60_000;

/** A process dies, and the others have work on its partitions. */
async function expectCrashSeen(night: Night, name: string): Promise<void> {
  const { cluster } = night;
  const owned = night.ownedBy(name);
  const crashMs = cluster.now;
  cluster.process(name).crash();
  night.produce(record);
  await cluster.runFor(21_000);
  expectProcessesWell(cluster, { allowed: [name] });
  night.expectTakenOver(name, owned, crashMs, 20_000);
}

const pauseText = 'Nobody had died: a process had stood still for 8 s at most.';
const batchText = 'Nobody had died: a process was at work on a batch of 6 minutes at most.';

async function expectDrawnNights(...seeds: readonly number[]): Promise<void> {
  for (const seed of seeds) {
    const night = new Night(answer, seed);
    await night.begin();
    await night.pass(drawnNight(seed));
    night.expectNobodyRemoved(pauseText);
  }
}

it('R1: the leader dies', async () => {
  const night = new Night(answer);
  await night.begin();
  await expectCrashSeen(night, 'c1');
});

it('R1: another member dies', async () => {
  const night = new Night(answer);
  await night.begin();
  await night.runFor(1000);
  await expectCrashSeen(night, 'c3');
});

it('R1: a member dies at three seeded moments', async () => {
  for (let seed = 1; seed <= 3; seed++) {
    const night = new Night(answer, seed);
    await night.begin();
    await night.getOutOfStep();
    await expectCrashSeen(night, 'c2');
  }
});

it('R1: a member dies right after a heartbeat', async () => {
  for (let seed = 4; seed <= 6; seed++) {
    const night = new Night(answer, seed);
    await night.begin();
    await night.getOutOfStep();
    await night.untilHeartbeatOf('c2');
    await expectCrashSeen(night, 'c2');
  }
});

it('R2: one pause of 8 s', async () => {
  const night = new Night(answer);
  await night.begin();
  await night.pass([{ atMs: 1000, process: 'c2', forMs: 8000 }]);
  night.expectNobodyRemoved(pauseText);
});

it('R2: thirty pauses of 8 s, each later after a heartbeat', async () => {
  const night = new Night(answer);
  await night.begin(['c1', 'c2']);
  for (let pause = 0; pause < 30; pause++) {
    night.cluster.process('c1').freeze(8000);
    // After it wakes up it sends a heartbeat at once: the next pause begins ever later after that.
    await night.runFor(8000 + 1000 + 200 * pause);
  }
  night.expectNobodyRemoved(pauseText);
});

it('R2: pauses of 8 s, each begun when the next heartbeat is due', async () => {
  const night = new Night(answer);
  await night.begin(['c1', 'c2']);
  for (let pause = 0; pause < 10; pause++) {
    await night.untilHeartbeatIsDue('c1');
    night.cluster.process('c1').freeze(8000);
    await night.runFor(9000);
  }
  night.expectNobodyRemoved(pauseText);
});

it('R2: a recorded night of ever longer collections', async () => {
  const night = new Night(answer);
  await night.begin();
  await night.pass(recorded.collections);
  night.expectNobodyRemoved(pauseText);
});

it('R2: a recorded night in which machines are moved', async () => {
  const night = new Night(answer);
  await night.begin();
  await night.pass(recorded.moves);
  night.expectNobodyRemoved(pauseText);
});

it('R2: a recorded night with noisy neighbors', async () => {
  const night = new Night(answer);
  await night.begin();
  await night.pass(recorded.neighbors);
  night.expectNobodyRemoved(pauseText);
});

it('R2: two drawn nights', async () => {
  await expectDrawnNights(1, 2);
});

it('R2: two more', async () => {
  await expectDrawnNights(3, 4);
});

it('R3: a record of 4 minutes', async () => {
  const night = new Night(answer);
  await night.begin();
  night.produceFor('c1', 4 * minute);
  await night.runFor(5 * minute);
  night.expectNobodyRemoved(batchText);
});

it('R3: a batch of 6 minutes in one record', async () => {
  const night = new Night(answer);
  await night.begin();
  night.produceFor('c3', 6 * minute);
  await night.runFor(7 * minute);
  night.expectNobodyRemoved(batchText);
});

it('R3: a member joins in the middle of it', async () => {
  const night = new Night(answer);
  await night.begin(['c1', 'c2']);
  night.produceFor('c2', 6 * minute);
  await night.runFor(5000);
  night.start('c3');
  await night.runFor(7 * minute);
  night.expectNobodyRemoved(batchText);
});

it('R4: three quiet minutes', async () => {
  const night = new Night(answer);
  await night.begin();
  await night.runFor(3 * minute);
  night.expectFewHeartbeats();
});

it('R4: a night with pauses', async () => {
  const night = new Night(answer);
  await night.begin();
  await night.pass(recorded.moves);
  night.expectFewHeartbeats();
});

it('R5: a process hangs', async () => {
  const night = new Night(answer);
  await night.begin();
  const owned = night.ownedBy('c2');
  night.hang('c2');
  await night.runFor(3000);
  const lastPollMs = night.lastPollOf('c2');
  night.produce(record);
  await night.runFor(8 * minute + 5000);
  night.expectTakenOver('c2', owned, lastPollMs, 8 * minute);
});

it('R5: the leader hangs, and two minutes later another process joins', async () => {
  const night = new Night(answer);
  const [first = '', second = '', third = ''] = everybody;
  await night.begin([first, second]);
  const owned = night.ownedBy(first);
  night.hang(first);
  await night.runFor(2 * minute);
  const lastPollMs = night.lastPollOf(first);
  night.produce(record);
  night.start(third);
  await night.runFor(7 * minute);
  night.expectTakenOver(first, owned, lastPollMs, 8 * minute);
});
