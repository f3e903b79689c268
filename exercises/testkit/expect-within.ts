// Floor 6. Holds an answer to getting something done in time: a failed assertion where `runUntil` of a cluster reports the end of
// a run.
import { RunEndedEarly, type SimulatedCluster } from 'simulator';
import { chai } from 'vitest';
import { currentRuleAndCase } from './current-test.ts';
import { expectProcessesWell, type ProcessesWell } from './expect-processes.ts';

/**
 * Lets time pass until `isOver` holds, where a rule demands that it will. When it does not, the test fails: by the error that
 * ended a process or the promise that one hangs on, if there is one, otherwise with what every process is waiting for.
 *
 * @param what is to happen, for the message: `all 400 records are handled`
 * @throws SimulationLimit when a bound of the cluster is met before
 */
export async function expectWithin(
  cluster: Pick<SimulatedCluster, 'processes' | 'runUntil'>,
  what: string,
  isOver: () => boolean,
  { withinMs, ...options }: { readonly withinMs: number } & ProcessesWell,
): Promise<void> {
  try {
    await cluster.runUntil(what, isOver, { withinMs });
  } catch (error) {
    if (!(error instanceof RunEndedEarly)) throw error;
    expectProcessesWell(cluster, options);
    const { rule, title } = currentRuleAndCase();
    const failure = new chai.AssertionError(
      `${[rule, title].filter(Boolean).join(', ')}. ${error.message}`,
      { showDiff: false },
      expectWithin,
    );
    if (error.cause !== undefined) failure.cause = error.cause;
    throw failure;
  }
}
