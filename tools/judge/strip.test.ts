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
});
