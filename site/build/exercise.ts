// Reads an exercise's folder into what the site carries. Everything that is wrong with it is told with file and line.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Token } from 'markdown-it';
import * as v from 'valibot';
import type { Exercise, Rule, Solution, SuiteUnits, Unit } from '../exercise.ts';
import { ContentError } from './content-error.ts';
import type { Library } from './markdown/environment.ts';
import { createMarkdown, type Markdown } from './markdown/markdown.ts';
import { Problems } from './markdown/problems.ts';
import { readYaml } from './markdown/yaml.ts';
import { resolveLink } from './pages/addresses.ts';
import { readCourse } from './pages/course.ts';
import { Sources } from './pages/sources.ts';
import { stripTypes, unitOf } from './unit.ts';

const frontMatter = v.strictObject({
  title: v.pipe(v.string(), v.nonEmpty('give the exercise a title')),
  lesson: v.pipe(v.string(), v.nonEmpty('name the lesson that it belongs to')),
  minutes: v.pipe(
    v.number('write how many minutes somebody needs for it who has read the lesson'),
    v.integer('write whole minutes'),
    v.minValue(1, 'write 1 or more'),
  ),
});

export interface ExerciseContent {
  readonly exercise: Exercise;
  readonly solution: Solution;
  /** Slug of the lesson that it belongs to. */
  readonly lesson: string;
  /** What somebody needs for it who has read the lesson; workshops plan with it. */
  readonly minutes: number;
  /** Absolute paths of the files that it was made from. */
  readonly files: readonly string[];
}

/** @throws BrokenContent with everything that was found wrong */
export async function loadExercise(root: string, slug: string): Promise<ExerciseContent> {
  const problems = new Problems();
  const files: string[] = [];
  const read = async (path: string): Promise<string> => {
    files.push(join(root, path));
    try {
      return await readFile(join(root, path), 'utf8');
    } catch {
      problems.report(path, 1, 'this file is missing; an exercise cannot be without it');
      return '';
    }
  };
  const of = (name: string) => `exercises/${slug}/${name}`;
  const [brief, starter, suite, hints, source, walkthrough] = await Promise.all([
    read(of('brief.md')),
    read(of('starter.ts')),
    read(of('suite.test.ts')),
    read(of('hints.md')),
    read(`solutions/${slug}/answer.ts`),
    read(`solutions/${slug}/walkthrough.md`),
  ]);
  problems.throwIfAny();

  const texts = await openTexts(root, problems);
  const parsed = readBrief(texts, of('brief.md'), brief);
  const hintsHtml = readHints(texts, of('hints.md'), hints);
  const walkthroughHtml = render(texts, `solutions/${slug}/walkthrough.md`, walkthrough, 1);
  if (hintsHtml.length < 3) {
    problems.report(
      of('hints.md'),
      1,
      `has ${hintsHtml.length} hints; three or more are needed, each under a \`## \` heading`,
    );
  }
  const units = await readUnits(slug, of('suite.test.ts'), suite, read, problems);
  problems.throwIfAny();

  const version = createHash('sha256');
  for (const text of [brief, starter, ...units.units.map((unit) => unit.code)]) version.update(text).update('\0');
  return {
    exercise: {
      slug,
      title: parsed.title,
      version: version.digest('hex').slice(0, 12),
      introHtml: parsed.introHtml,
      outroHtml: parsed.outroHtml,
      rules: parsed.rules,
      starter,
      suite,
      hintsHtml,
      units,
    },
    solution: solutionOf(slug, source, walkthroughHtml),
    lesson: parsed.lesson,
    minutes: parsed.minutes,
    files,
  };
}

function solutionOf(slug: string, text: string, walkthroughHtml: string): Solution {
  // Which floor of the house a file stands on means nothing to a learner, nor does what mutation testing leaves out.
  const source = text.replace(/^\/\/ Floor \d+\. /, '// ').replace(/^ *\/\/ Stryker (disable|restore) .*\n/gm, '');
  return { source, code: stripTypes(`/${slug}.ts`, source), walkthroughHtml };
}

/** Renders texts of one exercise: links and terms are those of the course; scenes belong in lessons. */
interface Texts {
  readonly markdown: Markdown;
  readonly library: Library;
  readonly problems: Problems;
}

async function openTexts(root: string, problems: Problems): Promise<Texts> {
  // What is wrong with the lessons is told where lessons are read.
  const course = await readCourse(new Sources(root), new Problems());
  const library: Library = {
    glossary: course.glossary,
    stage: {
      assignors: [],
      assign: () => [],
      draw: () => '',
      runs: undefined,
      configKeys: {},
      errorCodes: [],
    },
    scenarioFile: () => undefined,
    scenarioFiles: () => [],
    resolve: (from, href) => resolveLink(course, from, href),
  };
  return { markdown: await createMarkdown({ headingLinks: false }), library, problems };
}

function parse({ markdown, library, problems }: Texts, file: string, text: string, firstLine: number) {
  return markdown.parse({ file, text, firstLine, idPrefix: '', scenes: new Map() }, library, problems);
}

function render({ markdown, library, problems }: Texts, file: string, text: string, firstLine: number): string {
  return markdown.render({ file, text, firstLine, idPrefix: '', scenes: new Map() }, library, problems).html;
}

