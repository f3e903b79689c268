// Floor 7. Lets suites draw other cases in Node, as site/runner/worker/suite-terms.ts does in the browser: what a suite's own files import as
// `RandomStream` begins elsewhere.
import type { Plugin } from 'vite';
import { aliases } from '../../aliases.ts';

const id = '\0rebalance-lab:simulator-of-an-interview';

export function chancePlugin(chance: string): Plugin {
  return {
    name: 'rebalance-lab:chance',
    enforce: 'pre',

    resolveId(source, importer) {
      const isOfSuite = importer !== undefined && /\/exercises\/(?!testkit\/)[^/]+\/[^/]+\.ts/.test(importer);
      return isOfSuite && (source === 'simulator' || source === aliases.simulator) ? id : undefined;
    },

    load(loaded) {
      if (loaded !== id) return undefined;
      const simulator = JSON.stringify(aliases.simulator);
      return `export * from ${simulator};
import { RandomStream as Stream } from ${simulator};
export class RandomStream extends Stream {
  constructor(seed) {
    super(${JSON.stringify(`${chance}/`)} + seed);
  }
}
`;
    },
  };
}
