// What a suite draws its cases with, under the terms of an interview: the same streams of chance, begun elsewhere. The cluster and the testkit
// keep theirs, so that what a suite fixes by seed stays as it was written.
import * as simulator from 'simulator';
import type { SuiteUnits } from '../../exercise.ts';

/** The names that a suite imports from `simulator`. */
export function simulatorFor({ terms }: SuiteUnits): typeof simulator {
  if (terms === undefined) return simulator;
  const { chance } = terms;
  class RandomStream extends simulator.RandomStream {
    constructor(seed: string) {
      super(`${chance}/${seed}`);
    }
  }
  return { ...simulator, RandomStream };
}
