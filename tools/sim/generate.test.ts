import fc from 'fast-check';
import { parseScenario, provideHost } from 'simulator';
import { assignorsByName } from 'testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { generateScenario } from './generate.ts';
import { play } from './play.ts';

beforeAll(() => provideHost({ turn: () => Promise.resolve() }));

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

describe('the bad time in which a full group is joined', () => {
  it('lets a coordinator take over a group with more members than group.max.size', () => {
    const played = play(generateScenario(1068));
    if ('refused' in played) throw new Error(played.refused);
    const causes = played.trace.flatMap((event) => (event.kind === 'group.state' ? [event.cause] : []));
    expect(causes).toContain('group larger than group.max.size');
    expect(played.violations).toEqual([]);
  });
});
