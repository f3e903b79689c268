import fc from 'fast-check';
import { parseScenario } from 'simulator';
import { assignorsByName } from 'testkit';
import { describe, expect, it } from 'vitest';
import { generateScenario } from './generate.ts';

const seeds = fc.integer({ min: 1, max: 100_000_000 });

describe('a generated scenario', () => {
  it('is one that its check accepts', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const parsed = parseScenario(generateScenario(seed), { assignors: assignorsByName });
        expect('problems' in parsed ? parsed.problems.map(({ text }) => text) : []).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('depends on its seed alone', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(generateScenario(seed)).toEqual(generateScenario(seed));
        expect(generateScenario(seed)).not.toEqual(generateScenario(seed + 1));
      }),
      { numRuns: 50 },
    );
  });
});