interface Brief {
  readonly title: string;
  readonly lesson: string;
  readonly minutes: number;
  readonly introHtml: string;
  readonly outroHtml: string;
  readonly rules: readonly Rule[];
}

function readBrief(texts: Texts, file: string, text: string): Brief {
  const { markdown, problems } = texts;
  const none: Brief = { title: '', lesson: '', minutes: 1, introHtml: '', outroHtml: '', rules: [] };
  const front = /^---\n([\s\S]*?\n)---\n/.exec(text);
  if (front === null) {
    problems.report(
      file,
      1,
      'begins without front matter; write `title`, `lesson` and `minutes` between two lines of `---`',
    );
    return none;
  }
  const settings = readYaml(frontMatter, front[1] ?? '', { file, firstLine: 2 }, problems);
  const linesBefore = front[0].split('\n').length - 1;
  const { tokens, environment } = parse(texts, file, text.slice(front[0].length), linesBefore + 1);
  const headingAt = tokens.findIndex(
    (token, at) => token.type === 'heading_open' && tokens[at + 1]?.content === 'Rules',
  );
  const listAt = tokens.findIndex((token, at) => at > headingAt && token.type === 'ordered_list_open');
  const listEnd = tokens.findIndex(
    (token, at) => at > listAt && token.type === 'ordered_list_close' && token.level === 0,
  );
  if (headingAt < 0 || listAt < 0) {
    problems.report(file, linesBefore + 1, 'has no numbered list under a heading `## Rules`');
    return none;
  }
  const rendered = (part: readonly Token[]) => markdown.md.renderer.render([...part], markdown.md.options, environment);
  const rules = listItems(tokens.slice(listAt + 1, listEnd)).map((item, index): Rule => {
    const inline = item.find((token) => token.type === 'inline');
    const children = inline?.children ?? [];
    const close = children.findIndex((token) => token.type === 'strong_close');
    const title = children
      .slice(0, Math.max(close, 0))
      .map((token) => token.content)
      .join('');
    if (children.find((token) => token.content !== '')?.level !== 1 || title === '') {
      problems.report(
        file,
        linesBefore + (item[0]?.map?.[0] ?? 0) + 1,
        `rule ${index + 1} does not begin with its title in bold: \`${index + 1}. **Title.** The rule.\``,
      );
    }
    return { id: `R${index + 1}`, title: title.replace(/\.$/, ''), html: rendered(item) };
  });
  return {
    title: settings?.value.title ?? '',
    lesson: settings?.value.lesson ?? '',
    minutes: settings?.value.minutes ?? 1,
    introHtml: rendered(tokens.slice(0, headingAt)),
    outroHtml: rendered(tokens.slice(listEnd + 1)),
    rules,
  };
}

/** The tokens of each item of a list, without those of the item itself. */
function listItems(tokens: readonly Token[]): Token[][] {
  const items: Token[][] = [];
  for (const token of tokens) {
    const isEdge = token.level === 1 && (token.type === 'list_item_open' || token.type === 'list_item_close');
    if (isEdge && token.nesting === 1) items.push([]);
    else if (!isEdge) items.at(-1)?.push(token);
  }
  return items;
}

function readHints(texts: Texts, file: string, text: string): string[] {
  const hints: string[] = [];
  let line = 1;
  for (const [index, part] of text.split(/^## .*$/m).entries()) {
    if (index > 0) hints.push(render(texts, file, part, line));
    line += part.split('\n').length - 1;
  }
  return hints;
}

/** The suite and the files that it imports, each after what it imports itself. */
async function readUnits(
  slug: string,
  suitePath: string,
  suite: string,
  read: (path: string) => Promise<string>,
  problems: Problems,
): Promise<SuiteUnits> {
  const units: Unit[] = [];
  const add = async (path: string, source: string): Promise<void> => {
    const unit = await unitOf(`/${path}`, source).catch((error: unknown) => {
      if (!(error instanceof ContentError)) throw error;
      problems.add(new ContentError(path, error.at, error.problem));
      return undefined;
    });
    if (unit === undefined) return;
    for (const { specifier, start } of unit.imports) {
      const line = unit.code.slice(0, start).split('\n').length;
      if (['vitest', 'testkit', 'simulator', 'kafka', './answer'].includes(specifier)) continue;
      if (!/^\.\/[\w-]+$/.test(specifier)) {
        problems.report(
          path,
          line,
          `imports '${specifier}'; a suite imports vitest, testkit, simulator, kafka, ./answer and files beside it`,
        );
        continue;
      }
      const neighbor = `exercises/${slug}/${specifier.slice(2)}.ts`;
      if (!units.some((known) => known.path === `/${neighbor}`)) await add(neighbor, await read(neighbor));
    }
    units.push(unit);
  };
  await add(suitePath, suite);

  // A suite that evaluates its answer for each process imports types of it alone.
  const named = /import\s+(?:type\s+)?\{([^}]*)\}\s*from\s*'\.\/answer'/.exec(suite);
  const answerExports = (named?.[1] ?? '')
    .split(',')
    .map((name) =>
      name
        .trim()
        .replace(/^type\s+/, '')
        .replace(/\s+as\s.*$/s, ''),
    )
    .filter((name) => name !== '');
  if (answerExports.length === 0) {
    problems.report(suitePath, 1, "imports nothing by name from './answer'; write `import { ... } from './answer'`");
  }
  return { slug, units, answerExports };
}
