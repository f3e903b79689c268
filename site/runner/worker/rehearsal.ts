// Runs a small suite of its own while the worker warms up: what a run needs of vitest and of the testkit is then compiled before
// anyone clicks.
import {
  type Assign,
  expectAssignment,
  expectEveryAssignment,
  membersOfTheGroup,
  ownersInLine,
  partitionsInPlace,
  RangeAssignor,
  readRecordedCases,
  subscribersOnly,
} from 'testkit';
import { it } from 'vitest';
import { runSuite } from './suite-runner.ts';

const groups = readRecordedCases(`
one-topic | orders:7 | c1 orders[0-2] | c2 orders[3-4] | c3 orders[5-6]
two-topics | orders:7 payments:5 | c1 orders[3-4] payments[2-3] | c2@a orders[0-2] payments[0-1] | c3 orders[5-6] payments[4]
`);

const checks = [membersOfTheGroup, ownersInLine, partitionsInPlace, subscribersOnly];
const rounds = 20;

export async function rehearse(): Promise<void> {
  await runSuite(
    registerTests,
    { path: '/rehearsal.test.ts', rules: undefined },
    {
      collected: async () => ({ only: undefined, answerPath: '', cluster: undefined }),
      started: () => {},
      ended: () => {},
    },
  );
}

function registerTests(): void {
  for (let round = 0; round < rounds; round += 1) {
    // A new function each time: the testkit asks one function about one group only once.
    const range: Assign = (metadata, subscriptions) => new RangeAssignor().assign(metadata, subscriptions);
    it(`R1: right, round ${round}`, () => {
      for (const check of checks) expectEveryAssignment(range, groups, check);
      expectAssignment(range, {
        topics: { orders: 3 },
        members: { c1: ['orders'], c2: ['orders'] },
        because: 'the first member takes one more',
        expected: { c1: { orders: [0, 1] }, c2: { orders: [2] } },
      });
    });
  }
  it('R2: wrong', () => expectEveryAssignment(() => new Map(), groups));
}
