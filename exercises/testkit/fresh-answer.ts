// Floor 6. The answer's module, evaluated anew for each start of a process: what it keeps in its own variables neither survives
// a crash nor is shared between members, as in real life. How a module is evaluated is up to whoever runs the suite.
import { holdClockFor } from 'simulator';
import { TestRunner } from 'vitest';

const evaluations = new Map<string, () => Promise<object>>();

/**
 * For the runner of a suite, once its answer is known.
 *
 * @param suiteFile the suite, as vitest names it
 * @param evaluate a module of the answer's text that shares nothing with any other
 */
export function provideAnswer(suiteFile: string, evaluate: () => Promise<object>): void {
  evaluations.set(suiteFile, evaluate);
}

/**
 * What the answer exports, of a module of its own. Call it first in what a process is started with; the cluster's clock
 * stands still until the module is there. Rejects with what the answer threw while it was loaded.
 *
 * @example
 * const { run } = await freshAnswer<typeof import('./answer')>();
 * @throws Error outside of a test, or where no runner has provided an answer
 */
export function freshAnswer<Answer extends object>(): Promise<Answer> {
  const suiteFile = TestRunner.getCurrentTest()?.file.filepath;
  const evaluate = suiteFile === undefined ? undefined : evaluations.get(suiteFile);
  if (evaluate === undefined) {
    throw new Error(
      suiteFile === undefined
        ? 'freshAnswer() was called outside of a test. Call it in what a process is started with.'
        : `freshAnswer() knows no answer for ${suiteFile}. Suites are run by the site, npm run exercise, or tools/exercises.`,
    );
  }
  return holdClockFor(evaluate() as Promise<Answer>);
}
