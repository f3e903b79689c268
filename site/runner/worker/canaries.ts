// Assertions that must fail, and built-ins that must be the ones that were there at the start. Tried after every
// answer: if one of them is off, the judge was tampered with and nothing it says counts.
import { expect } from 'vitest';

const originals: readonly (readonly [name: string, now: () => unknown, then: unknown])[] = (
  [
    ['Object.is', () => Object.is],
    ['Object.keys', () => Object.keys],
    ['Array.prototype.map', () => Array.prototype.map],
    ['Map.prototype.get', () => Map.prototype.get],
    ['Promise', () => Promise],
    ['Promise.prototype.then', () => Promise.prototype.then],
    ['JSON.stringify', () => JSON.stringify],
    ['Error', () => Error],
    ['Reflect.ownKeys', () => Reflect.ownKeys],
  ] as const
).map(([name, now]) => [name, now, now()]);

const mustFail: readonly (readonly [name: string, assert: () => void])[] = [
  ['expect(1).toBe(2)', () => expect(1).toBe(2)],
  ['expect(undefined).toBeDefined()', () => expect(undefined).toBeDefined()],
  ["expect({ a: ['x'] }).toEqual({ a: ['y'] })", () => expect({ a: ['x'] }).toEqual({ a: ['y'] })],
  ["expect('orders-0').toBe('orders-1')", () => expect('orders-0').toBe('orders-1')],
  ['expect(() => {}).toThrow()', () => expect(() => {}).toThrow()],
];

/** What was tampered with, in words; `undefined` when all is as it was. */
export function tamperedWith(): string | undefined {
  for (const [name, now, then] of originals) {
    if (now() !== then) return `${name} was replaced`;
  }
  for (const [name, assert] of mustFail) {
    if (passes(assert)) return `${name} passes`;
  }
  return undefined;
}

function passes(assert: () => void): boolean {
  try {
    assert();
    return true;
  } catch {
    return false;
  }
}
