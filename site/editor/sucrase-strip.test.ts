import { describe, expect, it } from 'vitest';
import { stripWithSucrase } from './sucrase-strip.ts';

describe('taking types out without Monaco', () => {
  it('keeps lines', () => {
    const source = 'interface A {\n  b: number;\n}\nexport const c = (a: A): number =>\n  a.b as number;\n';
    const result = stripWithSucrase(source);
    if (result.kind !== 'stripped') throw new Error(result.message);
    expect(result.code.split('\n')).toHaveLength(source.split('\n').length);
    expect(result.code.split('\n')[4]?.trim()).toMatch(/^a\.b\s*;$/);
  });

  it('says where the syntax is wrong', () => {
    expect(stripWithSucrase('const a = 1;\nconst = 2;\n')).toMatchObject({
      kind: 'syntax-error',
      message: 'Unexpected token.',
      at: { line: 2, column: 7 },
    });
  });
});
