// A bug to be spotted, as its author wrote it: `lessons/SLUG/bugs/NAME.md` with the code, the question and the run, and `NAME.ts`, the code that
// runs. Read and checked, not rendered. Floor 7; knows no page.
import MarkdownItClass, { type Token } from 'markdown-it';
import * as v from 'valibot';
import { type Difficulty, difficulties } from '../interview/card-text.ts';
import { languageOf } from '../markdown/code.ts';
import { splitFrontMatter } from '../markdown/front-matter.ts';
import type { Problems } from '../markdown/problems.ts';
import type { Course, Lesson } from '../pages/course.ts';
import type { Sources } from '../pages/sources.ts';

/** By the language of the fence. */
export const bugLanguages = { ts: 'TypeScript', java: 'Java', python: 'Python' } as const;
export type BugLanguage = keyof typeof bugLanguages;

export interface Bug {
  /** The file's name without its ending: the last part of its address, and of its id. */
  readonly name: string;
  readonly lesson: Lesson;
  /** From the project's root. */
  readonly file: string;
  readonly title: string;
  readonly difficulty: Difficulty;
  readonly language: BugLanguage;
  readonly code: string;
  /** Of the code, from 0: any of them is right to point at. */
  readonly rightLines: readonly number[];
  /** What the code is meant to do. */
  readonly intro: Piece;
  /** The question with its options and its explanation, as in questions.md. */
  readonly question: Piece;
  readonly run: Piece;
  /** From the project's root: what runs in the scene. */
  readonly ownCode: string;
}

export interface Piece {
  readonly text: string;
  /** Of the file, from 1. */
  readonly firstLine: number;
}

const line = v.pipe(v.string('write a line of the code, or a part of it'), v.nonEmpty('write a line of the code'));

const schema = v.strictObject({
  title: v.pipe(v.string('write a title that gives nothing away'), v.nonEmpty('write a title')),
  difficulty: v.picklist(difficulties, `write one of ${difficulties.join(', ')}`),
  /** Text that stands in one line of the code only. */
  line: v.union(
    [line, v.array(line)],
    'write a part of the line that is wrong, or a list where several can be pointed at',
  ),
});

/** In the order of the course, then by name. What is wrong is reported. */
export async function readBugs({ lessons }: Course, sources: Sources, problems: Problems): Promise<readonly Bug[]> {
  const bugs: Bug[] = [];
  for (const lesson of lessons) {
    const folder = `lessons/${lesson.slug}/bugs`;
    for (const file of await sources.filesIfAny(folder, '.md')) {
      const [text = '', program] = await Promise.all([sources.read(file), sources.read(file.replace(/md$/, 'ts'))]);
      if (program === undefined) {
        problems.report(file, 1, 'the code that runs is missing; put it beside this file, with the same name and .ts');
        continue;
      }
      const bug = readBug(lesson, file, text, program, problems);
      if (bug !== undefined) bugs.push(bug);
    }
  }
  return bugs;
}

/** @returns `undefined` when something was reported */
export function readBug(
  lesson: Lesson,
  file: string,
  text: string,
  program: string,
  problems: Problems,
): Bug | undefined {
  const { frontMatter, body, bodyLine } = splitFrontMatter(schema, file, text, problems);
  if (frontMatter === undefined) return undefined;
  const report = (at: number, problem: string): undefined => problems.report(file, at, problem) as undefined;
  const tokens = outline.parse(body, {}).filter(({ level }) => level === 0);
  const heading = tokens.find(({ type, tag }) => type === 'heading_open' && tag === 'h2');
  const run = tokens.find(({ type, info }) => type === 'fence' && languageOf(info) === 'run');
  if (heading === undefined) return report(bodyLine, 'no question; write "## What goes wrong?" with its options');
  if (run === undefined) return report(bodyLine, 'no run; write a fence ```run with the scenario that shows it');
  const shown = tokens.find((token) => startOf(token) < startOf(heading) && isCode(token));
  const language = shown === undefined ? 'ts' : (languageOf(shown.info) as BugLanguage);
  // TypeScript is shown as it runs, without what its first lines say to readers of the repository.
  const code = shown?.content ?? program.replace(/^(\/\/.*\n)+\n*/, '');
  const lines = code.replace(/\n$/, '').split('\n');
  const { title, difficulty, line: given } = frontMatter.value;
  const rightLines = [given].flat().flatMap((part) => {
    const found = lines.flatMap((each, at) => (each.includes(part) ? [at] : []));
    if (found.length !== 1) {
      const count = found.length === 0 ? 'in no line' : `in ${found.length} lines`;
      report(frontMatter.lineOf(['line']), `"${part}" stands ${count} of the code; write a part of one line`);
    }
    return found;
  });
  const piece = (from: number, to: number): Piece => ({
    text: body.split('\n').slice(from, to).join('\n'),
    firstLine: bodyLine + from,
  });
  const runStart = startOf(run);
  if (runStart < startOf(heading)) return report(bodyLine + runStart, 'the run belongs after the question');
  return {
    name: file.replace(/^.*\/|\.md$/g, ''),
    lesson,
    file,
    title,
    difficulty,
    language,
    code: `${lines.join('\n')}\n`,
    rightLines,
    intro: piece(0, shown === undefined ? startOf(heading) : startOf(shown)),
    question: piece(startOf(heading), runStart),
    run: { text: run.content, firstLine: bodyLine + runStart + 1 },
    ownCode: file.replace(/md$/, 'ts'),
  };
}

const outline = new MarkdownItClass();
const startOf = ({ map }: Token): number => map?.[0] ?? 0;
const isCode = ({ type, info }: Token): boolean => type === 'fence' && Object.hasOwn(bugLanguages, languageOf(info));
