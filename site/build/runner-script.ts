// Bundles the runner's worker into one classic script: a module worker does not start in an opaque-origin frame.
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { aliases } from '../../aliases.ts';

/** The worker's two uses: `run` judges an answer, `session` holds the live clusters of the playground. */
export type WorkerUse = 'run' | 'session';

const entries: Readonly<Record<WorkerUse, string>> = {
  run: fileURLToPath(new URL('../runner/worker/main.ts', import.meta.url)),
  session: fileURLToPath(new URL('../runner/worker/session.ts', import.meta.url)),
};

/**
 * What the worker's bundle sees in place of the global object: the same values, in an object that nothing outside the
 * bundle can reach. vitest keeps its state and its matchers on `globalThis`; an answer must not find them.
 */
const privateGlobal = `
const privateGlobal = {};
for (let holder = self; holder !== null && holder !== Object.prototype; holder = Object.getPrototypeOf(holder)) {
  for (const key of Object.getOwnPropertyNames(holder)) {
    if (key in privateGlobal && Object.hasOwn(privateGlobal, key)) continue;
    let value;
    try { value = self[key]; } catch { continue; }
    if (typeof value === 'function' && value.prototype === undefined && /^[a-z]/.test(key)) value = value.bind(self);
    Object.defineProperty(privateGlobal, key, { value, writable: true, configurable: true });
  }
}
privateGlobal.globalThis = privateGlobal;
`;

export interface RunnerScript {
  readonly code: string;
  /** Files that it was made from. */
  readonly files: readonly string[];
}

export async function bundleRunnerScript(use: WorkerUse): Promise<RunnerScript> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: aliases },
    define: {
      globalThis: 'privateGlobal',
      setTimeout: 'privateGlobal.setTimeout',
      clearTimeout: 'privateGlobal.clearTimeout',
      performance: 'privateGlobal.performance',
      'import.meta': '({})',
    },
    build: {
      write: false,
      modulePreload: false,
      target: 'es2023',
      minify: true,
      rolldownOptions: {
        input: entries[use],
        output: {
          format: 'iife',
          // vitest finds frames, and its diffs name classes, by function name.
          keepNames: true,
          codeSplitting: false,
          intro: privateGlobal,
        },
      },
    },
  });
  const { output } = (Array.isArray(result) ? result[0] : result) as Rolldown.RolldownOutput;
  const [chunk, ...others] = output;
  if (others.length > 0)
    throw new Error(`The runner must be one script; it came out as ${output.map((each) => each.fileName).join(', ')}`);
  return {
    code: chunk.code,
    files: chunk.moduleIds.filter((id) => id.startsWith('/') && !id.includes('/node_modules/')),
  };
}
