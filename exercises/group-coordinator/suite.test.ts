// The rules of brief.md, in its order. A test of rules 1 to 6 is a recorded trace of Kafka's coordinator, and looks at every answer and its
// time; the last rule is held against fifty random walks.
import { expectNoProblem } from 'testkit';
import { it } from 'vitest';
import { GroupCoordinator } from './answer';
import { firstMembersTraces, idTraces, joinTraces, rejoinTraces, sessionTraces, syncTraces } from './cases';
import { problemOfTrace } from './checks';
import { problemOfWalk } from './walks';

const rules = [
  ['R1', idTraces],
  ['R2', firstMembersTraces],
  ['R3', joinTraces],
  ['R4', syncTraces],
  ['R5', rejoinTraces],
  ['R6', sessionTraces],
] as const;

for (const [rule, traces] of rules) {
  for (const trace of traces) {
    it(`${rule}: ${trace.title}`, () => {
      expectNoProblem(problemOfTrace(GroupCoordinator, trace));
    });
  }
}

it('R7: fifty random walks, and nobody waits for ever', () => {
  for (let walk = 1; walk <= 50; walk++) {
    const problem = problemOfWalk(GroupCoordinator, `walk ${walk}`);
    expectNoProblem(problem && `Walk ${walk}: ${problem}`);
  }
});
