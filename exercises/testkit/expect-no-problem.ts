// Floor 6. Fails a test with a problem that a suite has put into words, by the rule and case that the test's name tells.
import { chai } from 'vitest';
import { currentRuleAndCase } from './current-test.ts';

/** @param problem whole sentences: what was expected, what came, what to look at; `undefined` when all is well */
export function expectNoProblem(problem: string | undefined): void {
  if (problem === undefined) return;
  const { rule, title } = currentRuleAndCase();
  throw new chai.AssertionError(
    `${[rule, title].filter(Boolean).join(', ')}. ${problem}`,
    { showDiff: false },
    expectNoProblem,
  );
}
