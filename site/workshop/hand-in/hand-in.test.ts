import { describe, expect, it } from 'vitest';
import { cleanName, readHandIn } from './hand-in.ts';
import { sampleHandIn } from './sample-hand-in.ts';

describe('a hand-in that arrives', () => {
  it('is kept as far as it is known, and nothing else of it', () => {
    const more = { ...sampleHandIn, address: '10.0.0.1', exercises: [{ ...sampleHandIn.exercises[0], mood: 'fine' }] };
    expect(readHandIn(more)).toEqual({ ...sampleHandIn, exercises: [sampleHandIn.exercises[0]] });
  });

  it.each([
    ['nothing', undefined, 'This is no hand-in.'],
    ['another file of this site', { format: 'rebalance-lab-archive', version: 1 }, 'This is no hand-in.'],
    ['a list', [], 'This is no hand-in.'],
    ['one of a newer version', { ...sampleHandIn, version: 2 }, 'made by a newer version of this site. Reload'],
    ['one without a name', { ...sampleHandIn, attendee: ' \u202e ' }, 'damaged at "attendee": the name is empty'],
    ['one of no time', { ...sampleHandIn, at: Number.NaN }, 'damaged at "at"'],
    [
      'one whose exercise is a path',
      { ...sampleHandIn, exercises: [{ slug: '../x', exerciseVersion: '3f2a1b' }] },
      'damaged at "exercises.0.slug": is no name of an exercise',
    ],
    [
      'one with a source beyond measure',
      { ...sampleHandIn, exercises: [{ slug: 'a', exerciseVersion: '3f2a1b', source: 'x'.repeat(200_001) }] },
      'damaged at "exercises.0.source"',
    ],
  ])('is refused in words: %s', (_, value, words) => {
    expect(() => readHandIn(value)).toThrow(words);
  });
});

describe('a name', () => {
  it.each([
    ['  Ada\n\tLovelace ', 'Ada Lovelace'],
    ['\u202eAda\u0000', 'Ada'],
    ['\ud800', ''],
    ['Jose\u0301', 'Jos\u00e9'],
    ['x'.repeat(100), 'x'.repeat(60)],
  ])('%j stands as %j', (given, stands) => {
    expect(cleanName(given)).toBe(stands);
  });
});
