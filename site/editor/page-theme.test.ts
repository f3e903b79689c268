import { expect, it } from 'vitest';
import { longHex } from './page-theme.ts';

it('spells short colors out and leaves others alone', () => {
  expect([longHex('#fff'), longHex('#a1B'), longHex('#fcfcfa'), longHex('rgb(1 2 3)')]).toEqual([
    '#ffffff',
    '#aa11BB',
    '#fcfcfa',
    'rgb(1 2 3)',
  ]);
});
