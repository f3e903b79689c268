// The figure of a run, as HTML: the picture, what can be changed (hidden until a script runs it again), and all that such a script
// needs. Knows no run.
import type { SceneData } from '../../scene/scene-data.ts';
import type { Setting } from '../../scene/vary.ts';
import { html, trusted } from '../pages/html.ts';

export interface RunFigure {
  /** The figure's id in the page. */
  readonly address: string;
  readonly pictureHtml: string;
  readonly captionHtml: string;
  readonly data: SceneData;
  /** Until the predictions about it are answered. */
  readonly isCovered: boolean;
}

export function runFigure({ address, pictureHtml, captionHtml, data, isCovered }: RunFigure): string {
  return `${
    html`<figure class="scene run-scene" id="${address}" data-scene="${JSON.stringify(data)}"${isCovered ? trusted(' data-covered') : undefined}>
${isCovered ? cover : undefined}${data.settings.length === 0 ? undefined : settingsForm(address, data.settings)}<div class="run-picture">${trusted(pictureHtml)}</div>
<figcaption>${trusted(captionHtml)}</figcaption>
</figure>`.text
  }\n`;
}

/** Seen with scripts only: without them the picture stands open, and the answer is folded away. */
const cover = html`<div class="run-cover"><p>This run plays when you have answered what is asked about it.</p>
<button type="button" class="button">Show it without answering</button></div>
`;

function settingsForm(address: string, settings: readonly Setting[]) {
  return html`<form class="run-settings" hidden>
${settings.map((setting, index) => fieldset(`${address}-${index}`, setting))}</form>
`;
}

function fieldset(name: string, { key, values, original }: Setting) {
  return html`<fieldset class="run-setting"><legend>${key}</legend>
${values.map(
  (value, index) =>
    html`<label><input type="radio" name="${name}" value="${String(index)}"${value === original ? trusted(' checked') : undefined}><span>${String(value)}</span></label>`,
)}</fieldset>
`;
}
