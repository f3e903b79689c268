import { describe, expect, it } from 'vitest';
import { Problems } from '../markdown/problems.ts';
import { readBug } from './bug-text.ts';

const lesson = {
  slug: 'range',
  partTitle: 'Assignors',
  file: 'lessons/range/lesson.md',
  title: 'Range',
  short: 'Range',
  summary: 'How it cuts.',
  minutes: 3,
  exercises: [],
  body: '',
  bodyLine: 1,
};
const program = '// What runs.\n// Shown without this.\nconst one = 1;\nconst two = 2;\n';
const head = '---\ntitle: Two\ndifficulty: mid\nline: const two\n---\n';
const question = '## What goes wrong?\n\n- [x] This.\n- [ ] That.\n\nBecause.\n\n';
const run = '```run\ncaption: See.\n```\n';

function read(text: string) {
  const problems = new Problems();
  const bug = readBug(lesson, 'lessons/range/bugs/two.md', text, program, problems);
  return { bug, problems: problems.list.map(({ at, problem }) => `${at?.line}: ${problem}`) };
}

describe('a bug to be spotted', () => {
  it('in TypeScript shows what runs, without the lines that speak to readers of the repository', () => {
    const { bug, problems } = read(`${head}It counts.\n\n${question}${run}`);
    expect(problems).toEqual([]);
    expect(bug).toMatchObject({
      name: 'two',
      language: 'ts',
      code: 'const one = 1;\nconst two = 2;\n',
      rightLines: [1],
      ownCode: 'lessons/range/bugs/two.ts',
      intro: { text: 'It counts.\n', firstLine: 6 },
      question: { firstLine: 8 },
      run: { text: 'caption: See.\n', firstLine: 16 },
    });
  });

  it('in another language shows the fence before the question', () => {
    const { bug } = read(
      `${head.replace('const two', 'int two')}It counts.\n\n\`\`\`java\nint one = 1;\nint two = 2;\n\`\`\`\n\n${question}${run}`,
    );
    expect(bug).toMatchObject({ language: 'java', code: 'int one = 1;\nint two = 2;\n', rightLines: [1] });
    expect(bug?.intro.text.trim()).toBe('It counts.');
  });

  it('can be pointed at in more than one line', () => {
    const { bug } = read(`${head.replace('const two', '[const one, const two]')}It counts.\n\n${question}${run}`);
    expect(bug?.rightLines).toEqual([0, 1]);
  });
});

describe('what is wrong with one is told at its line', () => {
  it.each<[string, string, readonly string[]]>([
    ['no question', `${head}It counts.\n\n${run}`, ['6: no question; write "## What goes wrong?" with its options']],
    ['no run', `${head}It counts.\n\n${question}`, ['6: no run; write a fence ```run with the scenario that shows it']],
    ['a run before the question', `${head}${run}\n${question}`, ['6: the run belongs after the question']],
    [
      'a line that is not there',
      `${head.replace('const two', 'const three')}It counts.\n\n${question}${run}`,
      ['4: "const three" stands in no line of the code; write a part of one line'],
    ],
    [
      'a line that cannot be told from others',
      `${head.replace('const two', 'const')}It counts.\n\n${question}${run}`,
      ['4: "const" stands in 2 lines of the code; write a part of one line'],
    ],
    [
      'an unknown key',
      `${head.replace('difficulty', 'dificulty')}It counts.\n\n${question}${run}`,
      ['2: `difficulty` is missing; add it', '3: unknown key `dificulty`; did you mean "difficulty"?'],
    ],
  ])('%s', (_, text, expected) => {
    expect(read(text).problems).toEqual(expected);
  });
});
