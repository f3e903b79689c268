// The worker's script: collects a suite, locks the realm down, waits for one answer, runs it, tells what happened, and is
// thrown away. `build/runner-plugin.ts` bundles it into one classic script.
import { host } from './host.ts';
import './vitest-state.ts';
import * as kafka from 'kafka';
import * as simulator from 'simulator';
import * as testkit from 'testkit';
import * as vitest from 'vitest';
import type { SuiteUnits } from '../../exercise.ts';
import type { LogLine } from '../outcome.ts';
import type { Boot, FromWorker, PrepareAnswer, RunAnswer, ToWorker, WorkerEnding } from '../protocol.ts';
import { tamperedWith } from './canaries.ts';
import { captureConsole, takeLogs } from './console.ts';
import { thrownErrorOf } from './errors.ts';
import { linkSuite, type PreparedAnswer } from './link.ts';
import { lockDown } from './lockdown.ts';
import { rehearse } from './rehearsal.ts';
import { rehearseCluster } from './rehearse-cluster.ts';
import { runSuite } from './suite-runner.ts';
import { simulatorFor } from './suite-terms.ts';
import { watchLoops } from './tick.ts';
import { TimelineKeeper } from './timeline-keeper.ts';

const aliveEveryMs = 200;
/** Seldom enough to cost nothing, often enough for a watchdog that waits for seconds. */
const progressEveryMs = 250;

self.addEventListener(
  'message',
  ({ data, ports: [port] }: MessageEvent<Boot>) => {
    if (port !== undefined) void serve(data, port);
  },
  { once: true },
);

function importsSimulator({ units }: SuiteUnits): boolean {
  return units.some(({ imports }) => imports.some(({ specifier }) => specifier === 'simulator'));
}

async function serve({ suite }: Boot, port: MessagePort): Promise<void> {
  const send = port.postMessage.bind(port) as (message: FromWorker) => void;
  const path = suite.units.at(-1)?.path ?? '';
  let run: RunAnswer | undefined;
  let during: string | undefined;
  let hasEnded = false;
  let loadLogs: readonly LogLine[] = [];

  const end = (ending: WorkerEnding) => {
    if (hasEnded) return;
    hasEnded = true;
    send({
      kind: 'ended',
      runId: run?.runId ?? '',
      ending,
      logs: [...loadLogs, ...takeLogs().lines],
    });
  };
  const stray = (thrown: unknown) =>
    end({ kind: 'stray-error', error: thrownErrorOf(thrown, run?.path ?? ''), during });
  let prepared: PreparedAnswer | undefined;
  let prepare = (_: PrepareAnswer) => {};
  const asked = new Promise<RunAnswer>((resolve) => {
    port.onmessage = ({ data }: MessageEvent<ToWorker>) => (data.kind === 'run' ? resolve(data) : prepare(data));
  });
  host.every(aliveEveryMs, () => send({ kind: 'alive' }));
  let progressAt = 0;
  const progressed = () => {
    if (host.now() - progressAt < progressEveryMs) return;
    progressAt = host.now();
    send({ kind: 'progress' });
  };
  const turn = () => {
    progressed();
    return host.turn();
  };
  simulator.provideHost({ turn, progress: progressed });
  let virtual: simulator.VirtualGlobals | undefined;
  let keeper = new TimelineKeeper(undefined);

  try {
    const linked = await linkSuite(suite, { kafka, simulator: simulatorFor(suite), testkit, vitest });
    await rehearse();
    // Where no cluster is run, nobody should wait for one.
    if (importsSimulator(suite)) await rehearseCluster();
    testkit.noteClusters();
    await runSuite(
      linked.loadSuite,
      { path, rules: suite.terms?.rules },
      {
        async collected(tests) {
          self.addEventListener('unhandledrejection', (event) => {
            event.preventDefault();
            stray(event.reason);
          });
          self.addEventListener('error', (event) => {
            event.preventDefault();
            stray(event.error);
          });
          linked.close();
          captureConsole();
          const tick = watchLoops((line) => {
            if (run?.isInstrumented === true) send({ kind: 'spinning', runId: run.runId, line });
          });
          // Answers are handed instances of what testkit and simulator export, and so reach their prototypes.
          const reachable = [kafka, simulator, testkit].flatMap((room) => Object.values(room));
          virtual = lockDown([...reachable.filter((value) => typeof value === 'function'), tick]);
          prepare = ({ path: answerPath, code }) => {
            prepared = linked.prepareAnswer(answerPath, code);
          };
          send({ kind: 'ready', collected: tests });

          run = await asked;
          const { path: answerPath, code, only, timeline } = run;
          keeper = new TimelineKeeper(timeline);
          try {
            const answer = prepared?.code === code ? prepared : linked.prepareAnswer(answerPath, code);
            await answer.evaluate();
            testkit.provideAnswer(path, () => answer.evaluateAfresh());
          } catch (thrown) {
            end({ kind: 'not-loaded', error: thrownErrorOf(thrown, answerPath) });
            // Nothing after this line may run a test.
            return await new Promise(() => {});
          }
          loadLogs = takeLogs().lines;
          return { only: only && new Set(only), answerPath, cluster: timeline?.cluster };
        },
        started(id) {
          during = id;
          virtual?.restartChance();
          send({ kind: 'test-started', runId: run?.runId ?? '', id });
        },
        ended: (outcome) => {
          during = undefined;
          keeper.ended(outcome);
          send({ kind: 'test-ended', runId: run?.runId ?? '', outcome });
        },
      },
    );
    // A promise that was rejected and never looked at is reported in a later turn.
    await host.turn();
    await host.rest();
    const what = tamperedWith();
    end(what === undefined ? { kind: 'finished' } : { kind: 'tampered', what });
    // After the verdict, which nothing may delay.
    if (run?.timeline !== undefined) send({ kind: 'timeline', runId: run.runId, timeline: keeper.tell() });
  } catch (thrown) {
    if (run === undefined)
      send({ kind: 'suite-broken', message: thrown instanceof Error ? thrown.message : String(thrown) });
    else stray(thrown);
  }
}
