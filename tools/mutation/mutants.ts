// Floor 7. The small changes that mutation testing makes to an answer: Stryker's own, each as a whole source of its own. Which of them
// do not compile is asked of the compiler in one go. Knows nothing of suites.
import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { createInstrumenter } from '@stryker-mutator/instrumenter';
import { createInjector } from 'typed-inject';

export interface Mutant {
  readonly id: number;
  /** Where the change begins, both from 1. */
  readonly line: number;
  readonly column: number;
  /** Stryker's name for the kind of change: `EqualityOperator`. */
  readonly kind: string;
  readonly original: string;
  readonly replacement: string;
  /** The answer with the change made. */
  readonly source: string;
}

const run = promisify(execFile);
const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
const nothing = () => undefined;
const silent = {
  ...{ trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing, fatal: nothing },
  ...{ isTraceEnabled: () => false, isDebugEnabled: () => false, isInfoEnabled: () => false },
  ...{ isWarnEnabled: () => false, isErrorEnabled: () => false, isFatalEnabled: () => false },
};

/** In the order of the source, without what a comment in it switches off for Stryker. */
export async function mutantsOf(source: string): Promise<readonly Mutant[]> {
  const instrumenter = createInjector().provideValue('logger', silent).injectFunction(createInstrumenter);
  const { mutants } = await instrumenter.instrument([{ name: 'answer.ts', content: source, mutate: true }], {
    ignorers: [],
    excludedMutations: [],
    plugins: null,
    noHeader: true,
  });
  const lineStarts = [0, ...[...source.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const offsetOf = ({ line, column }: { readonly line: number; readonly column: number }) =>
    (lineStarts[line] ?? source.length) + column;
  const wanted = mutants.filter(({ status }) => status !== 'Ignored');
  return wanted.map(({ location, mutatorName, replacement }, id) => {
    const from = offsetOf(location.start);
    const to = offsetOf(location.end);
    return {
      id,
      line: location.start.line + 1,
      column: location.start.column + 1,
      kind: mutatorName,
      original: source.slice(from, to),
      replacement,
      source: source.slice(0, from) + replacement + source.slice(to),
    };
  });
}

/**
 * The ids of those that the type checker refuses. Nobody could hand them in unnoticed, so they say nothing about a suite (Stryker's own
 * checker leaves them out as well).
 *
 * @param folder where their sources are put; what stands there is thrown away
 */
export async function idsThatDoNotCompile(
  root: string,
  folder: string,
  mutants: readonly Mutant[],
): Promise<ReadonlySet<number>> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await Promise.all(mutants.map(({ id, source }) => writeFile(join(folder, `${id}.ts`), source)));
  const config = {
    extends: relative(folder, join(root, 'solutions/tsconfig.json')),
    compilerOptions: { noUnusedLocals: false, noUnusedParameters: false },
    include: ['*.ts', relative(folder, join(root, 'simulator/ambient.d.ts'))],
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const output = await run(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], {
    cwd: folder,
    maxBuffer: 1 << 28,
  }).then(
    () => '',
    (error: { readonly stdout?: string; readonly message: string }) => error.stdout || Promise.reject(error),
  );
  const refused = new Set<number>();
  for (const line of output.split('\n')) {
    const [, id] = /^(\d+)\.ts\(/.exec(line) ?? [];
    if (id !== undefined) refused.add(Number(id));
    else if (/error TS\d+/.test(line)) throw new Error(`The mutants could not be compiled: ${line}`);
  }
  return refused;
}
