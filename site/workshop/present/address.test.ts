import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { readAddress, writeAddress } from './address.ts';

it('says what it was made of', () => {
  const step = fc.oneof(fc.nat(999), fc.constantFrom('scene-join', 'scene-one-topic'));
  const address = fc.oneof(
    fc.record({
      programme: fc.record({ kind: fc.constant('agenda' as const), id: fc.string({ minLength: 1 }) }),
      item: fc.nat(59),
      step,
      isNotes: fc.boolean(),
    }),
    fc.record({
      programme: fc.record({
        kind: fc.constant('lesson' as const),
        slug: fc.constantFrom('range-assignor', 'timeouts'),
      }),
      item: fc.constant(0),
      step,
      isNotes: fc.boolean(),
    }),
  );
  fc.assert(
    fc.property(address, (whole) => {
      expect(readAddress(writeAddress(whole))).toEqual(whole);
    }),
  );
});

it('begins at the beginning where it says no more, and is nothing where it is something else', () => {
  expect(readAddress('#lesson=timeouts')).toMatchObject({ item: 0, step: 0, isNotes: false });
  expect(readAddress('#agenda=a/2')).toMatchObject({ item: 2, step: 0 });
  expect(readAddress('')).toBeUndefined();
  expect(readAddress('#agenda=')).toBeUndefined();
});
