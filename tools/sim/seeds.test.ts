// A fixed few hundred seeds, as a part of `npm test`. Many more: `npm run sim -- --seeds 2000`.
import { provideHost } from 'simulator';
import { describe, expect, it } from 'vitest';
import { generateScenario } from './generate.ts';
import { play } from './play.ts';

provideHost({ turn: () => new Promise((resolve) => setImmediate(resolve)) });

const seedsEach = 50;

/** What a seed brings to light, with what plays it again. */
function brokenBy(seed: number): string[] {
  const played = play(generateScenario(seed));
  if ('refused' in played) return [`seed ${seed} is refused: ${played.refused}`];
  return played.violations.map(
    ({ invariant, atMs, message }) =>
      `${invariant}, at ${atMs} ms: ${message}. Again: npm run sim -- --seeds 1 --from ${seed}`,
  );
}

describe('under random faults every rule holds', () => {
  it.each([1, 51, 101, 151, 201, 251])(
    'from seed %i on',
    (from) => {
      const broken = Array.from({ length: seedsEach }, (_, at) => brokenBy(from + at)).flat();
      expect(broken).toEqual([]);
    },
    300_000,
  );
});
