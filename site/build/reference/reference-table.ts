// Tables of the reference: a row for each thing that can be linked to.
import { type Html, html } from '../pages/html.ts';

/** Renders one line of Markdown. */
export type Line = (text: string) => Html;

export interface ReferenceRow {
  /** The address of the row on its page. */
  readonly id: string;
  readonly name: Html | string;
  readonly cells: readonly (Html | string | undefined)[];
}

export function referenceTable(head: readonly string[], rows: readonly ReferenceRow[]): Html {
  return html`<div class="table" role="group" aria-label="Table" tabindex="0"><table class="reference-table">
<thead><tr>${head.map((text) => html`<th scope="col">${text}</th>`)}</tr></thead>
<tbody>${rows.map(
    ({ id, name, cells }) =>
      html`<tr id="${id}"><th scope="row"><a class="reference-link" href="#${id}">${name}</a></th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>\n`,
  )}</tbody>
</table></div>`;
}
