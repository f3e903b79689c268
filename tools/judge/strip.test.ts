import { describe, expect, it } from 'vitest';
import { strip } from './strip.ts';

describe('strip', () => {
  it('keeps lines and columns', () => {
    const stripped = strip('/a.ts', 'export const add = (a: number): number =>\n  a;\n');
    expect(stripped).toEqual({
      kind: 'stripped',
      answer: { path: '/a.ts', code: 'export const add = (a        )         =>\n  a;\n' },
    });
  });

  it('says where the syntax breaks', () => {
    expect(strip('/a.ts', 'const a = 1;\nconst b = ;\n')).toMatchObject({
      kind: 'unreadable',
      ending: { at: { line: 2, column: 11 } },
    });
  });

  it('says where a type cannot be erased', () => {
    const stripped = strip('/a.ts', 'class A {\n  constructor(private x: number) {}\n}\n');
    expect(stripped).toMatchObject({ kind: 'unreadable', ending: { at: { line: 2 } } });
  });

  it.each([
    ['arrays', `export const a = ${'['.repeat(100_000)}${']'.repeat(100_000)};`],
    ['a sum', `export const a = ${'1 + '.repeat(100_000)}1;`],
    ['brackets that nothing closes', `export const a = ${'('.repeat(100_000)}`],
    ['a type of arrays', `export type A = string${'[]'.repeat(100_000)};`],
    ['an indexed type', `export type A = B${'["a"]'.repeat(100_000)};`],
  ])('refuses what would exhaust a stack: %s', (_, source) => {
    expect(strip('/a.ts', source)).toMatchObject({
      kind: 'unreadable',
      ending: { message: 'The code is nested too deeply to be read.' },
    });
  });
});
