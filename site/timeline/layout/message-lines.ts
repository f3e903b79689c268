// Floor 7. Messages as lines between a lane and the group's strip, with labels where there is room; where there are too many lines to
// tell apart, how many there are in each stretch.
import type { Level, TimelineModel } from '../model/timeline-model.ts';
import { LabelRows, textWidth } from './labels.ts';
import type { MessageShape, Rect, TextShape, Titled } from './picture.ts';
import { type Scale, xOf } from './scale.ts';
import { rounded } from './spans.ts';

/** Lines for each pixel of width, above which they cannot be told apart. */
const linesPerPixel = 0.25;
const stretch = 4;
const textSize = 10.5;

export interface MessageLines {
  readonly lines: readonly MessageShape[];
  readonly density: readonly (Rect & Titled)[];
  readonly labels: readonly TextShape[];
  readonly leftOut: readonly string[];
}

interface Place {
  /** Where the group's strip ends. */
  readonly groupY: number;
  /** The line for labels. */
  readonly labelY: number;
  /** Where each lane begins. */
  readonly laneY: readonly number[];
}

type Labeled = { readonly x: number; readonly text: string; readonly isBad: boolean };

export function messageLines(model: TimelineModel, scale: Scale, level: Level, place: Place): MessageLines {
  const { messages } = model;
  const rows: number[] = [];
  for (let row = 0; row < messages.sentMs.length; row += 1) {
    const lane = messages.lane[row] ?? -1;
    if ((messages.level[row] ?? 3) > level || place.laneY[lane] === undefined) continue;
    const fromMs = messages.sentMs[row] ?? 0;
    // The last of them that is known.
    const toMs = messages.receivedMs[row] || messages.answeredMs[row] || messages.arrivedMs[row] || fromMs;
    if (toMs < scale.fromMs || fromMs > scale.toMs) continue;
    rows.push(row);
  }
  const most = Math.max(60, scale.width * linesPerPixel);
  if (rows.length > most) {
    // What is no failure and changes nothing becomes a number first.
    const few = level === 2 ? messageLines(model, scale, 1, place) : undefined;
    const dense = densityOf(model, rows, scale, place);
    return few === undefined ? dense : { ...few, density: dense.density, leftOut: dense.leftOut };
  }
  const lines: MessageShape[] = [];
  const labels: Labeled[] = [];
  const isSeen = (ms: number): boolean => ms >= scale.fromMs && ms <= scale.toMs;
  for (const row of rows) {
    const laneY = place.laneY[messages.lane[row] ?? -1] ?? place.groupY;
    const lane = model.lanes[messages.lane[row] ?? -1]?.name ?? '';
    const api = messages.apis[messages.api[row] ?? 0] ?? '';
    const error = messages.errors[messages.error[row] ?? 0] ?? 'NONE';
    const [sent = 0, arrived = Number.NaN, answered = Number.NaN, received = Number.NaN] = [
      messages.sentMs[row],
      messages.arrivedMs[row],
      messages.answeredMs[row],
      messages.receivedMs[row],
    ];
    const x = (ms: number): number => rounded(xOf(scale, ms));
    const isError = error !== 'NONE' && error !== 'MEMBER_ID_REQUIRED';
    if (Number.isNaN(arrived)) {
      // Half way: it never came.
      if (isSeen(sent))
        lines.push({
          x1: x(sent),
          y1: laneY,
          x2: x(sent) + 4,
          y2: (laneY + place.groupY) / 2,
          kind: 'lost',
          title: `${api} of ${lane} was lost`,
        });
    } else if (isSeen(sent) && isSeen(arrived)) {
      lines.push({
        x1: x(sent),
        y1: laneY,
        x2: x(arrived),
        y2: place.groupY,
        kind: 'request',
        title: `${api} of ${lane}`,
      });
      // What is answered with an error is told by the error.
      if (!isError) labels.push({ x: x(arrived), text: api, isBad: false });
    }
    if (Number.isNaN(answered)) continue;
    const title = `${api} answered to ${lane}${error === 'NONE' ? '' : `: ${error}`}`;
    if (Number.isNaN(received)) {
      if (isSeen(answered))
        lines.push({
          x1: x(answered),
          y1: place.groupY,
          x2: x(answered) + 4,
          y2: (laneY + place.groupY) / 2,
          kind: 'lost',
          title: `${title}; it was lost`,
        });
    } else if (isSeen(answered) && isSeen(received)) {
      lines.push({
        x1: x(answered),
        y1: place.groupY,
        x2: x(received),
        y2: laneY,
        kind: isError ? 'error' : 'answer',
        title,
      });
      if (isError) labels.push({ x: x(answered), text: error, isBad: true });
      else if (api === 'SyncGroup') labels.push({ x: x(answered), text: 'SyncGroup answers', isBad: false });
    }
  }
  return { lines, density: [], labels: placed(labels, scale, place.labelY), leftOut: [] };
}

