// What the course consists of: parts, lessons, glossary, and the exercises that lessons name. Renders nothing.
import * as v from 'valibot';
import { exerciseSlugs } from '../exercise-slugs.ts';
import type { GlossaryTerm } from '../markdown/environment.ts';
import { splitFrontMatter } from '../markdown/front-matter.ts';
import { type Problems, suggestion } from '../markdown/problems.ts';
import { readYaml } from '../markdown/yaml.ts';
import { interviewPages } from './addresses.ts';
import type { Sources } from './sources.ts';

export interface Course {
  readonly parts: readonly Part[];
  /** All lessons, in the order of the parts. */
  readonly lessons: readonly Lesson[];
  readonly exercises: readonly string[];
  readonly glossary: ReadonlyMap<string, GlossaryTerm>;
}

export interface Part {
  readonly title: string;
  readonly lessons: readonly Lesson[];
}

export interface Lesson {
  readonly slug: string;
  readonly partTitle: string;
  /** From the project's root. */
  readonly file: string;
  readonly title: string;
  /** For places where the title is too long. */
  readonly short: string;
  readonly summary: string;
  readonly minutes: number;
  /** The first stands beside the lesson; the others are linked. */
  readonly exercises: readonly string[];
  readonly body: string;
  readonly bodyLine: number;
}

const line = (what: string) => v.pipe(v.string(what), v.nonEmpty(what));
const slug = v.pipe(
  v.string('write a slug'),
  v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use small letters, digits and hyphens'),
);

const courseSchema = v.strictObject({
  parts: v.array(
    v.strictObject({
      title: line('write the title of the part'),
      lessons: v.array(
        v.pipe(slug, v.notValues(interviewPages, 'there is a page interview/NAME/ of this name: rename the folder')),
        'write a list of lesson folders',
      ),
    }),
    'write a list of parts',
  ),
});

const lessonSchema = v.strictObject({
  title: line('write the title of the lesson'),
  short: line('write one or two words'),
  summary: line('write one sentence'),
  minutes: v.pipe(
    v.number('write how many minutes it takes to read'),
    v.integer('write a whole number'),
    v.minValue(1, 'write 1 or more'),
  ),
  exercises: v.array(slug, 'write a list of exercise folders'),
});

const glossarySchema = v.record(
  slug,
  v.strictObject({ term: line('write the term'), text: line('write one or two sentences') }),
  'write terms: {leader: {term: ..., text: ...}}',
);

const courseFile = 'lessons/course.yaml';
const glossaryFile = 'lessons/glossary.yaml';

/** Reads what can be read and reports the rest, so that an author sees all problems at once. */
export async function readCourse(sources: Sources, problems: Problems): Promise<Course> {
  const exercises = await exerciseSlugs(sources.root);
  const glossary = await readGlossary(sources, problems);
  const folders = await sources.folders('lessons');
  const text = (await sources.read(courseFile)) ?? '';
  const content = readYaml(courseSchema, text, { file: courseFile, firstLine: 1 }, problems);
  const listed = new Set<string>();
  const parts: Part[] = [];
  for (const [partIndex, part] of (content?.value.parts ?? []).entries()) {
    const lessons: Lesson[] = [];
    for (const [index, name] of part.lessons.entries()) {
      const at = content?.lineOf(['parts', partIndex, 'lessons', index]) ?? 1;
      if (listed.has(name)) {
        problems.report(courseFile, at, `the lesson "${name}" is listed twice; remove one`);
      } else if (!folders.includes(name)) {
        problems.report(courseFile, at, `no folder lessons/${name}; ${suggestion(name, folders)}`);
      } else {
        const lesson = await readLesson(sources, name, part.title, exercises, problems);
        if (lesson !== undefined) lessons.push(lesson);
      }
      listed.add(name);
    }
    parts.push({ title: part.title, lessons });
  }
  for (const folder of folders) {
    if (content === undefined || listed.has(folder)) continue;
    problems.report(`lessons/${folder}/lesson.md`, 1, `the lesson is in no part; add "${folder}" to ${courseFile}`);
  }
  return { parts, lessons: parts.flatMap((part) => part.lessons), exercises, glossary };
}

async function readLesson(
  sources: Sources,
  name: string,
  partTitle: string,
  exercises: readonly string[],
  problems: Problems,
): Promise<Lesson | undefined> {
  const file = `lessons/${name}/lesson.md`;
  const text = await sources.read(file);
  if (text === undefined) {
    problems.report(file, 1, 'this file is missing; a lesson cannot be without it');
    return undefined;
  }
  const { frontMatter, body, bodyLine } = splitFrontMatter(lessonSchema, file, text, problems);
  if (frontMatter === undefined) return undefined;
  const { value, lineOf } = frontMatter;
  for (const [index, exercise] of value.exercises.entries()) {
    if (exercises.includes(exercise)) continue;
    const hint = suggestion(exercise, exercises);
    problems.report(file, lineOf(['exercises', index]), `no exercise is named "${exercise}"; ${hint}`);
  }
  const known = value.exercises.filter((exercise) => exercises.includes(exercise));
  return { slug: name, partTitle, file, ...value, exercises: known, body, bodyLine };
}

async function readGlossary(sources: Sources, problems: Problems): Promise<ReadonlyMap<string, GlossaryTerm>> {
  const text = (await sources.read(glossaryFile)) ?? '';
  const content = readYaml(glossarySchema, text, { file: glossaryFile, firstLine: 1 }, problems);
  return new Map(Object.entries(content?.value ?? {}));
}
