// What page and worker say to each other over the port. Shared by both; knows no DOM.
import type { SuiteUnits } from '../exercise.ts';
import type { TimelineModel } from '../timeline/model/timeline-model.ts';
import type { CollectedTest, LogLine, TestError, TestOutcome } from './outcome.ts';

/** First message to a new worker: the port that everything else goes over. */
export interface Boot {
  readonly kind: 'boot';
  readonly suite: SuiteUnits;
}

/** An answer to judge. A worker takes one. */
export interface RunAnswer {
  readonly kind: 'run';
  readonly runId: string;
  readonly path: string;
  readonly code: string;
  /** Ids of the tests to run; `undefined` for all. */
  readonly only: readonly string[] | undefined;
  /** The code counts its loops: say where it spins. */
  readonly isInstrumented: boolean;
  readonly timeline: TimelineWish | undefined;
}

/** Which cluster is to be told as a timeline once the run is over. */
export interface TimelineWish {
  /** One of this test, if it fails. If not, or if it is left out: one of the first test that fails. */
  readonly test?: string;
  /** By its number in the test. Left out: what the failure is about, else the one that was let run last. */
  readonly cluster?: number;
  /** Which of the cluster's groups is drawn. Left out: that of its first consumer. */
  readonly group?: string;
  /** A test that passes will do as well. */
  readonly alsoPassing?: boolean;
}

/** A cluster of a test, played to its end. */
export interface TestTimeline {
  readonly test: string;
  readonly cluster: number;
  readonly model: TimelineModel;
}

/** An answer that may be the next to judge: fetched, compiled and linked ahead, and not run. */
export interface PrepareAnswer {
  readonly kind: 'prepare';
  readonly path: string;
  readonly code: string;
}

export type ToWorker = PrepareAnswer | RunAnswer;

export type FromWorker =
  /** The suite is collected, the realm is locked down, the worker waits for an answer. */
  | { readonly kind: 'ready'; readonly collected: readonly CollectedTest[] }
  /** The suite itself could not be collected. Our fault. */
  | { readonly kind: 'suite-broken'; readonly message: string }
  /** The worker's event loop turns. */
  | { readonly kind: 'alive' }
  /** A simulated cluster gets on: the run is slow, not stuck. */
  | { readonly kind: 'progress' }
  | { readonly kind: 'test-started'; readonly runId: string; readonly id: string }
  | { readonly kind: 'test-ended'; readonly runId: string; readonly outcome: TestOutcome }
  /** An instrumented answer has spun for long; most of the time on this line. */
  | { readonly kind: 'spinning'; readonly runId: string; readonly line: number }
  | {
      readonly kind: 'ended';
      readonly runId: string;
      readonly ending: WorkerEnding;
      readonly logs: readonly LogLine[];
    }
  /** After `ended`, where one was wished for. `undefined`: there is none to tell. */
  | { readonly kind: 'timeline'; readonly runId: string; readonly timeline: TestTimeline | undefined };

/** How a worker says that it came to an end by itself. */
export type WorkerEnding =
  | { readonly kind: 'finished' }
  | { readonly kind: 'not-loaded'; readonly error: TestError }
  | { readonly kind: 'tampered'; readonly what: string }
  | { readonly kind: 'stray-error'; readonly error: TestError; readonly during: string | undefined };
