// A prediction that is answered by placing, ordering or picking a time, as HTML. As it stands, without scripts and on paper, it is a
// question with blanks and its answer folded away; site/pages/picks.ts puts something to answer with in place of the blanks.
import { durationText } from '../../scene/durations.ts';
import type { Pick } from '../../scene/pick.ts';
import { type Html, html, trusted } from '../pages/html.ts';
import { type AskedScene, aboutScene } from './choice.ts';
import { slugOf } from './environment.ts';

export interface PickQuestion {
  readonly pick: Pick;
  /** Plain text; what is kept of a reader's answer is kept under it. */
  readonly question: string;
  /** What stands above, with an element of id `labelId` in it. */
  readonly aboveHtml: string;
  readonly labelId: string;
  readonly whyHtml: string;
  readonly about: AskedScene | undefined;
}

export function renderPick({ pick, question, aboveHtml, labelId, whyHtml, about }: PickQuestion): string {
  return `${
    html`<div class="choice predict" role="group" aria-labelledby="${labelId}" data-choice="${slugOf(question)}" data-pick="${JSON.stringify(pick)}"${trusted(aboutScene(about))}>
${trusted(aboveHtml)}${blankOf(pick)}<div class="pick" hidden></div>
<button type="button" class="choice-check" hidden>Check</button>
<p class="choice-verdict" role="status"></p>
<details class="reveal"><summary>Show the answer</summary><div class="reveal-right is-pick">${answerOf(pick)}</div>${trusted(whyHtml)}</details>
<button type="button" class="choice-again" hidden>Answer again</button>
</div>`.text
  }\n`;
}

/** What stands in a page where there is nothing to answer with. */
function blankOf(pick: Pick): Html {
  switch (pick.kind) {
    case 'drag':
      return html`<div class="pick-blank"><p>Give each an owner: ${pick.places.join(', ')}.</p>
<ul>${pick.partitions.map((partition) => html`<li><code>${partition}</code> <span class="blank"></span></li>`)}</ul></div>`;
    case 'order':
      return html`<div class="pick-blank"><p>Number them in the order in which they happen.</p>
<ul>${pick.offered.map((item) => html`<li><span class="blank is-number"></span> <code>${item}</code></li>`)}</ul></div>`;
    case 'duration':
      return html`<div class="pick-blank"><p><span class="blank"></span> from ${durationText(pick.fromMs)} to ${durationText(pick.toMs)}. Within ${durationText(pick.toleranceMs)} counts as right.</p></div>`;
  }
}

function answerOf(pick: Pick): Html {
  switch (pick.kind) {
    case 'drag': {
      const rows = pick.places.map((place) => {
        const owned = pick.partitions.filter((_, at) => pick.owners[at] === place);
        return owned.length === 0 ? undefined : html`<li>${place}: <code>${owned.join(', ')}</code></li>`;
      });
      return html`<ul>${rows}</ul>`;
    }
    case 'order':
      return html`<ol>${pick.right.map((item) => html`<li><code>${item}</code></li>`)}</ol>`;
    case 'duration':
      return html`<p>${durationText(pick.rightMs)}</p>`;
  }
}
