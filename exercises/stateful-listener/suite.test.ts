// The rules of brief.md, in its order, each from easy to hard. Each test looks at its own rule alone; the last ones of most rules are seeded
// days under both protocols. Times are virtual.
import { topicPartition } from 'kafka';
import { expectNoProblem, freshAnswer, type Protocol } from 'testkit';
import { it } from 'vitest';
import type { StatefulListener } from './answer';
import { type Answer, AppGroup, type GroupOptions } from './app-group';
import { problemOf, problemOfAttempts, type Rule } from './checks';
import { days } from './days';

const answer: Answer = () => freshAnswer<{ StatefulListener: typeof StatefulListener }>();

const orders0 = topicPartition('orders', 0);
const orders1 = topicPartition('orders', 1);

/** One member, which leaves. */
async function alone(options: Partial<GroupOptions> = {}): Promise<AppGroup> {
  const group = new AppGroup(answer, { protocol: 'eager', partitions: 2, ...options });
  group.start('c1');
  await group.runFor(4000);
  await group.end();
  return group;
}

/** A second member joins, then a third one that gets nothing if there are few partitions; the first one leaves. */
async function joined(protocol: Protocol, partitions = 3): Promise<AppGroup> {
  const group = new AppGroup(answer, { protocol, partitions });
  for (const name of ['c1', 'c2', 'c3']) {
    group.start(name);
    await group.runFor(5000);
  }
  group.leave('c1');
  await group.runFor(5000);
  await group.end();
  return group;
}

/** A member stands still until another one has its partitions, and comes back. */
async function evicted(
  protocol: Protocol,
  by: 'session' | 'poll interval',
  onceItStoodStill: 'polls' | 'closes' = 'polls',
): Promise<AppGroup> {
  const group = new AppGroup(answer, { protocol, partitions: 3, onceItStoodStill });
  group.start('c1');
  await group.runFor(2500);
  group.start('c2');
  await group.runFor(6000);
  // One that has failed by then is told of when the run ends.
  const { isAlive } = group.process('c1');
  if (isAlive && by === 'session') group.process('c1').freeze(14_000);
  else if (isAlive) group.process('c1').blockPoll(14_000);
  await group.runFor(24_000);
  await group.end();
  return group;
}

/** Opening `orders-1` fails this many times in a row; opening any other partition fails twice at most. */
function failing(protocol: Protocol, failures: number): Promise<AppGroup> {
  return alone({
    protocol,
    partitions: 6,
    failsToOpen: (partition, attempt) => attempt <= (partition === orders1 ? failures : Math.min(failures, 2)),
  });
}

/** A second member joins, so that the first one is assigned its partitions again; opening `orders-0` fails twice each time. */
async function failingAgain(): Promise<AppGroup> {
  const group = new AppGroup(answer, {
    protocol: 'eager',
    partitions: 2,
    failsToOpen: (partition, attempt) => partition === orders0 && attempt % 3 !== 0,
  });
  group.start('c1');
  await group.runFor(4000);
  group.start('c2');
  await group.runFor(6000);
  await group.end();
  return group;
}

async function expectInDays(rule: Rule, first: number): Promise<void> {
  for await (const { name, group } of days(answer, first)) {
    const problem = problemOf(rule, group);
    expectNoProblem(problem && { ...problem, says: `${name}: ${problem.says}` });
  }
}

const expectRule = (rule: Rule, group: AppGroup): void => expectNoProblem(problemOf(rule, group));

it('R1: a member alone', async () => {
  expectRule('open', await alone());
});

it('R1: members join and one leaves under the eager protocol', async () => {
  expectRule('open', await joined('eager'));
});

it('R1: the same under the cooperative protocol', async () => {
  expectRule('open', await joined('cooperative'));
});

it('R1: one partition and three members, so that lists are empty', async () => {
  expectRule('open', await joined('eager', 1));
});

it('R1: two topics', async () => {
  expectRule('open', await alone({ topics: ['orders', 'payments'] }));
});

it('R1: partitions are lost and others assigned', async () => {
  expectRule('open', await evicted('cooperative', 'session'));
});

it('R1: two seeded days', async () => {
  await expectInDays('open', 1);
});

it('R2: members join and one leaves under the eager protocol', async () => {
  expectRule('sense', await joined('eager'));
});

it('R2: the same under the cooperative protocol', async () => {
  expectRule('sense', await joined('cooperative'));
});

it('R2: two topics', async () => {
  expectRule('sense', await alone({ topics: ['orders', 'payments'] }));
});

it('R2: a member alone that cannot open one state', async () => {
  expectRule('sense', await failing('cooperative', Infinity));
});

it('R2: two seeded days', async () => {
  await expectInDays('sense', 3);
});

it('R3: a member alone, which leaves', async () => {
  expectRule('revoked', await alone());
});

it('R3: members join and one leaves under the eager protocol', async () => {
  expectRule('revoked', await joined('eager'));
});

it('R3: the same under the cooperative protocol', async () => {
  expectRule('revoked', await joined('cooperative'));
});

it('R3: two seeded days', async () => {
  await expectInDays('revoked', 5);
});

it('R4: the session ended', async () => {
  expectRule('lost', await evicted('eager', 'session'));
});

it('R4: it took too long between two polls', async () => {
  expectRule('lost', await evicted('cooperative', 'poll interval'));
});

it('R4: two seeded days', async () => {
  await expectInDays('lost', 7);
});

it('R5: the first attempt fails', async () => {
  expectNoProblem(problemOfAttempts(await failing('eager', 1), orders1, 1));
});

it('R5: two attempts fail under the cooperative protocol', async () => {
  expectNoProblem(problemOfAttempts(await failing('cooperative', 2), orders1, 2));
});

it('R5: two attempts fail whenever the partition comes, and there are three each time', async () => {
  expectNoProblem(problemOfAttempts(await failingAgain(), orders0, 2));
});

it('R5: all attempts fail', async () => {
  expectNoProblem(problemOfAttempts(await failing('eager', Infinity), orders1, Infinity));
});

it('R5: all attempts fail under the cooperative protocol', async () => {
  expectNoProblem(problemOfAttempts(await failing('cooperative', Infinity), orders1, Infinity));
});

it('R6: a member leaves under the eager protocol', async () => {
  expectRule('closed', await joined('eager'));
});

it('R6: a member leaves under the cooperative protocol', async () => {
  expectRule('closed', await joined('cooperative'));
});

it('R6: a callback threw', async () => {
  expectRule('closed', await failing('eager', Infinity));
});

it('R6: the consumer is closed before it is told of its loss', async () => {
  expectRule('closed', await evicted('cooperative', 'poll interval', 'closes'));
});

it('R6: two seeded days', async () => {
  await expectInDays('closed', 9);
});
