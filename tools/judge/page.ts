// Runs in the judge's Chromium: the site's own runner, one kept warm for each exercise.
import type { SuiteUnits } from '../../site/exercise.ts';
import type { RunReport } from '../../site/runner/outcome.ts';
import { createRunner, type Runner, type StrippedAnswer } from '../../site/runner/page/runner.ts';

declare global {
  interface Window {
    judgeAnswer(suite: SuiteUnits, answer: StrippedAnswer, stopsAtFailure: boolean): Promise<RunReport>;
  }
}

/** Nobody watches, and the machine may have other things to do: a slow run is not to be taken for a hung one. */
const patienceMs = 8_000;

const runners = new Map<string, Runner>();

window.judgeAnswer = (suite, answer, stopsAtFailure) => {
  const runner = runners.get(suite.slug) ?? createRunner(suite);
  runners.set(suite.slug, runner);
  return runner.run(answer, {
    patienceMs,
    onOutcome: ({ state }) => {
      if (stopsAtFailure && state === 'fail') runner.cancel();
    },
  });
};
