// Floor 7. Decides what the answer is when a suite runs in Node: any file that is asked for. It becomes a function, called once for
// the suite's `./answer` and once more for each `freshAnswer()` of the testkit.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { answerFunction } from './answer-function.ts';
import type { provideAnswerOf } from './provide-answer.ts';

const provider = fileURLToPath(new URL('./provide-answer.ts', import.meta.url));
const query = '?answer-of=';

/** `answerFor` is told the id of the module that imports `./answer`; where it names no file, the import is left alone. */
export function answerPlugin(answerFor: (importer: string) => string | undefined): Plugin {
  return {
    name: 'rebalance-lab:answer',
    enforce: 'pre',

    // An id that begins with the file: vitest runs the suite again when that changes.
    resolveId(source, importer) {
      const file = source === './answer' && importer !== undefined ? answerFor(importer) : undefined;
      return file && `${file}${query}${encodeURIComponent(importer ?? '')}`;
    },

    // The suite brings its answer along also where it imports types of it alone. At its end, where no line moves.
    transform(code, id) {
      if (basename(id.replace(/\?.*$/, '')) !== 'suite.test.ts' || answerFor(id) === undefined) return undefined;
      return { code: `${code}\nimport './answer';\n`, map: null };
    },

    async load(id) {
      const [file = '', suite] = id.split(query);
      if (suite === undefined) return undefined;
      const { code, columnsBefore, imports, exports } = answerFunction(file, await readFile(file, 'utf8'));
      const answer: Parameters<typeof provideAnswerOf>[0] = {
        suite: decodeURIComponent(suite),
        file,
        code,
        columnsBefore,
      };
      const taken = imports.map((name, index) => `import * as $${index} from ${JSON.stringify(name)};`);
      const modules = imports.map((name, index) => `${JSON.stringify(name)}: $${index}`);
      const given = exports.map((name, index) => `const _${index} = answer[${JSON.stringify(name)}];`);
      const names = exports.map((name, index) => `_${index} as ${name}`);
      return `${taken.join('')}
import { provideAnswerOf } from ${JSON.stringify(provider)};
const answer = await provideAnswerOf(${JSON.stringify(answer)}, { ${modules.join(', ')} });
${given.join('')}
export { ${names.join(', ')} };`;
    },
  };
}
