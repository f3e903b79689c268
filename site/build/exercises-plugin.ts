// Gives pages the exercises and the editor's declarations as modules, made anew when a file of theirs changes.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { editorDeclarations } from './declarations/editor-declarations.ts';
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
        for (const file of await sourcesOfDeclarations(root)) this.addWatchFile(file);
        return `export default ${JSON.stringify(await editorDeclarations(root))};`;
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

async function sourcesOfDeclarations(root: string): Promise<readonly string[]> {
  const folders = ['simulator', 'exercises/testkit'];
  const names = await Promise.all(folders.map((folder) => readdir(join(root, folder), { recursive: true })));
  return names
    .flatMap((each, index) => each.map((name) => join(root, folders[index] ?? '', name)))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
}
