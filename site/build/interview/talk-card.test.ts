import { describe, expect, it } from 'vitest';
import type { Library } from '../markdown/environment.ts';
import { createMarkdown } from '../markdown/markdown.ts';
import { Problems } from '../markdown/problems.ts';
import { stage } from '../markdown/stage.ts';
import { readCards } from './card-text.ts';
import { talkCards } from './talk-card.ts';

const markdown = await createMarkdown({ headingLinks: true });
const library: Library = {
  glossary: new Map([['leader', { term: 'leader', text: 'The member that runs `assign`.' }]]),
  stage,
  scenarioFile: () => undefined,
  scenarioFiles: () => [],
  resolve: (from, href) => ({ problem: `${from} may not link to "${href}"` }),
};
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

function render(text: string) {
  const problems = new Problems();
  const file = 'lessons/range/interview.md';
  const cards = talkCards({ lesson, file, cards: readCards(file, text, problems) }, markdown, library, problems);
  return {
    html: cards.map((card) => card.text),
    problems: problems.list.map(({ at, problem }) => `${at?.line}: ${problem}`),
  };
}

const card = (question: string, strong: string, answer: string): string =>
  `## ${question}\n\n\`\`\`card\ndifficulty: mid\nstrong: "${strong}"\nadequate: B\nweak: C\nnext: [D]\n\`\`\`\n\n${answer}\n`;

const board =
  '```assignment\nid: seven\nassignor: range\ntopics: { orders: 7 }\nmembers:\n  c1: [orders]\n  c2: [orders]\ncaption: Two members.\nexpect:\n  c1: [orders-0, orders-1, orders-2, orders-3]\n  c2: [orders-4, orders-5, orders-6]\n```\n';

describe('a card', () => {
  it('shows its question, and folds the answer and the marks away in one place', () => {
    const { html, problems } = render(
      card('Who is the `leader`?', 'The [leader](glossary:leader) is a member.', 'The first.'),
    );
    expect(problems).toEqual([]);
    expect(html[0]).toMatch(
      /^<section class="talk-card" aria-labelledby="who-is-the-leader" data-talk="talk\/range\/who-is-the-leader">/,
    );
    expect(html[0]).toContain('<h2 id="who-is-the-leader">Who is the <code>leader</code>?</h2>');
    const [shown = '', folded = ''] = (html[0] ?? '').split('<details class="talk-answer">');
    expect(shown).not.toContain('The first.');
    expect(folded).toMatch(
      /The first\.[\s\S]*<dt>Strong<\/dt><dd>The <span class="term"[\s\S]*<dt>Weak<\/dt>[\s\S]*<li>D<\/li>/,
    );
  });

  it('may speak of a scene of a card above it, in its answer and in its marks', () => {
    const { html, problems } = render(
      `${card('One?', 'A', board)}\n${card('Two?', '{{seven.count.c1}} of them.', 'It has {{seven.count.c1}}.')}`,
    );
    expect(problems).toEqual([]);
    expect(html[1]).toContain('It has 4.');
    expect(html[1]).toContain('<dd>4 of them.</dd>');
  });

  it('tells what is wrong in an answer and in a mark at the line of the file', () => {
    const { problems } = render(card('One?', 'A [link](../nowhere.md).', 'Text.\n\n[Another](../nothing.md).'));
    expect(problems).toEqual([
      '13: lessons/range/interview.md may not link to "../nothing.md"',
      '5: lessons/range/interview.md may not link to "../nowhere.md"',
    ]);
  });

  it('shares no id with another card of the page', () => {
    const { html } = render(
      `${card('One?', '[leader](glossary:leader)', '### More\n\n[leader](glossary:leader)')}\n${card('Two?', 'A', '### More\n\nText.')}`,
    );
    const ids = [...html.join('').matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });
});
