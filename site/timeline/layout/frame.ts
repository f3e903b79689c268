// Floor 7. What both views have in common: the gutter with names, the scale, how wide what is.
import type { TimelineModel } from '../model/timeline-model.ts';
import { textWidth } from './labels.ts';
import type { LayoutOptions, View } from './picture.ts';
import type { Scale } from './scale.ts';

/** On narrower drawings words are shortened and the gutter is small. */
const narrowWidth = 520;

export interface Frame {
  readonly scale: Scale;
  readonly isNarrow: boolean;
  readonly nameWidth: number;
}

export function frameOf(model: TimelineModel, view: View, options: LayoutOptions): Frame {
  const { width, fromMs = model.fromMs, toMs = model.toMs } = options;
  const isNarrow = width < narrowWidth;
  const left = Math.max(gutterOf(model, view, width), options.gutter ?? 0);
  const right = isNarrow ? 10 : 14;
  return { scale: { fromMs, toMs, left, width: Math.max(40, width - left - right) }, isNarrow, nameWidth: left - 8 };
}

/** How wide the column of names is, in pixels. */
export function gutterOf({ lanes, partitions }: TimelineModel, view: View, width: number): number {
  const names = view === 'processes' ? lanes : partitions;
  const widest = Math.max(textWidth('coordinator', 11), ...names.map(({ name }) => textWidth(name, 13)));
  const isNarrow = width < narrowWidth;
  return Math.round(Math.min(Math.max(widest + 14, isNarrow ? 46 : 76), isNarrow ? 76 : 130));
}

/** A name that is too long keeps its end, where numbers stand. */
export function shortened(name: string, width: number, size: number): string {
  if (textWidth(name, size) <= width) return name;
  let kept = name;
  while (kept.length > 1 && textWidth(`…${kept}`, size) > width) kept = kept.slice(1);
  return `…${kept}`;
}
