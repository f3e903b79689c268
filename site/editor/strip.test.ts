import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { stripTypes } from './strip.ts';
import type { SourceFile, TypeScriptNodes } from './typescript-nodes.ts';

/** The copy of TypeScript that ts-blank-space reads trees of. */
interface ClassicTypeScript extends TypeScriptNodes {
  createSourceFile(name: string, text: string, target: number, setParentNodes: boolean): SourceFile;
}
const require = createRequire(import.meta.url);
const ts = createRequire(require.resolve('ts-blank-space'))('typescript') as ClassicTypeScript;

const strip = (source: string, syntaxErrors: readonly { message: string; start: number }[] = []) =>
  stripTypes(ts, ts.createSourceFile('answer.ts', source, 99, true), syntaxErrors);

function stripped(source: string) {
  const result = strip(source);
  if (result.kind !== 'stripped') throw new Error(result.message);
  return result;
}

/** Runs an instrumented module body and gives the lines it ticked at. */
function ticksOf(source: string, limit = 50): number[] {
  const lines: number[] = [];
  const tick = (line: number): void => {
    lines.push(line);
    if (lines.length >= limit) throw new Error('enough');
  };
  const code = stripped(source).instrumented ?? '';
  try {
    new Function('__rebalanceLabTick', code)(tick);
  } catch (error) {
    if (!(error instanceof Error) || error.message !== 'enough') throw error;
  }
  return lines;
}

describe('taking types out', () => {
  it('keeps every line and column', () => {
    const { code } = stripped('const a: number = 1;\nfunction f<T>(x: T): T { return x as T; }\n');
    expect(code).toBe('const a         = 1;\nfunction f   (x   )    { return x     ; }\n');
  });

  it('reports what the parser found, at its line and column, before anything else', () => {
    expect(
      strip('const a = 1;\nconst = 2;\n', [{ message: 'Variable declaration expected.', start: 19 }]),
    ).toMatchObject({
      kind: 'syntax-error',
      message: 'Variable declaration expected.',
      at: { line: 2, column: 7 },
    });
  });

  it.each([
    ['enum', '\n  enum Color { Red }', { line: 2, column: 3 }],
    ['namespace', 'namespace N { export const x = 1 }', { line: 1, column: 1 }],
    ['declares a field', 'class C {\n  constructor(private x: number) {}\n}', { line: 2, column: 15 }],
    ['angle brackets', 'const x = <number>y;', { line: 1, column: 11 }],
    ['export =', 'export = 1;', { line: 1, column: 1 }],
  ])('says at its line why %s cannot run', (words, source, at) => {
    expect(strip(source)).toMatchObject({ kind: 'syntax-error', message: expect.stringContaining(words), at });
  });
});

describe('the diagnosing copy', () => {
  it('has the same lines', () => {
    const source = 'for (const x of [1]) {\n  x;\n}\nconst f = (a: number) =>\n  a;\nf(2);\n';
    expect(stripped(source).instrumented?.split('\n')).toHaveLength(source.split('\n').length);
  });

  it.each([
    ['while', 'let i = 0;\nwhile (true) i += 1;'],
    ['for', 'let i = 0;\nfor (;;) { i += 1 }'],
    ['do', 'let i = 0;\ndo i += 1\nwhile (true)'],
    ['an empty body', '\nwhile (true);'],
    ['for in', '\nfor (const k in new Array(60).fill(0)) k;'],
    ['for of with a label', '\nouter: for (const _ of new Array(60)) continue outer;'],
  ])('ticks at each turn of %s', (_, source) => {
    const lines = ticksOf(source);
    expect(lines).toHaveLength(50);
    expect(new Set(lines)).toEqual(new Set([2]));
  });

  it('names the inner of two loops', () => {
    const lines = ticksOf('for (const a of [1, 2]) {\n  for (;;) {\n    a;\n  }\n}');
    expect(lines.slice(1).every((line) => line === 2)).toBe(true);
  });

  it('keeps loops in loops without braces in one piece', () => {
    expect(ticksOf('for (const a of [1, 2])\n  for (const b of [3])\n    a + b;')).toEqual([1, 2, 1, 2]);
  });

  it('ticks in every kind of function', () => {
    const source = [
      'function f() {}',
      'const g = () => 1;',
      'const h = () => ({ a: 1 }) as { a: number }',
      'class C { constructor() {} get x() { return 1; } m(): void {} }',
      'f(); g(); h(); const c = new C(); c.x; c.m();',
    ].join('\n');
    expect(ticksOf(source)).toEqual([1, 2, 3, 4, 4, 4]);
  });

  it('leaves the meaning of values alone', () => {
    const nested = 'const f = (a: number) => (b: number) => a * b as number\nthrow new Error(String(f(6)(7)));';
    expect(() => ticksOf(nested)).toThrow('42');
  });

  it('leaves overloads and declarations alone', () => {
    expect(ticksOf('function f(x: string): void;\nfunction f(x: unknown) { x; }\nf("a");')).toEqual([2]);
  });
});
