import { expect, it } from 'vitest';
import { expectProtocolName } from './expect-protocol-name.ts';

it('another name fails the test, and is told', () => {
  expect(() => expectProtocolName('Range', 'range')).toThrow(
    'another name fails the test, and is told. name() must return "range", the protocol name that members agree on. It returned "Range".',
  );
});

it('what is no text is told as well', () => {
  expect(() => expectProtocolName(undefined, 'range')).toThrow('It returned undefined.');
});

it('the name itself passes', () => {
  expect(() => expectProtocolName('range', 'range')).not.toThrow();
});
