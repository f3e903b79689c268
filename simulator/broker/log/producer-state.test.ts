import { expect, it } from 'vitest';
import { ProducerStates } from './producer-state.ts';

it('knows a batch that was sent again, and where it is', () => {
  const states = new ProducerStates();
  states.appended(7, 0, 3, 100);
  expect(states.check(7, 0, 3)).toEqual({ verdict: 'duplicate', baseOffset: 100 });
  expect(states.check(7, 3, 1)).toEqual({ verdict: 'next' });
  expect(states.check(7, 4, 1)).toEqual({ verdict: 'out of order' });
});

it('remembers five batches of each producer', () => {
  const states = new ProducerStates();
  for (let sequence = 0; sequence < 6; sequence++) states.appended(7, sequence, 1, sequence);
  expect(states.check(7, 1, 1)).toEqual({ verdict: 'duplicate', baseOffset: 1 });
  expect(states.check(7, 0, 1)).toEqual({ verdict: 'out of order' });
});

it('lets a producer that it does not know begin anywhere', () => {
  expect(new ProducerStates().check(7, 41, 1)).toEqual({ verdict: 'next' });
});

it('goes on at 0 after 2^31 - 1', () => {
  const states = new ProducerStates();
  states.appended(7, 2 ** 31 - 2, 2, 0);
  expect(states.check(7, 0, 1)).toEqual({ verdict: 'next' });
});
