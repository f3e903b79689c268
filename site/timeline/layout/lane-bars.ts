// Floor 7. What a lane holds: bars of partitions, their number as steps where there are too many for bars, and its work on records.
import { durationText, momentText } from '../model/durations.ts';
import type { Bar, Gap, Lane, TimelineModel } from '../model/timeline-model.ts';
import { textWidth } from './labels.ts';
import type { BarShape, CountShape, Rect, TextShape, Titled } from './picture.ts';
import { type Scale, xOf } from './scale.ts';
import { rounded, seen } from './spans.ts';

export const rowStep = 12;
const barHeight = 9;
const labelSize = 9;

export function barsOf(
  model: TimelineModel,
  placed: readonly { readonly bar: Bar; readonly row: number }[],
  scale: Scale,
  top: number,
): readonly BarShape[] {
  return placed.flatMap(({ bar, row }): BarShape[] => {
    const part = seen(bar, scale, 2);
    const partition = model.partitions[bar.partition];
    if (part === undefined || partition === undefined) return [];
    const labelWidth = textWidth(partition.label, labelSize) + 8;
    const label = part.width >= labelWidth ? partition.label : undefined;
    return [
      {
        ...part,
        y: top + row * rowStep,
        height: barHeight,
        // By its place among all, so that the first partitions of two topics differ.
        color: bar.partition % 10,
        label,
        endLabel: part.width >= labelWidth * 2 + 120 ? label : undefined,
        title: barTitle(model, bar),
      },
    ];
  });
}

export function barTitle(
  model: TimelineModel,
  { partition, lane, fromMs, toMs, generationId, endedBy, isOpenLeft }: Bar,
): string {
  const since = isOpenLeft ? 'from before' : `from ${momentText(fromMs)}`;
  const end = endedBy === undefined ? '' : `, ${endedBy}`;
  return `${model.partitions[partition]?.name} of ${model.lanes[lane]?.name}, generation ${generationId}: ${since} to ${momentText(toMs)}${end}`;
}

export function gapTitle(
  { partitions, lanes }: TimelineModel,
  { partition, fromMs, lengthMs, fromLane, toLane }: Gap,
): string {
  const before = fromLane === undefined ? '' : ` after ${lanes[fromLane]?.name}`;
  const after = toLane === undefined ? ', and nobody got it' : `, until ${lanes[toLane]?.name}`;
  return `Nobody owned ${partitions[partition]?.name} for ${durationText(lengthMs)}, from ${momentText(fromMs)}${before}${after}`;
}

export function countOf(
  bars: readonly Bar[],
  lane: Lane,
  scale: Scale,
  top: number,
  height: number,
): readonly CountShape[] {
  const changes = bars.flatMap(({ fromMs, toMs }) => [
    { ms: fromMs, by: 1 },
    { ms: toMs, by: -1 },
  ]);
  changes.sort((a, b) => a.ms - b.ms);
  const steps: { ms: number; count: number }[] = [];
  let count = 0;
  for (const { ms, by } of changes) {
    count += by;
    const last = steps.at(-1);
    if (last?.ms === ms) last.count = count;
    else steps.push({ ms, count });
  }
  const most = Math.max(1, ...steps.map((step) => step.count));
  const floor = top + height - 2;
  const points: string[] = [];
  const labels: TextShape[] = [];
  let labeledTo = 0;
  for (const [index, step] of steps.entries()) {
    const part = seen({ fromMs: step.ms, toMs: steps[index + 1]?.ms ?? step.ms }, scale);
    if (part === undefined) continue;
    const y = rounded(floor - (step.count / most) * (height - 4));
    points.push(`${part.x},${y} L${rounded(part.x + part.width)},${y}`);
    const text = String(step.count);
    if (step.count > 0 && part.width > textWidth(text, labelSize) + 8 && part.x > labeledTo) {
      labels.push({ x: part.x + 4, y: Math.min(y + 10, floor - 1), text, anchor: 'start', isBad: false });
      labeledTo = part.x + 40;
    }
  }
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return [];
  const firstX = first.slice(0, first.indexOf(','));
  const lastX = last.slice(last.indexOf('L') + 1, last.lastIndexOf(','));
  const title = `How many partitions ${lane.name} has: at most ${most}`;
  return [{ path: `M${firstX},${floor} L${points.join(' L')} L${lastX},${floor} Z`, labels, title }];
}

/** Thin marks at the bottom of a lane. */
export function workOf(
  { processing }: TimelineModel,
  lane: number,
  scale: Scale,
  y: number,
): readonly (Rect & Titled)[] {
  const shapes: (Rect & Titled)[] = [];
  let drawnTo = Number.NEGATIVE_INFINITY;
  // There are many, and this is done for each lane: an iterator would be felt while zooming.
  for (let index = 0; index < processing.lane.length; index += 1) {
    if (processing.lane[index] !== lane) continue;
    const fromMs = processing.fromMs[index] ?? 0;
    const toMs = processing.toMs[index] ?? fromMs;
    const part = seen({ fromMs, toMs }, scale, 1);
    // What would lie on the last mark to the pixel adds nothing.
    if (part === undefined || xOf(scale, toMs) <= drawnTo) continue;
    drawnTo = part.x + part.width;
    shapes.push({
      ...part,
      y,
      height: 2,
      title: `${processing.records[index]} records handled in ${durationText(toMs - fromMs)}`,
    });
  }
  return shapes;
}
