import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Agenda } from './agenda.ts';
import { codeWordHashOf, openedBy, sameWord } from './code-word.ts';

const agenda: Agenda = {
  version: 1,
  name: 'A day',
  items: [
    { kind: 'exercise', slug: 'range-assignor', minutes: 35, codeWordHash: codeWordHashOf('heron', 'range-assignor') },
    { kind: 'exercise', slug: 'commit-on-revoke', minutes: 35 },
  ],
  heldBack: { solutions: true, hints: true },
  codeWordHash: codeWordHashOf('Grey Seal', undefined),
};

it('opens everything, or the one exercise that it is of', () => {
  expect(openedBy(agenda, 'grey seal')).toEqual({ all: true, exercises: [] });
  expect(openedBy(agenda, 'heron')).toEqual({ all: false, exercises: ['range-assignor'] });
  expect(openedBy(agenda, 'otter')).toEqual({ all: false, exercises: [] });
  expect(openedBy(agenda, '')).toEqual({ all: false, exercises: [] });
});

it('is the same word however it is written down when it is said', () => {
  for (const written of ['Grey Seal', ' grey-seal ', 'GREYSEAL', 'grey – seal']) {
    expect(openedBy(agenda, written).all).toBe(true);
  }
});

it('has a hash of one length that depends on the word and on what it opens', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      expect(codeWordHashOf(one, undefined)).toMatch(/^[0-9a-f]{16}$/);
      expect(codeWordHashOf(one, undefined)).not.toBe(codeWordHashOf(one, 'range-assignor'));
      const isSame = sameWord(one) === sameWord(other);
      expect(codeWordHashOf(one, undefined) === codeWordHashOf(other, undefined)).toBe(isSame);
    }),
  );
});
