import { expect, it } from 'vitest';
import { linkToTest, testInHash } from './test-link.ts';

it('leads back to the test that it was made for', () => {
  const link = linkToTest('https://x.test/exercises/range-assignor/#old', 'R3: 5 partitions, 3 members');
  expect(link).toBe('https://x.test/exercises/range-assignor/#test=R3%3A%205%20partitions%2C%203%20members');
  expect(testInHash(new URL(link).hash)).toBe('R3: 5 partitions, 3 members');
});

it('leaves other and damaged hashes alone', () => {
  expect([testInHash('#rules'), testInHash('#test=%E0%A4%A'), testInHash('')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
