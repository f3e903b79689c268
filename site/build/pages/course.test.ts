import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Problems } from '../markdown/problems.ts';
import { resolveLink } from './addresses.ts';
import { type Course, readCourse } from './course.ts';
import { Sources } from './sources.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'course-'));
  await files({
    'lessons/course.yaml': 'parts:\n  - title: Assignors\n    lessons: [range, sticky]\n',
    'lessons/glossary.yaml': 'leader: {term: leader, text: The one.}\n',
    'lessons/range/lesson.md': lesson('exercises: [range]'),
    'lessons/sticky/lesson.md': lesson('exercises: []'),
    'exercises/range/brief.md': '',
  });
});

afterEach(() => rm(root, { recursive: true }));

async function files(texts: Readonly<Record<string, string>>): Promise<void> {
  for (const [file, text] of Object.entries(texts)) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
}

const lesson = (more: string): string =>
  `---\ntitle: A lesson\nshort: Lesson\nsummary: It teaches.\nminutes: 9\n${more}\n---\n\n## Member order\n`;

async function read(): Promise<{ readonly course: Course; readonly problems: readonly string[] }> {
  const problems = new Problems();
  const course = await readCourse(new Sources(root), problems);
  return { course, problems: problems.list.map(({ message }) => message) };
}

describe('the course', () => {
  it('is its parts with their lessons, in order', async () => {
    const { course, problems } = await read();
    expect(problems).toEqual([]);
    expect(course.lessons.map(({ slug, partTitle, minutes }) => [slug, partTitle, minutes])).toEqual([
      ['range', 'Assignors', 9],
      ['sticky', 'Assignors', 9],
    ]);
    expect(course.glossary.get('leader')?.text).toBe('The one.');
  });

  it.each(['mock', 'practice', 'review'])('refuses a lesson that would take the page interview/%s/', async (name) => {
    await files({
      'lessons/course.yaml': `parts:\n  - title: A\n    lessons:\n      - range\n      - sticky\n      - ${name}\n`,
      [`lessons/${name}/lesson.md`]: lesson('exercises: []'),
    });
    expect((await read()).problems[0]).toContain('there is a page interview/NAME/ of this name: rename the folder');
  });

  it('reports a lesson that does not exist and one that is listed twice', async () => {
    await files({
      'lessons/course.yaml': 'parts:\n  - title: A\n    lessons:\n      - range\n      - stiky\n      - range\n',
    });
    expect((await read()).problems).toEqual([
      'lessons/course.yaml:5:1: no folder lessons/stiky; did you mean "sticky"?',
      'lessons/course.yaml:6:1: the lesson "range" is listed twice; remove one',
      'lessons/sticky/lesson.md:1:1: the lesson is in no part; add "sticky" to lessons/course.yaml',
    ]);
  });

  it('reports a lesson that names an exercise which does not exist, at its line', async () => {
    await files({ 'lessons/range/lesson.md': lesson('exercises: [rang]') });
    expect((await read()).problems).toEqual([
      'lessons/range/lesson.md:6:1: no exercise is named "rang"; did you mean "range"?',
    ]);
  });

  it('reports bad front matter of several lessons in one go', async () => {
    await files({
      'lessons/range/lesson.md': lesson('exercise: []'),
      'lessons/sticky/lesson.md': lesson('exercises: []').replace('9', '0'),
    });
    expect((await read()).problems).toEqual([
      'lessons/range/lesson.md:2:1: `exercises` is missing; add it',
      'lessons/range/lesson.md:6:1: unknown key `exercise`; did you mean "exercises"?',
      'lessons/sticky/lesson.md:5:1: `minutes` is 0; write 1 or more',
    ]);
  });

  it('reports a folder without a lesson, and a broken glossary', async () => {
    await rm(join(root, 'lessons/sticky/lesson.md'));
    await files({ 'lessons/glossary.yaml': 'leader: {term: leader}\n' });
    expect((await read()).problems).toEqual([
      'lessons/glossary.yaml:1:1: `leader.text` is missing; add it',
      'lessons/sticky/lesson.md:1:1: this file is missing; a lesson cannot be without it',
    ]);
  });

  it('reads a text that was handed in instead of the file', async () => {
    const sources = new Sources(root);
    sources.handIn('lessons/range/lesson.md', lesson('exercises: []').replace('A lesson', 'Edited'));
    expect((await readCourse(sources, new Problems())).lessons[0]?.title).toBe('Edited');
  });
});

describe('a link between files', () => {
  const from = 'lessons/range/lesson.md';

  it.each([
    ['../sticky/lesson.md', '../../lessons/sticky/'],
    ['../sticky/lesson.md#member-order', '../../lessons/sticky/#member-order'],
    ['../sticky/questions.md', '../../lessons/sticky/#check-yourself'],
    ['../../exercises/range/brief.md', '../../exercises/range/'],
  ])('%s leads to %s', async (href, address) => {
    expect(resolveLink((await read()).course, from, href)).toEqual({ href: address });
  });

  it.each([
    ['../stiky/lesson.md', 'leads to no lesson; did you mean "sticky"?'],
    ['../sticky/lesson.md#order-of-members', 'leads to no heading of lessons/sticky/lesson.md; known: member-order'],
    ['../../exercises/rang/brief.md', 'leads to no exercise; did you mean "range"?'],
    ['../../exercises/range/brief.md#rules', 'names a heading; link to the brief as a whole'],
    ['../../README.md', 'leads to no page; write the path to a lesson.md, questions.md or brief.md'],
    ['lesson.html', 'leads to no page; write the path to a lesson.md, questions.md or brief.md'],
  ])('%s is refused', async (href, why) => {
    expect(resolveLink((await read()).course, from, href)).toEqual({ problem: `the link "${href}" ${why}` });
  });
});
