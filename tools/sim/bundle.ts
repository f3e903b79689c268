// Floor 7. Bundles the program that plays seeds into one file, with a planted bug or without, for worker threads to load.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import { aliases } from '../../aliases.ts';
import type { PlantedBug } from './planted-bugs.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** @returns the path of the bundle */
export async function bundlePlayer(bug?: PlantedBug): Promise<string> {
  const name = bug === undefined ? 'as-is' : bug.name.replaceAll(/\W+/g, '-');
  const folder = join(root, '.cache/sim');
  mkdirSync(folder, { recursive: true });
  const planted = { count: 0 };
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: aliases },
    plugins: bug === undefined ? [] : [plant(bug, planted)],
    build: {
      ssr: join(root, 'tools/sim/player.ts'),
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: { output: { entryFileNames: `${name}.mjs` } },
    },
  });
  if (bug !== undefined && planted.count === 0) {
    throw new Error(`The bug "${bug.name}" was not planted: nothing that is played imports ${bug.file}.`);
  }
  return join(folder, `${name}.mjs`);
}

function plant(bug: PlantedBug, planted: { count: number }): Plugin {
  return {
    name: 'planted-bug',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith(`/${bug.file}`)) return undefined;
      const parts = code.split(bug.find);
      if (parts.length !== 2) {
        throw new Error(
          `The bug "${bug.name}" cannot be planted: ${bug.file} has its place ${parts.length - 1} times, not once. ` +
            'The code has changed: adapt `find` in tools/sim/planted-bugs.ts.',
        );
      }
      planted.count += 1;
      return { code: parts.join(bug.replace), map: null };
    },
  };
}
