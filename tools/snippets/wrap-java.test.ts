import { expect, it } from 'vitest';
import { problemsOf, wrapJava } from './wrap-java.ts';

const snippet = (code: string, line = 40) => ({ language: 'java', file: 'lessons/a/lesson.md', line, code }) as const;

/** Where the code begins in the wrapped file, from 1. */
const firstLine = wrapJava(snippet('first();'), 0).split('\n').indexOf('first();') + 1;

it('puts statements into a method, and types into the class', () => {
  expect(wrapJava(snippet('int a = 1;'), 0)).toContain(
    'abstract class Snippet1 extends Surroundings { void run() throws Exception {\nint a = 1;\n} }',
  );
  expect(wrapJava(snippet('// Why.\npublic class A {}'), 1)).toContain(
    'abstract class Snippet2 extends Surroundings {\n// Why.\npublic class A {}\n}',
  );
});

it('tells an error of the compiler by the line of the lesson', () => {
  const output = `/tmp/out/Snippet2.java:${firstLine + 3}: error: cannot find symbol\n    pool();\n    ^\n  symbol:   method pool()\n1 error`;
  expect(problemsOf(output, [snippet('a'), snippet('b', 100)])).toEqual([
    { file: 'lessons/a/lesson.md', line: 103, says: 'cannot find symbol; symbol: method pool()' },
  ]);
});

it('tells an error in what surrounds the snippets as well', () => {
  expect(problemsOf('Surroundings.java:3: error: class not found', [snippet('a')])).toEqual([
    { file: 'Surroundings.java', line: 3, says: 'class not found' },
  ]);
});

it('finds nothing in what is no error', () => {
  expect(problemsOf('Note: Some input files use unchecked operations.', [snippet('a')])).toEqual([]);
});
