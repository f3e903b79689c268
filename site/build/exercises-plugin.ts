// Gives pages the exercises and the client's types as modules, made anew when a file of theirs changes.
import { readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Plugin } from 'vite';
import { loadExercise } from './exercise.ts';
import { exerciseSlugs } from './exercise-slugs.ts';

const prefix = '\0virtual:';
const names = /^virtual:(exercises|exercise\/[\w-]+|solution\/[\w-]+|kafka-types)$/;

export function exercisesPlugin(root: string): Plugin {
  return {
    name: 'rebalance-lab:exercises',
    resolveId: (id) => (names.test(id) ? `\0${id}` : undefined),

    async load(id) {
      if (!id.startsWith(prefix)) return undefined;
      const [name, slug] = id.slice(prefix.length).split('/');
      if (name === 'exercises') return exerciseIndex(await exerciseSlugs(root));
      if (name === 'kafka-types') {
        const files = await kafkaTypes(root);
        for (const { path } of files) this.addWatchFile(join(root, path));
        return `export default ${JSON.stringify(files)};`;
      }
      if (slug === undefined) return undefined;
      const { exercise, solution, files } = await loadExercise(root, slug);
      for (const file of files) this.addWatchFile(file);
      return `export default ${JSON.stringify(name === 'solution' ? solution : exercise)};`;
    },
  };
}

function exerciseIndex(slugs: readonly string[]): string {
  const entries = slugs.map(
    (slug) => `[${JSON.stringify(slug)}, {
      load: () => import('virtual:exercise/${slug}').then((module) => module.default),
      loadSolution: () => import('virtual:solution/${slug}').then((module) => module.default),
    }]`,
  );
  return `export const exercises = new Map([${entries.join(',')}]);`;
}

/** The sources that `kafka` is made of: the editor reads types and docs from them. */
async function kafkaTypes(root: string): Promise<readonly { readonly path: string; readonly source: string }[]> {
  const files = new Map<string, string>();
  const add = async (file: string): Promise<void> => {
    const path = relative(root, file).replaceAll('\\', '/');
    if (files.has(path)) return;
    const source = await readFile(file, 'utf8');
    files.set(path, source);
    for (const [, specifier] of source.matchAll(/from '(\.[^']+)'/g)) {
      if (specifier !== undefined) await add(join(dirname(file), specifier));
    }
  };
  await add(join(root, 'simulator/kafka.ts'));
  await add(join(root, 'simulator/ambient.d.ts'));
  return [...files].map(([path, source]) => ({ path, source }));
}
