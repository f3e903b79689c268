// The page's side of the runner: a sandboxed frame with a warm worker in it, one run at a time. Knows no editor, no page.
import type { SuiteUnits } from '../../exercise.ts';
import type { CollectedTest, Ending, RunReport, TestOutcome } from '../outcome.ts';
import type { PrepareAnswer, TestTimeline, TimelineWish } from '../protocol.ts';
import { judgeAnswer } from './judgement.ts';
import { openFrame, type SandboxFrame } from './sandbox-frame.ts';
import { type WarmWorker, warmUp } from './warm-worker.ts';

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
  /** How long a run may say nothing, in ms, before it is taken for hung. Default: 2000, which is for one who watches. */
  readonly patienceMs?: number;
  /** Which cluster is to be told as a timeline. */
  readonly timeline?: TimelineWish;
  /** Called after the run is over, once that timeline is there. */
  readonly onTimeline?: (timeline: TestTimeline) => void;
  /** Called once, as soon as the suite's tests are known. */
  readonly onCollected?: (tests: readonly CollectedTest[]) => void;
  /** Called as each test ends. */
  readonly onOutcome?: (outcome: TestOutcome) => void;
}

export interface ReplayOf {
  readonly test: string;
  /** By its number; left out: what the failure is about, else the one that was let run last. */
  readonly cluster?: number;
  /** Which of its groups is drawn; left out: the first. */
  readonly group?: string;
}

export interface Replay {
  readonly report: RunReport;
  /** `undefined`: the run did not come to its end, or this time the test has no such cluster. */
  readonly timeline: TestTimeline | undefined;
}

export interface Runner {
  /** Makes ready what is probably to be run next. Nothing of it runs. */
  prepare(answer: Pick<StrippedAnswer, 'path' | 'code'>): void;
  /** Resolves with how it ended, whatever the answer does; never rejects. A run that is under way is cancelled. */
  run(answer: StrippedAnswer, options?: RunOptions): Promise<RunReport>;
  /** Runs one test once more, for the timeline of one of its clusters. Otherwise as `run`. */
  replay(answer: StrippedAnswer, of: ReplayOf): Promise<Replay>;
  /** Ends a run that is under way. */
  cancel(): void;
  /** Removes the frame. The runner cannot be used afterwards. */
  dispose(): void;
}

interface Ran {
  readonly report: RunReport;
  readonly timeline: Promise<TestTimeline | undefined>;
}

export function createRunner(suite: SuiteUnits): Runner {
  let frame: Promise<SandboxFrame> | undefined;
  let spare: Promise<WarmWorker> | undefined;
  let cancelCurrent: () => void = () => {};
  let next: PrepareAnswer | undefined;

  const warm = async (): Promise<WarmWorker> => {
    frame ??= openFrame();
    const worker = await warmUp(await frame, suite);
    if (next !== undefined) worker.port.postMessage(next);
    return worker;
  };
  const keepSpare = () => {
    spare ??= warm();
    // Looked at when the spare is taken.
    spare.catch(() => {});
  };
  const dropFrame = () => {
    frame?.then((each) => each.remove());
    frame = undefined;
    spare = undefined;
  };
  const takeSpare = async (): Promise<WarmWorker> => {
    keepSpare();
    const taken = spare;
    spare = undefined;
    try {
      return await (taken ?? warm());
    } catch {
      // A frame whose process has died cannot start a worker; a new one can.
      dropFrame();
      return warm();
    }
  };

  /** The line an endless loop spins on, found by a run that counts. */
  const findSpin = async (answer: StrippedAnswer, during: string | undefined, cancelled: Promise<void>) => {
    if (answer.instrumented === undefined) return undefined;
    const { spinningAt, mustDropFrame } = await judgeAnswer({
      worker: await takeSpare(),
      frame: await (frame ?? openFrame()),
      answer: { path: answer.path, code: answer.instrumented },
      isInstrumented: true,
      options: during === undefined ? {} : { only: [during] },
      cancelled,
    });
    if (mustDropFrame) dropFrame();
    return spinningAt;
  };

  const run = async (answer: StrippedAnswer, options: RunOptions, cancelled: Promise<void>): Promise<Ran> => {
    const startedAt = performance.now();
    const failed = (ending: Ending): Ran => ({
      report: { collected: [], outcomes: [], ending, logs: [], durationMs: performance.now() - startedAt },
      timeline: Promise.resolve(undefined),
    });
    try {
      const worker = await Promise.race([takeSpare(), cancelled]);
      if (worker === undefined) return failed({ kind: 'cancelled' });
      const judged = await judgeAnswer({
        worker,
        frame: await (frame ?? openFrame()),
        answer,
        isInstrumented: false,
        options,
        cancelled,
      });
      if (judged.mustDropFrame) dropFrame();
      const { report, timeline } = judged;
      if (report.ending.kind !== 'endless-loop') return { report, timeline };
      const line = await findSpin(answer, report.ending.during, cancelled);
      return { report: { ...report, ending: { ...report.ending, line } }, timeline };
    } catch (thrown) {
      dropFrame();
      return failed({ kind: 'no-sandbox', message: thrown instanceof Error ? thrown.message : String(thrown) });
    }
  };

  const start = async (answer: StrippedAnswer, options: RunOptions): Promise<Ran> => {
    cancelCurrent();
    const cancelled = new Promise<void>((resolve) => {
      cancelCurrent = resolve;
    });
    const ran = await run(answer, options, cancelled);
    // After the verdict is on the screen, and whatever there is to be seen of it.
    const isUsable = ran.report.ending.kind !== 'no-sandbox';
    void ran.timeline.then(() => isUsable && setTimeout(keepSpare, 0));
    return ran;
  };

  keepSpare();
  return {
    prepare({ path, code }) {
      const answer: PrepareAnswer = { kind: 'prepare', path, code };
      next = answer;
      spare?.then(
        (worker) => worker.port.postMessage(answer),
        () => {},
      );
    },
    async run(answer, options = {}) {
      const { report, timeline } = await start(answer, options);
      void timeline.then((told) => told && options.onTimeline?.(told));
      return report;
    },
    async replay(answer, { test, ...of }) {
      const timeline = { test, ...of, alsoPassing: true };
      const ran = await start(answer, { only: [test], timeline });
      return { report: ran.report, timeline: await ran.timeline };
    },
    cancel: () => cancelCurrent(),
    dispose() {
      cancelCurrent();
      dropFrame();
    },
  };
}
