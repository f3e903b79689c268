// Floor 7. Makes one file of what is to be measured, as a page and the command of the simulations get it: what tsx adds to code
// that it runs would be measured, too.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { aliases } from '../../aliases.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** @param entry a file of this folder, such as `simulator-process.ts` @returns the path of the bundle */
export async function bundle(entry: string): Promise<string> {
  const outDir = join(root, '.cache/bench');
  const entryFileNames = entry.replace(/\.ts$/, '.mjs');
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: aliases },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      ssr: join(root, 'tools/bench', entry),
      outDir,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: { output: { entryFileNames } },
    },
  });
  return join(outDir, entryFileNames);
}
