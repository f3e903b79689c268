// Floor 7. A picture with more marks than SVG can move fluidly, taken apart: what is many becomes a canvas between two drawings. Knows
// no canvas.
import type { Picture } from '../layout/picture.ts';

/** Above this, zooming a drawing made of elements is felt. */
const elementMarksMax = 400;

/** What a canvas draws of a picture: all marks of which there can be thousands. */
export type Marks = Pick<Picture, 'messages' | 'gaps' | 'bars' | 'work' | 'callbacks'>;

export interface Layers {
  readonly below: Picture;
  readonly marks: Marks;
  readonly above: Picture;
}

/** `undefined`: there are few enough to be elements. */
export function layersOf(picture: Picture): Layers | undefined {
  const { messages, gaps, bars, work, callbacks } = picture;
  const count = messages.length + gaps.length + bars.length + work.length + callbacks.length;
  if (count <= elementMarksMax) return undefined;
  const { ticks, grounds, absent, bands, hatches } = picture;
  const none = { messages: [], gaps: [], bars: [], work: [] } as const;
  return {
    below: { ...frameOf(picture), ...none, ...nothingAbove, ticks, grounds, absent, bands, hatches },
    marks: { messages, gaps, bars, work, callbacks: callbacks.filter(({ label }) => label === undefined) },
    above: {
      ...picture,
      ...none,
      ...nothingBelow,
      callbacks: callbacks.filter(({ label }) => label !== undefined),
    },
  };
}

type Below = 'ticks' | 'grounds' | 'absent' | 'bands' | 'hatches';
type Frame = 'view' | 'width' | 'height' | 'scale' | 'top' | 'bottom' | 'leftOut';

const frameOf = ({ view, width, height, scale, top, bottom, leftOut }: Picture): Pick<Picture, Frame> => ({
  view,
  width,
  height,
  scale,
  top,
  bottom,
  leftOut,
});

const nothingBelow: Pick<Picture, Below> = { ticks: [], grounds: [], absent: [], bands: [], hatches: [] };

const nothingAbove: Omit<Picture, Frame | Below | Exclude<keyof Marks, 'callbacks'>> = {
  rows: [],
  group: undefined,
  counts: [],
  pills: [],
  zombies: [],
  callbacks: [],
  prints: [],
  faults: [],
  messageDensity: [],
  messageLabels: [],
  lag: undefined,
};

/** How far from a thin mark the pointer may be, in pixels. */
const near = 4;

/** What the mark at a place says; of several the one that matters most: a short gap lies under the ends of its neighbors. */
export function titleAt({ messages, gaps, bars, work, callbacks }: Marks, x: number, y: number): string | undefined {
  const isIn = (left: number, top: number, width: number, height: number): boolean =>
    x >= left && x <= left + Math.max(width, 2) && y >= top && y <= top + height;
  return (
    work.findLast((mark) => isIn(mark.x, mark.y - near / 2, mark.width, mark.height + near))?.title ??
    callbacks.findLast((call) => isIn(call.x - 1, call.y - near, call.width + 2, 2 * near))?.title ??
    gaps.findLast((gap) => isIn(gap.x1, gap.y - near, gap.x2 - gap.x1, 2 * near))?.title ??
    bars.findLast((bar) => isIn(bar.x, bar.y, bar.width, bar.height))?.title ??
    messages.findLast(({ x1, y1, x2, y2 }) => distance(x, y, x1, y1, x2, y2) <= near)?.title
  );
}

/** From a point to a line between two others. */
function distance(x: number, y: number, x1: number, y1: number, x2: number, y2: number): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / length));
  return Math.hypot(x - x1 - share * dx, y - y1 - share * dy);
}