/** Errors find their place first. Labels of one kind that would lie on each other are one, with their number. */
function placed(labels: readonly Labeled[], scale: Scale, y: number): TextShape[] {
  const right = scale.left + scale.width;
  const rows = new LabelRows(1, scale.left - 2, right);
  const shapes: TextShape[] = [];
  for (const isBad of [true, false]) {
    const sorted = labels.filter((label) => label.isBad === isBad).sort((a, b) => a.x - b.x);
    for (let index = 0; index < sorted.length; ) {
      const label = sorted[index];
      if (label === undefined) break;
      const width = textWidth(label.text, textSize) + 22;
      let next = index + 1;
      let count = 1;
      while (next < sorted.length && (sorted[next]?.x ?? 0) < label.x + width) {
        if (sorted[next]?.text === label.text) count += 1;
        next += 1;
      }
      const isPlural = label.text.endsWith(' answers');
      const text =
        count === 1 ? label.text.replace(/ answers$/, ' answer') : isPlural ? label.text : `${label.text} ×${count}`;
      // A label that would reach beyond the edge is shortened before it goes to the side where others are read.
      const wordings = [text, `${text.slice(0, 9)}…`].map((wording) => ({
        wording,
        wide: textWidth(wording, textSize),
      }));
      const sides = [
        ...wordings.map((one) => ({ ...one, isRight: true })),
        ...wordings.map((one) => ({ ...one, isRight: false })),
      ];
      const found = sides.find(({ wide, isRight }) => {
        const from = isRight ? label.x + 3 : label.x - wide - 4;
        return rows.take(from - 2, from + wide + 2) !== undefined;
      });
      if (found === undefined) index += 1;
      else {
        const { wording, isRight } = found;
        shapes.push({
          x: isRight ? label.x + 4 : label.x - 4,
          y,
          text: wording,
          anchor: isRight ? 'start' : 'end',
          isBad,
        });
        index = isPlural || count > 1 ? next : index + 1;
      }
    }
  }
  return shapes;
}

function densityOf({ messages }: TimelineModel, rows: readonly number[], scale: Scale, place: Place): MessageLines {
  const counts = new Map<number, number>();
  for (const row of rows) {
    const column = Math.floor((xOf(scale, messages.sentMs[row] ?? 0) - scale.left) / stretch);
    counts.set(column, (counts.get(column) ?? 0) + 1);
  }
  const most = Math.max(...counts.values());
  const height = 14;
  const density = [...counts].map(([column, count]) => {
    const tall = rounded((count / most) * height);
    const title = `${count} messages`;
    return { x: scale.left + column * stretch, y: place.labelY + 4 - tall, width: stretch - 1, height: tall, title };
  });
  const told = `${rows.length.toLocaleString('en-US')} messages are drawn as their number over time. Zoom in to see each.`;
  return { lines: [], density, labels: [], leftOut: [told] };
}
