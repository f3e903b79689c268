// Floor 6. Holds the processes of a cluster to being well: none was ended by an error of its own, none returned before its clients
// had done what it asked them to, and none waits for a promise that nothing will settle.
import { describeError, describeLastReturn, type SimulatedCluster } from 'simulator';
import { chai } from 'vitest';
import { failureIsAbout } from './cluster-notes.ts';
import { currentRuleAndCase } from './current-test.ts';

export interface ProcessesWell {
  /** Names of processes that may fail, where that is what the test is about. Default: none. */
  readonly allowed?: readonly string[];
}

/**
 * Fails the test with the first process that is not well: when it failed, by what, and what it was waiting for; or which call of
 * a client it did not await before it returned. To be called after each run in which answers live.
 */
export function expectProcessesWell(
  cluster: Pick<SimulatedCluster, 'processes'>,
  { allowed = [] }: ProcessesWell = {},
): void {
  for (const process of cluster.processes) {
    if (allowed.includes(process.name)) continue;
    const { failureReport } = process;
    if (failureReport !== undefined) {
      const { error, atMs, waits } = failureReport;
      failureIsAbout(cluster, atMs);
      const waiting = waits.map(({ what, sinceMs }) => `${what} since ${inMs(sinceMs)}`).join(', ');
      fail(
        `Process ${process.name} was ended at ${inMs(atMs)} by an error that nothing caught: ${describe(error)}` +
          `${waiting && ` It was waiting for ${waiting}.`}`,
        error,
      );
    }
    const abandoned = process.leftPending.find(({ what }) => isCallOfClient(what));
    if (abandoned !== undefined) {
      failureIsAbout(cluster, abandoned.sinceMs);
      fail(
        `The function of process ${process.name} returned while ${abandoned.what}, called at ${inMs(abandoned.sinceMs)}, was pending: ` +
          'it came to no end. Was an await forgotten?',
        stackOf(abandoned),
      );
    }
    const { isStuck, openCalls, lastReturn } = process.report();
    if (isStuck) {
      if (lastReturn !== undefined) failureIsAbout(cluster, lastReturn.atMs);
      const inside = openCalls.map(({ what, sinceMs }) => `${what} since ${inMs(sinceMs)}`);
      const last = lastReturn === undefined ? '' : ` ${describeLastReturn(lastReturn)}`;
      fail(
        `Process ${process.name} waits for a promise that nothing will settle${inside.length === 0 ? '' : `, inside ${inside.join(', ')}`}.${last}`,
        lastReturn && stackOf(lastReturn.wait),
      );
    }
  }
}

function fail(problem: string, cause?: unknown): never {
  const { rule, title } = currentRuleAndCase();
  const failure = new chai.AssertionError(
    `${problem} ${[rule, title].filter(Boolean).join(', ')}.`,
    { showDiff: false },
    expectProcessesWell,
  );
  // Its stack names the line of the answer.
  if (cause !== undefined) failure.cause = cause;
  throw failure;
}

/** Apart from the rest that may be under way: it does not matter that a `sleep` or a job of a worker is cut off. */
function isCallOfClient(what: string): boolean {
  return /^(KafkaConsumer|KafkaProducer|Admin)\./.test(what);
}

function stackOf({ what, stack }: { readonly what: string; readonly stack: string | undefined }): Error {
  const here = new Error(`${what} was called here`);
  if (stack !== undefined) here.stack = stack;
  return here;
}

function inMs(ms: number): string {
  return `${ms.toLocaleString('en-US')} ms`;
}

function describe(error: unknown): string {
  const text = describeError(error);
  return /[.?!]$/.test(text) ? text : `${text}.`;
}
