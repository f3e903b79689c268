import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadExercise } from './exercise.ts';
import { exerciseSlugs } from './exercise-slugs.ts';

const complete = {
  'exercises/demo/brief.md': [
    '---',
    'title: Demo',
    'lesson: demo-lesson',
    'minutes: 25',
    '---',
    'What to do with `assign`.',
    '',
    '## Rules',
    '',
    '1. **Subscribers share a topic.** Only members *subscribed* to it.',
    '2. **Everyone is in the answer.** Also with nothing:',
    '',
    '   - an empty list',
    '',
    '## Out of scope',
    '',
    'Racks.',
    '',
  ].join('\n'),
  'exercises/demo/starter.ts': 'export class Demo {}\n',
  'exercises/demo/suite.test.ts':
    "import { it } from 'vitest';\nimport { cases } from './cases';\nimport { Demo } from './answer';\nit('R1: x', () => void [cases, Demo]);\n",
  'exercises/demo/cases.ts': 'export const cases: number[] = [];\n',
  'exercises/demo/hints.md': '## Hint\n\nA nudge.\n\n## Hint\n\nMore.\n\n## Hint\n\nAlmost there.\n',
  'solutions/demo/answer.ts': 'export class Demo {}\n',
  'solutions/demo/walkthrough.md': '# Why\n',
  'lessons/course.yaml': 'parts: []\n',
  'lessons/glossary.yaml': 'leader: { term: Leader, text: A member. }\n',
} as const;

let root: string;

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'exercise-'));
  await write(complete);
});
afterEach(() => rm(root, { recursive: true }));

describe('loadExercise', () => {
  it('reads the rules of the brief, with ids in their order and titles in plain words', async () => {
    const { exercise, minutes } = await loadExercise(root, 'demo');
    expect(minutes).toBe(25);
    expect(exercise.rules.map(({ id, title }) => [id, title])).toEqual([
      ['R1', 'Subscribers share a topic'],
      ['R2', 'Everyone is in the answer'],
    ]);
    expect(exercise.rules[0]?.html).toContain('<em>subscribed</em>');
    expect(exercise.rules[1]?.html).toContain('<li>an empty list</li>');
  });

  it('keeps what stands before and after the rules', async () => {
    const { exercise } = await loadExercise(root, 'demo');
    expect(exercise.introHtml).toContain('What to do with');
    expect(exercise.outroHtml).toContain('Racks.');
    expect(exercise.introHtml + exercise.outroHtml).not.toContain('Subscribers');
  });

  it('lists the modules to link, dependencies first, and what the answer must export', async () => {
    const { exercise } = await loadExercise(root, 'demo');
    expect(exercise.units.units.map((unit) => unit.path)).toEqual([
      '/exercises/demo/cases.ts',
      '/exercises/demo/suite.test.ts',
    ]);
    expect(exercise.units.answerExports).toEqual(['Demo']);
  });

  it('gives another version when the suite changes, and the same when nothing does', async () => {
    const before = (await loadExercise(root, 'demo')).exercise.version;
    expect((await loadExercise(root, 'demo')).exercise.version).toBe(before);
    await write({ 'exercises/demo/cases.ts': 'export const cases: number[] = [1];\n' });
    expect((await loadExercise(root, 'demo')).exercise.version).not.toBe(before);
  });

  it('gives the solution without what only the house needs', async () => {
    const text = '// Floor 5. A demo.\n  // Stryker disable all: racks\nexport class Demo {}\n// Stryker restore all\n';
    await write({ 'solutions/demo/answer.ts': text });
    expect((await loadExercise(root, 'demo')).solution.source).toBe('// A demo.\nexport class Demo {}\n');
  });

  it('splits the hints', async () => {
    const { exercise } = await loadExercise(root, 'demo');
    expect(exercise.hintsHtml.map((html) => html.trim())).toEqual([
      '<p>A nudge.</p>',
      '<p>More.</p>',
      '<p>Almost there.</p>',
    ]);
  });

  it.each([
    [
      'a missing file',
      { path: 'solutions/demo/walkthrough.md', text: undefined },
      'solutions/demo/walkthrough.md:1:1: this file is missing',
    ],
    [
      'an unknown key',
      { path: 'exercises/demo/brief.md', text: complete['exercises/demo/brief.md'].replace('lesson:', 'lessen:') },
      'exercises/demo/brief.md:3:1: unknown key `lessen`',
    ],
    [
      'no front matter',
      { path: 'exercises/demo/brief.md', text: '# Demo\n' },
      'exercises/demo/brief.md:1:1: begins without front matter',
    ],
    [
      'no rules',
      { path: 'exercises/demo/brief.md', text: '---\ntitle: Demo\nlesson: l\nminutes: 5\n---\nText.\n' },
      'exercises/demo/brief.md:6:1: has no numbered list under a heading `## Rules`',
    ],
    [
      'a rule without a title',
      {
        path: 'exercises/demo/brief.md',
        text: complete['exercises/demo/brief.md'].replace('**Everyone is in the answer.** ', ''),
      },
      'exercises/demo/brief.md:11:1: rule 2 does not begin with its title',
    ],
    [
      'a link in the brief that leads nowhere',
      {
        path: 'exercises/demo/brief.md',
        text: complete['exercises/demo/brief.md'].replace('Racks.', '[Racks](../../lessons/rack/lesson.md).'),
      },
      'exercises/demo/brief.md:17:1: the link "../../lessons/rack/lesson.md" leads to no lesson',
    ],
    [
      'an unknown term in a hint',
      {
        path: 'exercises/demo/hints.md',
        text: complete['exercises/demo/hints.md'].replace('More.', 'Ask the [leder](glossary:leder).'),
      },
      'exercises/demo/hints.md:7:1: ',
    ],
    [
      'too few hints',
      { path: 'exercises/demo/hints.md', text: '## Hint\n\nOne.\n' },
      'exercises/demo/hints.md:1:1: has 1 hints; three or more are needed',
    ],
    [
      'a suite that tests nothing by name',
      { path: 'exercises/demo/suite.test.ts', text: "import * as answer from './answer';\nvoid answer;\n" },
      "exercises/demo/suite.test.ts:1:1: imports nothing by name from './answer'",
    ],
    [
      'a suite that cannot be parsed',
      { path: 'exercises/demo/suite.test.ts', text: "import { answer } from './answer';\nconst = answer;\n" },
      'exercises/demo/suite.test.ts:2:7: not valid TypeScript: ',
    ],
    [
      'a suite that imports from elsewhere',
      {
        path: 'exercises/demo/suite.test.ts',
        text: "import { Demo } from './answer';\nimport fs from 'node:fs';\nvoid [Demo, fs];\n",
      },
      "exercises/demo/suite.test.ts:2:1: imports 'node:fs'",
    ],
  ])('tells of %s with file and line', async (_, { path, text }, message) => {
    if (text === undefined) await rm(join(root, path));
    else await write({ [path]: text });
    await expect(loadExercise(root, 'demo')).rejects.toThrow(message);
  });
});

describe('exerciseSlugs', () => {
  it('names the exercises and leaves the testkit out', async () => {
    await write({ 'exercises/testkit/index.ts': '', 'exercises/tsconfig.json': '{}' });
    expect(await exerciseSlugs(root)).toEqual(['demo']);
  });
});
