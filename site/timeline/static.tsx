// Floor 7. A timeline as HTML without scripts: the drawing at two widths, of which the page shows the one that fits, and its content as
// tables. For the build of lessons; the live timeline draws the same picture.
import renderToString from 'preact-render-to-string';
import { layout } from './layout/layout.ts';
import { defaultView, type View } from './layout/picture.ts';
import { headlineOf } from './model/headline.ts';
import { tablesOf } from './model/tables.ts';
import type { Level, TimelineModel } from './model/timeline-model.ts';
import { TimelinePicture } from './timeline-picture.tsx';
import { TimelineTables } from './timeline-tables.tsx';

export { timelineModel } from './model/build.ts';

/** How much is drawn: what changes the group, what its members are called as well, or every message too. */
export type Detail = 'groups' | 'callbacks' | 'messages';

const levelOfDetail: Readonly<Record<Detail, Level>> = { groups: 0, callbacks: 1, messages: 2 };

export interface RenderOptions {
  /** The page's only one: ids inside the drawing begin with it. */
  readonly id: string;
  /** `Eager`; `range`. Above the drawing, the second in the code face. */
  readonly title?: string;
  readonly subtitle?: string;
  /** The result in words, above the drawing. Default: made from the model. */
  readonly headline?: string;
  /** Default: `callbacks`. */
  readonly detail?: Detail;
  /** Default: by process, or by partition where there are more than a dozen. */
  readonly view?: View;
  /** In pixels, of the wide and of the narrow drawing. Default: for the column of a lesson, and for a phone. */
  readonly widths?: readonly [wide: number, narrow: number];
}

const defaultWidths = [680, 340] as const;
/** A page holds no table longer than this. */
const tableRowsMax = 60;

export function renderTimeline(model: TimelineModel, options: RenderOptions): string {
  const {
    id,
    title,
    subtitle,
    headline = headlineOf(model),
    detail = 'callbacks',
    view = defaultView(model),
  } = options;
  const level = levelOfDetail[detail];
  const [wide, narrow] = (options.widths ?? defaultWidths).map((width) => layout(model, view, { width, level }));
  if (wide === undefined || narrow === undefined) throw new RangeError('A timeline is drawn at two widths.');
  const label = `Timeline${title === undefined ? '' : `: ${title}`}. ${headline}.`;
  const leftOut = [...model.leftOut, ...wide.leftOut];
  return renderToString(
    <div class="timeline">
      <p class="timeline-head">
        {title !== undefined && <b>{title}</b>}
        {subtitle !== undefined && <code>{subtitle}</code>}
        <span class="timeline-headline">{headline}</span>
      </p>
      <TimelinePicture picture={wide} label={label} id={`${id}-w`} class="is-wide" />
      <TimelinePicture picture={narrow} label={label} id={`${id}-n`} class="is-narrow" />
      {leftOut.length > 0 && <p class="timeline-left-out">{leftOut.join(' ')}</p>}
      <details class="timeline-details">
        <summary>As tables</summary>
        <TimelineTables tables={tablesOf(model, level, tableRowsMax)} />
      </details>
    </div>,
  );
}
