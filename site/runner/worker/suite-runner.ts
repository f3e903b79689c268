// vitest's own runner, told where modules are and to wait for an answer between collecting and running.

import { type Evidence, notesOfTest, restartNotes } from 'testkit';
import { type RunnerTestFile, TestRunner } from 'vitest';
import { startTests } from 'vitest/internal/browser';
import type { CollectedTest, TestOutcome } from '../outcome.ts';
import { ruleIdOf } from '../verdict.ts';
import { takeLogs } from './console.ts';
import { testErrorOf, thrownErrorOf } from './errors.ts';
import { host } from './host.ts';
import { config } from './vitest-state.ts';

/** vitest reads a thrown array as the errors in it; nobody reads more than a few. */
const errorsMax = 10;

type Test = Parameters<TestRunner['onBeforeTryTask']>[0];

export interface SuiteEvents {
  /** All tests are known and none has run. The run goes on with the tests that the promise names (all: `undefined`). */
  collected(tests: readonly CollectedTest[]): Promise<{
    readonly only: ReadonlySet<string> | undefined;
    readonly answerPath: string;
    /** The number of a cluster that is to be held until its test is over, however many follow. */
    readonly cluster: number | undefined;
  }>;
  started(id: string): void;
  /** The clusters of the test are still held. */
  ended(outcome: TestOutcome): void;
}

/**
 * @param load registers the suite's tests
 * @param rules tests of other rules are not there; `undefined`: all are
 * @throws Error when the suite cannot be collected, has no tests, or has two of one name
 */
export async function runSuite(
  load: () => unknown,
  { path, rules }: { readonly path: string; readonly rules: readonly string[] | undefined },
  events: SuiteEvents,
): Promise<void> {
  let answerPath = '';
  let cluster: number | undefined;
  let startedAt = 0;

  class Runner extends TestRunner {
    // The base class times itself through a tracer that only vitest's own worker sets up.
    override trace = <T>(_name: string, attributes: unknown, run?: () => T): T => (run ?? (attributes as () => T))();

    override importFile() {
      return load();
    }

    async onBeforeRunFiles(files: readonly RunnerTestFile[]) {
      const problem = files.find((file) => file.result?.errors?.length)?.result?.errors?.[0]?.message;
      if (problem !== undefined) throw new Error(problem);
      if (rules !== undefined) for (const file of files) keepRules(file, rules);
      const tests = files.flatMap(testsIn);
      const ids = new Set(tests.map(idOf));
      if (tests.length === 0) throw new Error(`${path} has no tests`);
      if (ids.size < tests.length) throw new Error(`${path} has two tests of one name`);
      const run = await events.collected(tests.map((test) => ({ id: idOf(test), name: idOf(test) })));
      ({ answerPath, cluster } = run);
      for (const test of tests) if (run.only?.has(idOf(test)) === false) test.mode = 'skip';
    }

    override async onBeforeRunTask(test: Test) {
      await super.onBeforeRunTask(test);
      if (test.mode !== 'run' && test.mode !== 'queued') return;
      takeLogs();
      restartNotes(cluster);
      startedAt = host.now();
      events.started(idOf(test));
    }

    override onAfterRunTask(test: Test) {
      super.onAfterRunTask(test);
      // Errors stay with the worker's own copy of the result: what is told is read once, here.
      events.ended(outcomeOf(test, host.now() - startedAt, answerPath));
    }
  }

  await startTests([{ filepath: path, testLocations: undefined }], new Runner(config as never) as never);
}

function outcomeOf(test: Test, durationMs: number, answerPath: string): TestOutcome {
  const logs = takeLogs();
  const state = test.result?.state;
  const errors = (test.result?.errors ?? []).slice(0, errorsMax).map((error) => testErrorOf(error, answerPath));
  if (state === 'fail' && errors.length === 0)
    errors.push(thrownErrorOf('The answer threw an empty array.', answerPath));
  return {
    id: idOf(test),
    name: idOf(test),
    state: state === 'pass' || state === 'skip' ? state : 'fail',
    durationMs,
    errors,
    logs: logs.lines,
    logsDropped: logs.dropped,
    evidence: (test.meta as { evidence?: Evidence }).evidence,
    notes: notesOfTest(),
  };
}

function testsIn(suite: { readonly tasks: RunnerTestFile['tasks'] }): Test[] {
  return suite.tasks.flatMap((task) => (task.type === 'test' ? [task] : testsIn(task)));
}

function keepRules(suite: { tasks: RunnerTestFile['tasks'] }, rules: readonly string[]): void {
  suite.tasks = suite.tasks.filter((task) => task.type !== 'test' || rules.includes(ruleIdOf(task.name) ?? ''));
}

/** The test's full name without the file; what Node's run calls it too. */
function idOf(test: Test): string {
  const names = [test.name];
  for (let suite = test.suite; suite !== undefined && suite !== test.file; suite = suite.suite)
    names.unshift(suite.name);
  return names.join(' > ');
}
