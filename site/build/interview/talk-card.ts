// A question of the deck as HTML: the question, and folded away the model answer, what it is judged by, and what is asked next. Complete as
// it comes, without scripts and on paper; the review and the mock interview show the same element. Floor 7.

import type { Library } from '../markdown/environment.ts';
import type { LessonScene } from '../markdown/lesson-scene.ts';
import type { Markdown } from '../markdown/markdown.ts';
import type { Problems } from '../markdown/problems.ts';
import { type Html, html, trusted } from '../pages/html.ts';
import type { CardText, Difficulty } from './card-text.ts';
import { cardId, type LessonCards } from './deck.ts';

export const difficultyNames: Readonly<Record<Difficulty, string>> = { mid: 'Mid', senior: 'Senior', staff: 'Staff' };

/** One after another, since an answer may speak of a scene that stands above it. */
export function talkCards(
  { lesson, file, cards }: LessonCards,
  markdown: Markdown,
  library: Library,
  problems: Problems,
): readonly Html[] {
  let scenes: ReadonlyMap<string, LessonScene> = new Map();
  return cards.map((card) => {
    const render = (text: string, firstLine: number, part: string) =>
      markdown.render({ file, text, firstLine, idPrefix: `${card.slug}-${part}`, scenes }, library, problems);
    const answer = render(card.answer, card.answerLine, '');
    scenes = answer.scenes;
    const line = (text: string, firstLine: number, part: string): Html =>
      trusted(render(text, firstLine, `${part}-`).html.replace(/^<p>|<\/p>\n?$/g, ''));
    return talkCard(card, cardId(lesson.slug, card.slug), trusted(answer.html), line);
  });
}

type Line = (text: string, firstLine: number, part: string) => Html;

function talkCard({ slug, question, questionLine, head }: CardText, id: string, answer: Html, line: Line): Html {
  const { difficulty, followUp, next } = head.value;
  const mark = (name: 'strong' | 'adequate' | 'weak', title: string): Html =>
    html`<div><dt>${title}</dt><dd>${line(head.value[name], head.lineOf([name]), name)}</dd></div>`;
  return html`<section class="talk-card" aria-labelledby="${slug}" data-talk="${id}">
<div class="heading"><h2 id="${slug}">${line(question, questionLine, 'question')}</h2> <a class="heading-link" href="#${slug}"><span class="visually-hidden">Link to this question</span> <span aria-hidden="true">#</span></a></div>
<p class="talk-meta"><span>${difficultyNames[difficulty]}</span>${followUp && html`<span>Long answer, with a run</span>`}</p>
<details class="talk-answer"><summary>Show the answer</summary>
<div class="talk-model">
${answer}</div>
<h3>What it is judged by</h3>
<dl class="rubric">${mark('strong', 'Strong')}${mark('adequate', 'Adequate')}${mark('weak', 'Weak')}</dl>
<h3>What is asked next</h3>
<ul class="talk-next">${next.map((text, at) => html`<li>${line(text, head.lineOf(['next', at]), `next-${at}`)}</li>`)}</ul>
</details>
</section>
`;
}
