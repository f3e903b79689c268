// What came of running a suite, in plain data: shared by the worker, the page, the commands. Knows no DOM, no Node.
import type { RunEndedEarly, SimulationLimit } from 'simulator';
import type { ClusterMoment, Evidence, TestNotes } from 'testkit';

export type TestState = 'pass' | 'fail' | 'skip';

/** A position in a source file, 1-based as in a stack. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

export interface TestError {
  readonly name: string;
  readonly message: string;
  /** vitest's own diff, without colors. */
  readonly diff: string | undefined;
  readonly stack: string;
  /** The innermost frame in the learner's own code, where the stack has one. */
  readonly inAnswer: SourcePosition | undefined;
}

const namesOfLimits: readonly string[] = ['SimulationLimit', 'RunEndedEarly'] satisfies readonly (
  | SimulationLimit['name']
  | RunEndedEarly['name']
)[];

/** A bound of the simulated run was met: the test came to no end of its own, and nothing was asserted. */
export function isLimit(error: Pick<TestError, 'name'>): boolean {
  return namesOfLimits.includes(error.name);
}

export interface LogLine {
  readonly level: 'log' | 'info' | 'warn' | 'error' | 'debug';
  readonly text: string;
  /** Where the code stood that wrote it; left out where it belongs to no process of a cluster. */
  readonly place?: ClusterMoment & { readonly process: string };
}

/** A test as it was collected, before the answer was there. */
export interface CollectedTest {
  /** Stable from run to run: the test's full name. */
  readonly id: string;
  readonly name: string;
}

export interface TestOutcome extends CollectedTest {
  readonly state: TestState;
  readonly durationMs: number;
  readonly errors: readonly TestError[];
  readonly logs: readonly LogLine[];
  /** Log lines that were left out because there were too many. */
  readonly logsDropped: number;
  readonly evidence: Evidence | undefined;
  readonly notes: TestNotes;
}

/** Of a test that made no cluster. */
export const noNotes: TestNotes = { clusters: [], clustersDropped: 0, moment: undefined };

/** How a run came to its end. Anything but `finished` is a verdict of its own. */
export type Ending =
  | { readonly kind: 'finished' }
  /** The source could not be read as TypeScript; nothing ran. */
  | { readonly kind: 'syntax-error'; readonly message: string; readonly at: SourcePosition | undefined }
  /** The answer could not be loaded: it imports what it may not, lacks an export, or threw while it was loaded. */
  | { readonly kind: 'not-loaded'; readonly error: TestError }
  /** Code that never gave control back. `line` is known once a second, instrumented run has found it. */
  | { readonly kind: 'endless-loop'; readonly during: string | undefined; readonly line: number | undefined }
  /** A promise that nothing will ever settle. */
  | { readonly kind: 'never-settled'; readonly during: string | undefined }
  /** The process that ran the answer died or stopped answering, most likely out of memory. */
  | { readonly kind: 'died'; readonly during: string | undefined }
  /** The answer changed something that the judge stands on; nothing it says counts. */
  | { readonly kind: 'tampered'; readonly what: string }
  /** An error outside any test: a rejected promise that nobody looked at. */
  | { readonly kind: 'stray-error'; readonly error: TestError; readonly during: string | undefined }
  /** The sandbox could not be started in this browser. Our fault or the browser's, never the answer's. */
  | { readonly kind: 'no-sandbox'; readonly message: string }
  /** A newer run, or the person, called this one off. */
  | { readonly kind: 'cancelled' };

/** Everything that one run of a suite showed. */
export interface RunReport {
  readonly collected: readonly CollectedTest[];
  readonly outcomes: readonly TestOutcome[];
  readonly ending: Ending;
  /** Log lines written while the answer was loaded, outside any test. */
  readonly logs: readonly LogLine[];
  readonly durationMs: number;
}
