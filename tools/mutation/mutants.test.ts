import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { idsThatDoNotCompile, mutantsOf } from './mutants.ts';
import { explains } from './survivors.ts';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const source = `export function isLater(a: number, b: number): boolean {
  const times: readonly number[] = [a, b];
  return a > b && times.length > 0;
}
`;

describe('mutants of an answer', () => {
  it('are the answer with one thing changed, where they say', async () => {
    const mutants = await mutantsOf(source);
    expect(mutants.map(({ original, replacement }) => `${original} -> ${replacement}`)).toContain('a > b -> a >= b');
    for (const { line, column, original, replacement, source: changed } of mutants) {
      const at =
        source
          .split('\n')
          .slice(0, line - 1)
          .join('\n').length +
        (line > 1 ? 1 : 0) +
        column -
        1;
      expect(changed).toBe(source.slice(0, at) + replacement + source.slice(at + original.length));
    }
  });

  it('do not count where the type checker refuses them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mutants-'));
    try {
      const mutants = await mutantsOf(source);
      const refused = await idsThatDoNotCompile(root, folder, mutants);
      const replacements = mutants.filter(({ id }) => refused.has(id)).map(({ replacement }) => replacement);
      expect(replacements).toContain('{}');
      expect(replacements).not.toContain('a >= b');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('are explained by what stands there and what is put there, one of several alike by its number', async () => {
    const mutants = await mutantsOf('export const f = (a: number, b: number) => [a > b, a > b];\n');
    const alike = mutants.filter(({ replacement }) => replacement === 'a >= b');
    const explained = (number?: number) =>
      alike.map((mutant) =>
        explains(
          { original: 'a  > b', replacement: 'a >= b', why: 'They are never equal here.', ...(number && { number }) },
          mutant,
          mutants,
        ),
      );
    expect(explained()).toEqual([true, true]);
    expect(explained(2)).toEqual([false, true]);
  });
});
