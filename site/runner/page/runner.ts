// The page's side of the runner: a sandboxed frame with a warm worker in it, and a watchdog. Knows no editor, no page.
import type { SuiteUnits } from '../../exercise.ts';
import type { CollectedTest, RunReport, TestOutcome } from '../outcome.ts';

/** An answer with its types blanked out, lines and columns kept. */
export interface StrippedAnswer {
  /** As it appears in stacks: `/range-assignor.ts`. */
  readonly path: string;
  readonly code: string;
  /** The same with a counter in each loop, so that an endless one can be named; used in a second run only. */
  readonly instrumented?: string;
}

export interface RunOptions {
  /** Ids of the tests to run; all of them when it is left out. */
  readonly only?: readonly string[];
  /** Called once, as soon as the suite's tests are known. */
  readonly onCollected?: (tests: readonly CollectedTest[]) => void;
  /** Called as each test ends. */
  readonly onOutcome?: (outcome: TestOutcome) => void;
}

export interface Runner {
  /** Resolves with how it ended, whatever the answer does; never rejects. A run that is under way is cancelled. */
  run(answer: StrippedAnswer, options?: RunOptions): Promise<RunReport>;
  /** Ends a run that is under way. */
  cancel(): void;
  /** Removes the frame. The runner cannot be used afterwards. */
  dispose(): void;
}

export declare function createRunner(suite: SuiteUnits): Runner;
