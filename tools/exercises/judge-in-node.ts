// Floor 7. Runs suites in Node against our own implementations, with vitest itself, all in one go.
// Never for a stranger's code: nothing here keeps it from the machine. That is what tools/judge is for.
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { createVitest, type TestCase, type TestModule } from 'vitest/node';
import { aliases } from '../../aliases.ts';
import {
  noNotes,
  type RunReport,
  type SourcePosition,
  type TestError,
  type TestOutcome,
} from '../../site/runner/outcome.ts';
import { answerPlugin } from './answer-plugin.ts';
import { chancePlugin } from './chance-plugin.ts';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

const suiteRealm = fileURLToPath(new URL('./suite-realm.ts', import.meta.url));
const noteClusters = fileURLToPath(new URL('./note-clusters.ts', import.meta.url));

export interface Implementation {
  readonly slug: string;
  /** From the project's root, or absolute: `solutions/range-assignor/answer.ts`. */
  readonly file: string;
}

/**
 * A report for each, in the order given. What they print is not kept.
 *
 * @param chance the cases that an interview draws with this; `undefined`: those of the course
 */
export async function judgeInNode(
  implementations: readonly Implementation[],
  chance?: string,
): Promise<readonly RunReport[]> {
  // A suite is loaded once for each implementation, told apart by a query; everything else it imports is loaded once a thread.
  const suiteIds = implementations.map(({ slug }, index) => `${suiteOf(slug)}?answer=${index}`);
  const fileById = new Map(implementations.map(({ file }, index) => [suiteIds[index], absolute(file)]));
  const vitest = await createVitest(
    'test',
    {
      root,
      config: false,
      watch: false,
      silent: true,
      reporters: [{}],
      pool: 'threads',
      isolate: false,
      maxWorkers: '100%',
      // Times are virtual; a busy machine may take its time. This bounds what hangs.
      testTimeout: 600_000,
      include: ['exercises/*/suite.test.ts'],
      setupFiles: [suiteRealm, noteClusters],
    },
    {
      plugins: [
        answerPlugin((importer) => fileById.get(importer)),
        ...(chance === undefined ? [] : [chancePlugin(chance)]),
      ],
      resolve: { alias: aliases },
    },
  );
  try {
    const project = vitest.getRootProject();
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(
      suiteIds.map((id) => project.createSpecification(id)),
    );
    return implementations.map(({ file }, index) => {
      const module = testModules.find(({ moduleId }) => moduleId === suiteIds[index]);
      if (module === undefined) throw new Error(`vitest gave no results for ${file}; run it alone to see why.`);
      return reportOf(module, absolute(file), unhandledErrors);
    });
  } finally {
    await vitest.close();
  }
}

function suiteOf(slug: string): string {
  return join(root, 'exercises', slug, 'suite.test.ts');
}

function absolute(file: string): string {
  return isAbsolute(file) ? file : join(root, file);
}

function reportOf(module: TestModule, answerFile: string, unhandled: readonly unknown[]): RunReport {
  const tests = [...module.children.allTests()];
  const [loadError] = module.errors();
  const stray = unhandled.map(strayOf).find(({ suiteId }) => suiteId === undefined || suiteId === module.moduleId);
  const ending: RunReport['ending'] =
    loadError !== undefined
      ? { kind: 'not-loaded', error: errorOf(loadError, answerFile) }
      : stray !== undefined
        ? { kind: 'stray-error', error: errorOf(stray.error, answerFile), during: stray.during }
        : { kind: 'finished' };
  // Vitest goes on; what came after such an error is no evidence, and the sandbox has ended by then.
  const endedAt = stray === undefined ? tests.length : tests.findIndex(({ fullName }) => fullName === stray.during);
  return {
    collected: tests.map(({ fullName, name }) => ({ id: fullName, name })),
    outcomes: tests.slice(0, Math.max(endedAt, 0)).map((test) => outcomeOf(test, answerFile)),
    ending,
    logs: [],
    durationMs: module.diagnostic().duration,
  };
}

/** An error outside of every test, with the suite and the test during which vitest noticed it. */
function strayOf(error: unknown) {
  const { VITEST_TEST_PATH: suiteId, VITEST_TEST_NAME: during } = error as Partial<Record<string, unknown>>;
  return {
    error,
    suiteId: typeof suiteId === 'string' ? suiteId : undefined,
    during: typeof during === 'string' ? during : undefined,
  };
}

function outcomeOf(test: TestCase, answerFile: string): TestOutcome {
  const { state, errors = [] } = test.result();
  return {
    id: test.fullName,
    name: test.name,
    state: state === 'passed' ? 'pass' : state === 'failed' ? 'fail' : 'skip',
    durationMs: test.diagnostic()?.duration ?? 0,
    errors: errors.map((error) => errorOf(error, answerFile)),
    logs: [],
    logsDropped: 0,
    evidence: test.meta().evidence,
    notes: test.meta().notes ?? noNotes,
  };
}

/** What vitest hands over after it has carried an error from a worker: plain, but of any shape. */
function errorOf(error: unknown, answerFile: string): TestError {
  const { name, message, diff, stack, cause } = error as Partial<Record<keyof TestError | 'cause', unknown>>;
  const stackText = plain(stack) ?? '';
  return {
    name: plain(name) ?? 'Error',
    message: plain(message) ?? String(error),
    diff: plain(diff),
    stack: stackText,
    inAnswer: positionIn(stackText, answerFile) ?? positionIn(plain(stackOf(cause)) ?? '', answerFile),
  };
}

function stackOf(cause: unknown): unknown {
  return typeof cause === 'object' && cause !== null && 'stack' in cause ? cause.stack : undefined;
}

function plain(text: unknown): string | undefined {
  return typeof text === 'string' ? stripVTControlCharacters(text) : undefined;
}

/** The innermost frame in the file. */
function positionIn(stack: string, file: string): SourcePosition | undefined {
  for (const line of stack.split('\n')) {
    const at = line.indexOf(`${file}:`);
    if (at < 0) continue;
    const [, lineNumber, column] = /^(\d+):(\d+)/.exec(line.slice(at + file.length + 1)) ?? [];
    if (lineNumber !== undefined && column !== undefined) return { line: Number(lineNumber), column: Number(column) };
  }
  return undefined;
}
