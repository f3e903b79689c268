// Floor 7. Decides what `./answer` is when a suite runs in Node: any file that is asked for.
import type { Plugin } from 'vite';

/** `answerFor` is told the id of the module that imports `./answer`; where it names no file, the import is left alone. */
export function answerPlugin(answerFor: (importer: string) => string | undefined): Plugin {
  return {
    name: 'rebalance-lab:answer',
    enforce: 'pre',
    resolveId(source, importer) {
      return source === './answer' && importer !== undefined ? answerFor(importer) : undefined;
    },
  };
}
