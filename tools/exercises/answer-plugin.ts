// Floor 7. Decides what the answer is when a suite runs in Node: any file that is asked for. The suite's `./answer` is that
// file, and `freshAnswer()` of the testkit evaluates it anew.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { answerFunction } from './answer-function.ts';
import type { provideAnswerOf } from './provide-answer.ts';

const provider = fileURLToPath(new URL('./provide-answer.ts', import.meta.url));
const prefix = '\0rebalance-lab:answer-of?';

/** `answerFor` is told the id of the module that imports `./answer`; where it names no file, the import is left alone. */
export function answerPlugin(answerFor: (importer: string) => string | undefined): Plugin {
  return {
    name: 'rebalance-lab:answer',
    enforce: 'pre',

    resolveId(source, importer) {
      if (source.startsWith(prefix)) return source;
      const file = source === './answer' && importer !== undefined ? answerFor(importer) : undefined;
      // Another name than that of the function below, whose stacks vitest would otherwise look up in this module's source map.
      return file && `${file}?answer`;
    },

    // The suite brings its answer along, whether it imports a value of it or not. At its end, where no line moves.
    transform(code, id) {
      if (basename(id.replace(/\?.*$/, '')) !== 'suite.test.ts' || answerFor(id) === undefined) return undefined;
      return { code: `${code}\nimport './answer';\nimport ${JSON.stringify(prefix + id)};\n`, map: null };
    },

    async load(id) {
      if (!id.startsWith(prefix)) return undefined;
      const suite = id.slice(prefix.length);
      const file = answerFor(suite);
      if (file === undefined) return undefined;
      this.addWatchFile(file);
      const { code, columnsBefore, imports } = answerFunction(file, await readFile(file, 'utf8'));
      const answer: Parameters<typeof provideAnswerOf>[0] = { suite, file, code, columnsBefore };
      const taken = imports.map((name, index) => `import * as $${index} from ${JSON.stringify(name)};`);
      const modules = imports.map((name, index) => `${JSON.stringify(name)}: $${index}`);
      return `${taken.join('')}
import { provideAnswerOf } from ${JSON.stringify(provider)};
provideAnswerOf(${JSON.stringify(answer)}, { ${modules.join(', ')} });`;
    },
  };
}
