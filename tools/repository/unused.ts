// Floor 7. Files that nothing imports, and exported values that nobody takes: dead code that no compiler reports.
import { dirname, join } from 'node:path/posix';
import type { Module } from './modules.ts';
import { type Breach, matcherOf, type RepositoryFile } from './repository-file.ts';

/** Where reading the repository begins, besides the commands of package.json. */
const entries = {
  files: [
    // Read by the tool that each is named for.
    '**/*.config.ts',
    '**/*.d.{ts,cts}',
    // Put together by site/build/pages from the name of the page that they belong to.
    'site/pages/{home,lesson,exercise,not-found,problem}.ts',
    'site/styles/{home,lesson,exercise,not-found,problem}.css',
    // Found by their names: tests by their runners, lessons and exercises by the build.
    '**/*.{test,spec}.{ts,tsx}',
    'exercises/*/{starter,suite.test}.ts',
    'exercises/*/mistakes/*.ts',
    'lessons/*/bugs/*.ts',
    'solutions/*/answer.ts',
    'solutions/*/alternatives/*.ts',
  ],
  /** Modules whose exports are for people outside: learners, and readers of the simulator. */
  publicFaces: ['simulator/{kafka,index}.ts', 'exercises/testkit/index.ts'],
} as const;

const aliasTargets: ReadonlyMap<string, string> = new Map([
  ['kafka', 'simulator/kafka.ts'],
  ['simulator', 'simulator/index.ts'],
  ['testkit', 'exercises/testkit/index.ts'],
]);

const isScript = matcherOf(['**/*.{ts,tsx,mjs,cjs,css}']);
const isEntry = matcherOf(entries.files);
const isPublicFace = matcherOf(entries.publicFaces);

export function unusedFiles(files: readonly RepositoryFile[], modules: readonly Module[]): readonly Breach[] {
  const known = new Set(files.map(({ path }) => path));
  const used = new Set(files.flatMap((file) => (isScript(file.path) ? [] : pathsNamedIn(file))));
  for (const module of modules) {
    for (const { target } of module.imports) used.add(aliasTargets.get(target) ?? target);
    for (const text of module.strings) {
      used.add(text.replace(/^\//, ''));
      used.add(join(dirname(module.file.path), text));
    }
  }
  for (const file of files.filter(({ path }) => path.endsWith('.css'))) {
    for (const path of pathsNamedIn(file)) used.add(join(dirname(file.path), path));
  }
  return [...known]
    .filter((path) => isScript(path) && !isEntry(path) && !used.has(path))
    .map((file) => ({
      file,
      line: 1,
      problem: 'nothing imports this file. Remove it, or name it as an entry in tools/repository/unused.ts.',
    }));
}

/** `tools/judge/main.ts` of a script in package.json, `/site/x.ts` of a page, `./fonts.css` of a style sheet. */
function pathsNamedIn({ text }: RepositoryFile): string[] {
  return [...text.matchAll(/[\w./-]+\.(?:tsx?|mjs|cjs|css)\b/g)].map(([path]) => path.replace(/^\//, ''));
}

export function unusedExports(modules: readonly Module[]): readonly Breach[] {
  const taken = new Map<string, Set<string>>();
  for (const { imports } of modules) {
    for (const { target, names } of imports) {
      const path = aliasTargets.get(target) ?? target;
      taken.set(path, new Set([...(taken.get(path) ?? []), ...names]));
    }
  }
  return modules
    .filter(({ file }) => !isEntry(file.path) && !isPublicFace(file.path))
    .flatMap(({ file, exports }) => {
      const names = taken.get(file.path) ?? new Set();
      return exports
        .filter(({ name, isType }) => !isType && !names.has(name) && !names.has('*'))
        .map(({ name, line }) => ({
          file: file.path,
          line,
          problem: `exports ${name}, which nobody imports. Keep it inside, or remove it.`,
        }));
    });
}
