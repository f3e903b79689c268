// The rules of brief.md, in its order. A test of rules 1 to 6 is a trace of Kafka's coordinator, recorded or derived from its source, and looks at
// every answer and its time; the last rule is held against fifty random walks.
import { expectNoProblem } from 'testkit';
import { it } from 'vitest';
import { GroupCoordinator } from './answer';
import { problemOfTrace } from './checks';
import {
  derivedFirstMembersTraces,
  derivedIdTraces,
  derivedJoinTraces,
  derivedRejoinTraces,
  derivedSessionTraces,
  derivedSyncTraces,
} from './derived-cases';
import { rejoinTraces, sessionTraces, syncTraces } from './generation-cases';
import { firstMembersTraces, idTraces, joinTraces } from './join-cases';
import { problemOfWalk } from './walks';

const rules = [
  ['R1', [...idTraces, ...derivedIdTraces]],
  ['R2', [...firstMembersTraces, ...derivedFirstMembersTraces]],
  ['R3', [...joinTraces, ...derivedJoinTraces]],
  ['R4', [...syncTraces, ...derivedSyncTraces]],
  ['R5', [...rejoinTraces, ...derivedRejoinTraces]],
  ['R6', [...sessionTraces, ...derivedSessionTraces]],
] as const;

for (const [rule, traces] of rules) {
  for (const trace of traces) {
    it(`${rule}: ${trace.title}`, () => {
      expectNoProblem(problemOfTrace(GroupCoordinator, trace));
    });
  }
}

it('R7: random walks 1 to 10, and nobody waits for ever', () => {
  expectWalks(1);
});

it('R7: random walks 11 to 20', () => {
  expectWalks(11);
});

it('R7: random walks 21 to 30', () => {
  expectWalks(21);
});

it('R7: random walks 31 to 40', () => {
  expectWalks(31);
});

it('R7: random walks 41 to 50', () => {
  expectWalks(41);
});

/** Ten of them: so many that a test is over soon on a slow machine, too. @param first the number of the first one */
function expectWalks(first: number): void {
  for (let walk = first; walk < first + 10; walk++) {
    const problem = problemOfWalk(GroupCoordinator, `walk ${walk}`);
    expectNoProblem(problem && `Walk ${walk}: ${problem}`);
  }
}
