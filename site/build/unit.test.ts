import { describe, expect, it } from 'vitest';
import { ContentError } from './content-error.ts';
import { unitOf } from './unit.ts';

describe('unitOf', () => {
  it('blanks types out and keeps every line and column', async () => {
    const source = "import { a, type B } from './cases';\nconst x: B = a as B;\n  f(x satisfies B);\n";
    const { code } = await unitOf('/exercises/x/suite.test.ts', source);
    expect(code).toHaveLength(source.length);
    expect(code.split('\n')[2]?.indexOf('f(')).toBe(2);
    expect(code).not.toContain('satisfies');
  });

  it('lists imports with their place, and not those of types alone', async () => {
    const { code, imports } = await unitOf('/x.ts', "import type { T } from 'kafka';\nimport { it } from 'vitest';\n");
    expect(imports.map(({ specifier }) => specifier)).toEqual(['vitest']);
    expect(imports.map(({ start, end }) => code.slice(start, end))).toEqual(['vitest']);
  });

  it('refuses syntax that cannot be erased, with its line', async () => {
    const refused = unitOf('/x.ts', 'const a = 1;\n\nenum Color { red }\n');
    await expect(refused).rejects.toThrow(ContentError);
    await expect(refused).rejects.toThrow(/^\/x\.ts:3:1: only types that can be erased/);
  });

  it.each([
    ['what never ends', "it('x', () => {\n", /^\/x\.ts:2:1: not valid TypeScript: /],
    ['what only a parser notices', 'const a = 1;\nconst = 3;\n', /^\/x\.ts:2:7: not valid TypeScript: /],
  ])('refuses %s, with its line', async (_, source, message) => {
    const refused = unitOf('/x.ts', source);
    await expect(refused).rejects.toThrow(ContentError);
    await expect(refused).rejects.toThrow(message);
  });

  it('refuses a dynamic import, with its line', async () => {
    await expect(unitOf('/x.ts', "\nconst m = await import('./cases');\n")).rejects.toThrow(/^\/x\.ts:2:/);
  });
});
