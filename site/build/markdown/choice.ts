// A question with answers to choose from, as HTML: the same for a prediction and for a question at a lesson's end.
// Works as it stands without scripts (the answer is folded away); site/pages/choices.ts makes it ask first.
import type { PlayTo } from '../../scene/pick.ts';
import { html } from '../pages/html.ts';
import { slugOf } from './environment.ts';

export interface Choice {
  readonly kind: 'predict' | 'question';
  /** Plain text; what is kept of a reader's choice is kept under it. */
  readonly question: string;
  /** What stands above the options, with an element of id `labelId` in it. */
  readonly aboveHtml: string;
  readonly labelId: string;
  readonly options: readonly ChoiceOption[];
  readonly whyHtml: string;
  /** The run that a prediction is about; it is covered until then, and played once it is answered. */
  readonly about?: AskedScene | undefined;
}

export interface AskedScene {
  /** The figure's in the page. */
  readonly address: string;
  readonly play: PlayTo;
}

export interface ChoiceOption {
  readonly text: string;
  readonly html: string;
  readonly isRight: boolean;
}

/** As attributes of the question's element. */
export const aboutScene = (about: AskedScene | undefined): string =>
  about === undefined ? '' : html` data-about="${about.address}" data-play="${JSON.stringify(about.play)}"`.text;

export function renderChoice(choice: Choice): string {
  const right = choice.options.filter((option) => option.isRight);
  const hasMany = right.length > 1;
  const options = choice.options.map(
    ({ html, isRight }) =>
      `<li><button type="button" class="option" disabled${hasMany ? ' aria-pressed="false"' : ''}${isRight ? ' data-right' : ''}>${html}</button></li>`,
  );
  return [
    `<div class="choice ${choice.kind}" role="group" aria-labelledby="${choice.labelId}" data-choice="${slugOf(choice.question)}"${hasMany ? ' data-many' : ''}${aboutScene(choice.about)}>`,
    choice.aboveHtml,
    hasMany ? '<p class="choice-many">More than one is right.</p>' : '',
    `<ul class="options">${options.join('')}</ul>`,
    hasMany ? '<button type="button" class="choice-check" hidden>Check</button>' : '',
    '<p class="choice-verdict" role="status"></p>',
    '<details class="reveal"><summary>Show the answer</summary>',
    `<p class="reveal-right">${right.map((option) => option.html).join(', ')}</p>`,
    choice.whyHtml,
    '</details>',
    '<button type="button" class="choice-again" hidden>Choose again</button>',
    '</div>\n',
  ].join('');
}
