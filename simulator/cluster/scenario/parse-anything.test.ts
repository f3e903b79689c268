import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseScenario } from './parse.ts';
import { assignors, whole } from './parse-fixture.ts';

describe('whatever is handed in', { timeout: 60_000 }, () => {
  const isAnswered = (value: unknown): void => {
    const parsed = parseScenario(value, { assignors });
    if ('problems' in parsed) {
      expect(parsed.problems.length).toBeGreaterThan(0);
      for (const { text } of parsed.problems) expect(text).toMatch(/^\S[^\n]*: \S/);
    } else expect(parsed.scenario.durationMs).toBeGreaterThan(0);
  };

  it('is parsed or refused, and nothing is thrown', () => {
    fc.assert(fc.property(fc.jsonValue(), isAnswered), { numRuns: 500 });
    fc.assert(fc.property(fc.anything(), isAnswered), { numRuns: 500 });
  });

  it('is parsed or refused also when it is nearly a scenario', () => {
    const paths = pathsOf(whole);
    const replaced = fc.tuple(fc.constantFrom(...paths), fc.oneof(fc.jsonValue(), fc.anything(), likely));
    fc.assert(
      fc.property(fc.array(replaced, { minLength: 1, maxLength: 3 }), (changes) => {
        isAnswered(changes.reduce<unknown>((value, [path, by]) => replacedAt(value, path, by), whole));
      }),
      { numRuns: 600 },
    );
  });
});

const likely = fc.constantFrom<unknown>(
  'c1',
  'c9',
  'orders',
  'orders-0',
  '5s',
  '-5s',
  '1ms..2ms',
  0,
  1,
  -1,
  1.5,
  '1%',
  '9/s',
  [],
  {},
  null,
  undefined,
  '__proto__',
  'all',
  1e300,
);

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const keys: readonly (string | number)[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return [path, ...keys.flatMap((key) => pathsOf(Reflect.get(value, key), [...path, key]))];
}

function replacedAt(value: unknown, [first, ...rest]: Path, by: unknown): unknown {
  if (first === undefined) return by;
  if (Array.isArray(value)) return value.map((item, index) => (index === first ? replacedAt(item, rest, by) : item));
  if (typeof value !== 'object' || value === null) return value;
  return { ...value, [first]: replacedAt(Reflect.get(value, first), rest, by) };
}
