import { describe, expect, it } from 'vitest';
import { Problems } from '../markdown/problems.ts';
import { readCards } from './card-text.ts';

const fields = [
  'difficulty: senior',
  'strong: Names the `coordinator`.',
  'adequate: Says that somebody notices.',
  'weak: Guesses.',
  'next: [And the leader?]',
];

const card = (question: string, lines: readonly string[] = fields, answer = 'It is removed.\n'): string =>
  `## ${question}\n\n\`\`\`card\n${lines.join('\n')}\n\`\`\`\n\n${answer}`;

function read(text: string) {
  const problems = new Problems();
  const cards = readCards('lessons/range/interview.md', text, problems);
  return { cards, problems: problems.list.map(({ at, problem }) => `${at?.line}: ${problem}`) };
}

const without = (key: string): readonly string[] => fields.filter((line) => !line.startsWith(key));

describe('a file of cards', () => {
  it('is its questions, each with what it is judged by and the lines of its answer', () => {
    const { cards, problems } = read(
      `${card('What does `c1` do?')}\n${card('And then?', fields, 'One.\n\n### More\n\nTwo.\n')}`,
    );
    expect(problems).toEqual([]);
    expect(
      cards.map(({ slug, plainQuestion, questionLine, answerLine }) => ({
        slug,
        plainQuestion,
        questionLine,
        answerLine,
      })),
    ).toEqual([
      { slug: 'what-does-c1-do', plainQuestion: 'What does c1 do?', questionLine: 1, answerLine: 10 },
      { slug: 'and-then', plainQuestion: 'And then?', questionLine: 13, answerLine: 22 },
    ]);
    expect(cards[0]?.head.value).toMatchObject({ difficulty: 'senior', next: ['And the leader?'] });
    expect(cards[0]?.answer.trim()).toBe('It is removed.');
    expect(cards[1]?.answer.trim()).toBe('One.\n\n### More\n\nTwo.');
  });

  it('takes no heading inside a fence for a question', () => {
    const { cards } = read(card('One?', fields, '```text\n## not a question\n```\n'));
    expect(cards).toHaveLength(1);
  });
});

describe('what is wrong is told at its line', () => {
  it.each<[string, string, readonly string[]]>([
    ['an empty file', '', ['1: no question; write "## The question"']],
    [
      'text before the first question',
      `Hello.\n\n${card('One?')}`,
      ['1: text before the first question; begin with "## The question"'],
    ],
    [
      'a question without a card',
      '## One?\n\nText.\n',
      ['1: "One?" has no card; write a fence ```card right under the question'],
    ],
    [
      'a question without an answer',
      card('One?', fields, ''),
      ['1: "One?" has no model answer; write it under the card'],
    ],
    [
      'a question that stands twice',
      `${card('One?')}\n${card('One?')}`,
      ['13: the question stands here a second time, after line 1; reword one'],
    ],
    ['a mark that is missing', card('One?', without('weak')), ['4: `weak` is missing; add it']],
    [
      'an unknown difficulty',
      card('One?', ['difficulty: junior', ...without('difficulty')]),
      ['4: `difficulty` is "junior"; write one of mid, senior, staff'],
    ],
    ['an unknown key', card('One?', [...fields, 'stong: x']), ['9: unknown key `stong`; did you mean "strong"?']],
    [
      'no question that comes next',
      card('One?', [...without('next'), 'next: []']),
      ['8: `next` is []; write one to three questions that an interviewer asks next'],
    ],
    ['YAML that is none', card('One?', ['strong: [a']), [expect.stringMatching(/^\d+: not valid YAML: /)]],
    [
      'a second card',
      card('One?', fields, `Text.\n\n\`\`\`card\n${fields.join('\n')}\n\`\`\`\n`),
      ['13: a second ```card under one question; begin the next with "##"'],
    ],
    [
      'a follow-up question without a run that is held against what is expected',
      card('One?', [...fields, 'followUp: static-membership']),
      ['9: a follow-up question is answered by a running group; add a ```scene with `expect` to the answer'],
    ],
  ])('%s', (_, text, expected) => {
    expect(read(text).problems).toEqual(expected);
  });
});
