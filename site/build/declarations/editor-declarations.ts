// What the editor knows beside the language: the declarations of `kafka` and of the testkit's types, and what is global.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { aliases } from '../../../aliases.ts';
import { bundleDeclarations } from './bundle.ts';
import { emitDeclarations } from './emit.ts';

export interface EditorFile {
  readonly path: string;
  readonly source: string;
}

const docsFile = 'site/build/declarations/config-docs.ts';
const ambientFile = 'simulator/ambient.d.ts';

export async function editorDeclarations(root: string): Promise<readonly EditorFile[]> {
  const [emitted, docs, ambient] = await Promise.all([
    emitDeclarations(root),
    loadConfigDocs(root).then(({ configDocs }) => configDocs),
    readFile(join(root, ambientFile), 'utf8'),
  ]);
  const bundle = (entry: string): string =>
    bundleDeclarations(
      entry,
      (path) => {
        const text = emitted.get(path);
        if (text === undefined) throw new Error(`TypeScript wrote no ${path}, which the editor's declarations need.`);
        return text;
      },
      { docs },
    );
  return [
    { path: 'node_modules/kafka/index.d.ts', source: bundle('simulator/kafka.d.ts') },
    { path: 'node_modules/testkit/index.d.ts', source: bundle('exercises/testkit/for-answers.d.ts') },
    { path: ambientFile, source: ambient },
  ];
}

/** What is said of configuration keys, through Vite, which knows the names of the house. */
export async function loadConfigDocs(root: string): Promise<typeof import('./config-docs.ts')> {
  const { module } = await runnerImport<typeof import('./config-docs.ts')>(join(root, docsFile), {
    configFile: false,
    logLevel: 'error',
    root,
    resolve: { alias: aliases },
  });
  return module;
}
