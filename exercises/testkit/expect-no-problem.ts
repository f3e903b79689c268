// Floor 6. Fails a test with a problem that a suite has put into words, by the rule and case that the test's name tells.
import { chai } from 'vitest';
import { failureIsAbout } from './cluster-notes.ts';
import { currentRuleAndCase } from './current-test.ts';

/** What was wrong in a run. */
export interface RunProblem {
  /** Whole sentences: what was expected, what came, what to look at. */
  readonly says: string;
  /** Where it shows: what a reader sees first. */
  readonly cluster: object;
  readonly atMs: number;
}

/** @param problem a text where there is no run; `undefined` when all is well */
export function expectNoProblem(problem: RunProblem | string | undefined): void {
  if (problem === undefined) return;
  if (typeof problem === 'object') failureIsAbout(problem.cluster, problem.atMs);
  const { rule, title } = currentRuleAndCase();
  throw new chai.AssertionError(
    `${[rule, title].filter(Boolean).join(', ')}. ${typeof problem === 'string' ? problem : problem.says}`,
    { showDiff: false },
    expectNoProblem,
  );
}
