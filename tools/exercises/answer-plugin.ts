// Floor 7. Decides what `./answer` is when a suite runs in Node: any file that is asked for.
import { dirname } from 'node:path';
import type { Plugin } from 'vite';

/** In the folder `exercises/SLUG`, `./answer` is `answerFile`. Both are absolute paths. */
export function answerPlugin(exerciseFolder: string, answerFile: string): Plugin {
  return {
    name: 'rebalance-lab:answer',
    enforce: 'pre',
    resolveId(source, importer) {
      if (source !== './answer' || importer === undefined) return undefined;
      return dirname(importer) === exerciseFolder ? answerFile : undefined;
    },
  };
}
