import { describe, expect, it } from 'vitest';
import { families } from './families/families.ts';
import { hashOf, readHash } from './practice-link.ts';

describe('a link to a question', () => {
  it('is read as it was written, for every family', () => {
    for (const { id } of families)
      expect(readHash(hashOf({ familyId: id, seed: 42 }))).toEqual({ familyId: id, seed: 42 });
  });

  it('is nothing where there is no hash', () => {
    expect(readHash('')).toBeUndefined();
    expect(readHash('#')).toBeUndefined();
  });

  it.each(['#family=gone&seed=1', '#practice', '#family=&seed=1', '#%%%'])(
    'of no family is told in words: %s',
    (hash) => {
      expect(readHash(hash)).toMatch(/names no kind of question/);
    },
  );

  it.each(['', '-1', '1.5', 'x', '9999999999'])('with a seed that is none is told in words: %s', (seed) => {
    expect(readHash(`#family=range-skew&seed=${seed}`)).toMatch(/no seed/);
  });
});
