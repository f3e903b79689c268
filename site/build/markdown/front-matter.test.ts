import * as v from 'valibot';
import { expect, it } from 'vitest';
import { splitFrontMatter } from './front-matter.ts';
import { Problems } from './problems.ts';

const schema = v.strictObject({ title: v.string('write a title'), minutes: v.number('write a number') });

function split(text: string) {
  const problems = new Problems();
  return {
    ...splitFrontMatter(schema, 'lesson.md', text, problems),
    problems: problems.list.map(({ message }) => message),
  };
}

it('splits the keys from the body and knows on which line the body begins', () => {
  const { frontMatter, body, bodyLine } = split('---\ntitle: T\nminutes: 4\n---\nBody\n\n---\nrest');
  expect(frontMatter?.value).toEqual({ title: 'T', minutes: 4 });
  expect([body, bodyLine]).toEqual(['Body\n\n---\nrest', 5]);
});

it('reports a missing, an unknown and a bad key in one go, each at its line', () => {
  expect(split('---\nminutes: nine\ntitel: T\n---\n').problems).toEqual([
    'lesson.md:2:1: `title` is missing; add it',
    'lesson.md:2:1: `minutes` is "nine"; write a number',
    'lesson.md:3:1: unknown key `titel`; did you mean "title"?',
  ]);
});

it('reports YAML that cannot be read', () => {
  expect(split('---\ntitle: T\nminutes: [\n---\n').problems).toEqual([
    expect.stringMatching(/^lesson\.md:[34]:1: not valid YAML: /),
  ]);
});

it('reports a key given twice', () => {
  expect(split('---\ntitle: T\ntitle: U\nminutes: 1\n---\n').problems).toEqual([
    expect.stringMatching(/^lesson\.md:3:1: not valid YAML: /),
  ]);
});

it('reports a file without front matter', () => {
  expect(split('# Title').problems).toEqual([expect.stringMatching(/^lesson\.md:1:1: the file has no front matter; /)]);
});
