// Fits monaco-editor into the build: one copy of TypeScript, and only the libraries that learner code can use.
// Belongs into `plugins` and into `worker.plugins`.
import type { Plugin } from 'vite';

const REDIRECTED = '\0rebalance-lab:typescript';

/** Of a browser, of workers, and bundles of them: learner code has none of these, and they are a third of the worker. */
const UNUSED_LIBRARY = /\.(dom|webworker|scripthost|full)\b|^lib\.d\.ts$|^lib\.es6\.d\.ts$/;

export function monacoPlugin(): Plugin {
  return {
    name: 'rebalance-lab:monaco',
    enforce: 'pre',

    config: () => ({
      optimizeDeps: {
        // Found up front, since they are behind a lazy import: finding them late would reload a page that is in use.
        include: [
          'monaco-editor/editor',
          'monaco-editor/features/register.all',
          'monaco-editor/languages/definitions/typescript/register',
          'monaco-editor/languages/features/typescript/register',
          'monaco-editor/languages/features/typescript/lib/typescriptServices',
          'monaco-editor/language/typescript/ts.worker',
          'monaco-editor/editor/editor.worker',
          'sucrase',
        ],
        // Has to come through `resolveId` below.
        exclude: ['ts-blank-space'],
      },
    }),

    // ts-blank-space reads trees that Monaco's TypeScript made; it must not bring another TypeScript along.
    resolveId(id, importer) {
      return id === 'typescript' && importer?.includes('ts-blank-space') ? REDIRECTED : undefined;
    },

    load(id) {
      if (id !== REDIRECTED) return undefined;
      return `export { typescript as default } from 'monaco-editor/languages/features/typescript/lib/typescriptServices';`;
    },

    transform(code, id) {
      const path = id.replaceAll('\\', '/');
      if (path.endsWith('/languages/features/typescript/lib/lib.js')) return withoutUnusedLibraries(code);
      if (path.endsWith('/languages/features/typescript/workerManager.js')) return withoutDefaultWorker(code);
      return undefined;
    },
  };
}

function withoutUnusedLibraries(code: string): string {
  const exportsAt = code.lastIndexOf('\nexport {');
  const parts = code.slice(0, exportsAt).split(/^(?=libFileMap\["lib\.)/m);
  const kept = parts.filter((part) => {
    const name = /^libFileMap\["(lib\.[^"]+)"\]/.exec(part)?.[1];
    return name === undefined || !UNUSED_LIBRARY.test(name);
  });
  if (exportsAt < 0 || kept.length === parts.length) {
    throw new Error('monaco-editor has laid out its libraries in a new way; look at monaco-plugin.ts again.');
  }
  return kept.join('') + code.slice(exportsAt);
}

/** We hand Monaco our own TypeScript worker; its own would be built and shipped beside it, 7 MB that nobody loads. */
function withoutDefaultWorker(code: string): string {
  const without = code.replace(/^\s*createWorker: .*$/m, '');
  if (without === code) {
    throw new Error('monaco-editor starts its TypeScript worker in a new way; look at monaco-plugin.ts again.');
  }
  return without;
}
