// Floor 7. What there is to judge: each exercise with its rules and the implementations in its folders.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadExercise } from '../../site/build/exercise.ts';
import { exerciseSlugs } from '../../site/build/exercise-slugs.ts';
import type { Rule } from '../../site/exercise.ts';

export interface CatalogEntry {
  readonly slug: string;
  readonly rules: readonly Rule[];
  readonly implementations: readonly CatalogFile[];
}

export interface CatalogFile {
  /** What is expected of it: solutions and alternatives pass, the starter fails honestly, a mistake breaks its rule. */
  readonly role: 'solution' | 'alternative' | 'starter' | 'mistake';
  /** From the project's root. */
  readonly file: string;
  readonly firstLine: string;
}

export async function readCatalog(root: string): Promise<readonly CatalogEntry[]> {
  const slugs = await exerciseSlugs(root);
  return Promise.all(
    slugs.map(async (slug) => {
      const { exercise } = await loadExercise(root, slug);
      return { slug, rules: exercise.rules, implementations: implementationsOf(root, slug) };
    }),
  );
}

function implementationsOf(root: string, slug: string): readonly CatalogFile[] {
  const files: readonly (readonly [CatalogFile['role'], string])[] = [
    ['solution', `solutions/${slug}/answer.ts`],
    ...sourcesIn(root, `solutions/${slug}/alternatives`).map((file) => ['alternative', file] as const),
    ['starter', `exercises/${slug}/starter.ts`],
    ...sourcesIn(root, `exercises/${slug}/mistakes`).map((file) => ['mistake', file] as const),
  ];
  return files.map(([role, file]) => {
    const [firstLine = ''] = readFileSync(join(root, file), 'utf8').split('\n', 1);
    return { role, file, firstLine };
  });
}

function sourcesIn(root: string, folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => `${folder}/${name}`);
}
