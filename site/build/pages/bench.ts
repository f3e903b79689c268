// The workbench before it is asked for: a poster of the starter's code and the rules, in the place it will have.
import type { Exercise } from '../../exercise.ts';
import type { Highlighter } from '../markdown/highlight.ts';
import { exerciseAddress, toRoot } from './addresses.ts';
import { type Html, html, trusted } from './html.ts';

export interface OtherExercise {
  readonly slug: string;
  readonly title: string;
}

export function poster(exercise: Exercise, others: readonly OtherExercise[], highlighter: Highlighter): Html {
  const page = toRoot + exerciseAddress(exercise.slug);
  return html`<div class="poster">
<div class="poster-bar"><span class="poster-file">${exercise.slug}.ts</span>
<button type="button" class="button primary" data-open-workbench disabled><span>Open the editor</span> <kbd>E</kbd></button></div>
<p class="poster-trouble" role="alert" hidden></p>
${starterCode(exercise, highlighter)}
<div class="poster-foot">
<h2>${exercise.title} <span>${count(exercise.rules.length, 'rule')} to hold</span></h2>
<ol class="poster-rules">${exercise.rules.map(({ title }) => html`<li>${title}</li>`)}</ol>
<p class="poster-links"><a href="${page}">On a page of its own</a>${others.map(
    ({ slug, title }) => html`<a href="${toRoot}${exerciseAddress(slug)}">${title}</a>`,
  )}</p>
<noscript><p>Editing and running code needs scripts. The brief is readable without them on <a href="${page}">the exercise's own page</a>.</p></noscript>
</div>
</div>`;
}

export function starterCode(exercise: Exercise, highlighter: Highlighter): Html {
  return html`<div class="poster-code" role="group" aria-label="The code to start from" tabindex="0">${trusted(
    highlighter.highlight(exercise.starter, 'ts'),
  )}</div>`;
}

export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
