import { expect, it } from 'vitest';
import { expectNoProblem } from './expect-no-problem.ts';

it('a problem fails the test, after the name of its case', () => {
  expect(() => expectNoProblem('orders-0 at 3 was skipped.')).toThrow(
    expect.objectContaining({
      name: 'AssertionError',
      message: 'a problem fails the test, after the name of its case. orders-0 at 3 was skipped.',
    }),
  );
});

it('no problem, no failure', () => {
  expect(() => expectNoProblem(undefined)).not.toThrow();
});
