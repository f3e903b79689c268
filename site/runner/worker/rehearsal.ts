// Judges a right and a wrong division once while the worker warms up: what a run needs is then compiled before anyone clicks.
import { expectEveryAssignment, RangeAssignor, readRecordedCases } from 'testkit';
import { thrownErrorOf } from './errors.ts';

const groups = readRecordedCases(`
one-topic | orders:7 | c1 orders[0-2] | c2 orders[3-4] | c3 orders[5-6]
two-topics | orders:7 payments:5 | c1 orders[3-4] payments[2-3] | c2@a orders[0-2] payments[0-1] | c3 orders[5-6] payments[4]
`);

const rounds = 20;

export function rehearse(): void {
  for (let round = 0; round < rounds; round += 1) {
    // A new function each time: the testkit asks one function about one group only once.
    expectAll((metadata, subscriptions) => new RangeAssignor().assign(metadata, subscriptions));
  }
  expectAll(() => new Map());
}

function expectAll(assign: Parameters<typeof expectEveryAssignment>[0]): void {
  try {
    expectEveryAssignment(assign, groups);
  } catch (error) {
    thrownErrorOf(error, '');
  }
}
