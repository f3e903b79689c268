// One run in one worker, from handing over the answer to a report that can be trusted.
import { randomId } from '../../random-id.ts';
import type { Ending, RunReport, TestOutcome } from '../outcome.ts';
import type { FromWorker, RunAnswer, TestTimeline } from '../protocol.ts';
import { readMessage } from './messages.ts';
import type { RunOptions, StrippedAnswer } from './runner.ts';
import type { SandboxFrame } from './sandbox-frame.ts';
import type { WarmWorker } from './warm-worker.ts';
import { watch } from './watchdog.ts';

const usualPatienceMs = 2_000;
const frameAnswersMs = 500;
/** A long run takes a while to be told, and nobody waits for it but its reader. */
const tellingLimits = { silentMs: 15_000, idleMs: 15_000 };
/** A run says three things a test, and a few times a second that it is alive and gets on. */
const messagesMax = 20_000;

export interface Judgement {
  readonly report: RunReport;
  /** Comes after the report where one was wished for; `undefined`: none came. */
  readonly timeline: Promise<TestTimeline | undefined>;
  /** The worker did not end by itself: only removing the frame is sure to end it. */
  readonly mustDropFrame: boolean;
  /** Where an instrumented answer spun. */
  readonly spinningAt: number | undefined;
}

export function judgeAnswer(run: {
  readonly worker: WarmWorker;
  readonly frame: SandboxFrame;
  readonly answer: Pick<StrippedAnswer, 'path' | 'code'>;
  readonly isInstrumented: boolean;
  readonly options: RunOptions;
  readonly cancelled: Promise<void>;
}): Promise<Judgement> {
  const { worker, frame, answer, options, isInstrumented } = run;
  const startedAt = performance.now();
  const runId = randomId();
  const expected = new Set(options.only ?? worker.collected.map((test) => test.id));
  const outcomes = new Map<string, TestOutcome>();
  let during: string | undefined;
  let logs: RunReport['logs'] = [];
  let messages = 0;

  return new Promise((resolve) => {
    let isOver = false;
    const end = (ending: Ending, how: { mustDropFrame?: boolean; spinningAt?: number } = {}) => {
      if (isOver) return;
      isOver = true;
      watchdog.stop();
      const isTold = ending.kind === 'finished' && options.timeline !== undefined;
      if (!isTold) worker.end();
      resolve({
        timeline: isTold ? toldBy(worker, runId, run.cancelled) : Promise.resolve(undefined),
        report: {
          collected: worker.collected,
          outcomes: [...outcomes.values()],
          ending,
          logs,
          durationMs: performance.now() - startedAt,
        },
        mustDropFrame: how.mustDropFrame ?? false,
        spinningAt: how.spinningAt,
      });
    };

    const { patienceMs = usualPatienceMs } = options;
    const watchdog = watch({ silentMs: patienceMs, idleMs: patienceMs }, async (why) => {
      if (why === 'idle') return end({ kind: 'never-settled', during });
      const kind = (await frame.answers(frameAnswersMs)) ? 'endless-loop' : 'died';
      end(kind === 'died' ? { kind, during } : { kind, during, line: undefined }, { mustDropFrame: true });
    });
    run.cancelled.then(() => end({ kind: 'cancelled' }));

    const take = (message: FromWorker) => {
      switch (message.kind) {
        case 'test-started':
          during = message.id;
          return watchdog.progressed();
        case 'test-ended': {
          const { outcome } = message;
          if (!expected.has(outcome.id) || outcomes.has(outcome.id)) {
            return end(
              { kind: 'tampered', what: 'a result came that the suite did not give' },
              { mustDropFrame: true },
            );
          }
          outcomes.set(outcome.id, outcome);
          during = undefined;
          watchdog.progressed();
          return options.onOutcome?.(outcome);
        }
        case 'spinning':
          return end(
            { kind: 'endless-loop', during, line: message.line },
            { mustDropFrame: true, spinningAt: message.line },
          );
        case 'ended':
          logs = message.logs;
          if (message.ending.kind === 'finished' && outcomes.size < expected.size) {
            return end({ kind: 'tampered', what: 'the run says that it is finished, and tests are missing' });
          }
          return end(message.ending);
        case 'progress':
          return watchdog.progressed();
        default:
          return watchdog.heard();
      }
    };
    worker.port.onmessage = ({ data }: MessageEvent<unknown>) => {
      messages += 1;
      const message = readMessage(data);
      const isOfThisRun = message !== undefined && (!('runId' in message) || message.runId === runId);
      if (messages > messagesMax || !isOfThisRun) {
        return end({ kind: 'tampered', what: 'the sandbox sent something that is no result' }, { mustDropFrame: true });
      }
      take(message);
    };

    options.onCollected?.(worker.collected);
    worker.port.postMessage({
      kind: 'run',
      runId,
      path: answer.path,
      code: answer.code,
      only: options.only,
      isInstrumented,
      timeline: options.timeline,
    } satisfies RunAnswer);
  });
}

/** What a worker tells after the end of its run. It is ended then, whatever it says. */
function toldBy(worker: WarmWorker, runId: string, cancelled: Promise<void>): Promise<TestTimeline | undefined> {
  return new Promise((resolve) => {
    const end = (timeline: TestTimeline | undefined) => {
      watchdog.stop();
      worker.end();
      resolve(timeline);
    };
    const watchdog = watch(tellingLimits, () => end(undefined));
    cancelled.then(() => end(undefined));
    worker.port.onmessage = ({ data }: MessageEvent<unknown>) => {
      const message = readMessage(data);
      if (message?.kind === 'alive' || message?.kind === 'progress') return;
      end(message?.kind === 'timeline' && message.runId === runId ? message.timeline : undefined);
    };
  });
}
