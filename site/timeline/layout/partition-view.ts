// Floor 7. The view by partition: a row a partition, the owner as color, gaps in between. Rows that are the same stand for each other
// where there are more than can be drawn.
import { durationText } from '../model/durations.ts';
import type { TimelineModel } from '../model/timeline-model.ts';
import { frameOf, shortened } from './frame.ts';
import { type GapPills, gapPills, type PlacedGap } from './gap-pills.ts';
import { groupStrip } from './group-strip.ts';
import { LabelRows, textWidth } from './labels.ts';
import { lagPlot } from './lag-plot.ts';
import { annotationsOf, faultTick, throughAll } from './lane-annotations.ts';
import { barTitle, gapTitle } from './lane-bars.ts';
import { partitionRows } from './partition-rows.ts';
import type { BarShape, LayoutOptions, Picture, Pill, RowLabel } from './picture.ts';
import { type Scale, ticksOf } from './scale.ts';
import { rounded, seen } from './spans.ts';

const nameSize = 11;
const labelSize = 9;
/** In pixels: no length can be written on a gap that is shorter. */
const shortGap = 30;

export function partitionView(model: TimelineModel, options: LayoutOptions): Picture {
  const { rows, leftOut } = partitionRows(model);
  const frame = frameOf(model, 'partitions', options);
  const { scale, isNarrow } = frame;
  const step = rows.length <= 40 ? 15 : rows.length <= 120 ? 10 : 6;
  const barHeight = step - (step > 8 ? 4 : 1);
  const clusterFaults = annotationsOf(model, undefined, scale, {
    level: options.level,
    isNarrow,
    rowsMax: 2,
    homeless: [],
  });
  const stripY = 2 + clusterFaults.rowCount * 15;
  const strip = groupStrip(model, scale, stripY);
  const top = strip.y + strip.height;
  // Gaps that are too short to be written on have their lengths in a line of their own.
  const hasShortGaps = rows.some((row) => row.gaps.some((gap) => (seen(gap, scale, 1)?.width ?? shortGap) < shortGap));
  const first = top + (hasShortGaps ? 20 : 8);

  const bars: BarShape[] = [];
  const placed: PlacedGap[] = [];
  const labels: RowLabel[] = [{ y: strip.y + 11, name: 'group', sub: 'coordinator', isSmall: false }];
  let namedTo = 0;
  for (const [index, row] of rows.entries()) {
    const y = first + index * step;
    if (y >= namedTo) {
      labels.push({
        y: y + barHeight / 2 + 4,
        name: shortened(row.name, frame.nameWidth, nameSize),
        sub: undefined,
        isSmall: true,
      });
      namedTo = y + 12;
    }
    for (const bar of row.bars) {
      const part = seen(bar, scale, 2);
      if (part === undefined) continue;
      const name = model.lanes[bar.lane]?.name ?? '?';
      const label = barHeight >= 9 && part.width >= textWidth(name, labelSize) + 10 ? name : undefined;
      bars.push({
        ...part,
        y,
        height: barHeight,
        color: bar.lane % 10,
        label,
        endLabel: undefined,
        title: barTitle(model, bar),
      });
    }
    for (const gap of row.gaps) {
      const part = seen(gap, scale, 1);
      if (part === undefined) continue;
      placed.push({
        gap,
        x1: part.x,
        x2: rounded(part.x + part.width),
        y: y + barHeight / 2,
        title: gapTitle(model, gap),
      });
    }
  }
  const lengths = onePerPlace(placed, step < 15);
  const bottomOfRows = first + rows.length * step;
  const lagHeight = 28;
  const lag = lagPlot(model, scale, bottomOfRows + 6, lagHeight);
  const bottom = lag === undefined ? bottomOfRows : bottomOfRows + 6 + lagHeight;
  if (lag !== undefined) labels.push({ y: bottomOfRows + 18, name: 'lag', sub: 'records', isSmall: false });
  return {
    view: 'partitions',
    width: options.width,
    height: bottom + 24,
    scale,
    top,
    bottom,
    ticks: ticksOf(scale),
    rows: labels,
    group: strip,
    grounds: [],
    absent: [],
    bands: model.rebalances.flatMap((band) => {
      const part = seen(band, scale, 1);
      return part === undefined ? [] : [{ ...part, y: top, height: bottomOfRows - top }];
    }),
    hatches: [],
    bars,
    counts: [],
    gaps: placed.map(({ x1, x2, y, title }) => ({ x1, x2, y, title })),
    pills: [...lengths.pills, ...aboveRows(lengths, scale, top + 1)],
    zombies: model.overlaps.flatMap((overlap) => {
      const part = seen(overlap, scale, 2);
      const index = part === undefined ? -1 : rows.findIndex((row) => row.partitions.includes(overlap.partition));
      if (part === undefined || index < 0) return [];
      const title = `${model.lanes[overlap.zombieLane]?.name} also held it for ${durationText(overlap.toMs - overlap.fromMs)}. ${overlap.reason}`;
      return [{ ...part, y: first + index * step, height: barHeight, title }];
    }),
    work: [],
    callbacks: [],
    prints: [],
    faults: throughAll(clusterFaults.at(2, stripY - 2, faultTick).faults, bottom),
    messages: [],
    messageDensity: [],
    messageLabels: [],
    lag,
    leftOut: barHeight >= 9 ? leftOut : [...leftOut, 'Owners carry no names in rows this thin: point at one.'],
  };
}

/** Gaps of neighbors are alike: their length is written once, on the first of them, or in their midst where rows are thin. */
function onePerPlace(placed: readonly PlacedGap[], isThin: boolean): GapPills {
  const places = new Map<string, PlacedGap[]>();
  for (const gap of placed) {
    const key = `${Math.round(gap.x1 / 12)} ${Math.round(gap.x2 / 12)}`;
    const there = places.get(key);
    if (there === undefined) places.set(key, [gap]);
    else there.push(gap);
  }
  const chosen = [...places.values()].flatMap((gaps) => gaps[isThin ? gaps.length >> 1 : 0] ?? []);
  return gapPills(chosen);
}

/** The lengths of short gaps, above where they are. What finds no room keeps its mark alone. */
function aboveRows({ homeless }: GapPills, scale: Scale, y: number): readonly Pill[] {
  const line = new LabelRows(1, scale.left - 20, scale.left + scale.width + 20);
  return homeless.flatMap((pill) =>
    line.take(pill.x - pill.width / 2 - 1, pill.x + pill.width / 2 + 1) === undefined ? [] : [{ ...pill, y }],
  );
}
