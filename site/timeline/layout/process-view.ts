// Floor 7. The view by process: a lane a consumer, with its partitions as bars, what blocks it, what it is called, what is done to it.
import { durationText, momentText } from '../model/durations.ts';
import type { Lane, TimelineModel } from '../model/timeline-model.ts';
import { frameOf, shortened } from './frame.ts';
import { type GapPills, gapPills } from './gap-pills.ts';
import { groupStrip } from './group-strip.ts';
import { lagPlot } from './lag-plot.ts';
import { annotationsOf, faultTick, type LaneAnnotations, throughAll } from './lane-annotations.ts';
import { barsOf, countOf, gapTitle, rowStep, workOf } from './lane-bars.ts';
import { type LaneRows, laneRows } from './lane-rows.ts';
import { messageLines } from './message-lines.ts';
import type { LayoutOptions, Picture, Rect, RowLabel } from './picture.ts';
import { type Scale, ticksOf } from './scale.ts';
import { rounded, seen } from './spans.ts';

const laneGap = 8;
const lanePadding = 5;
const annotationHeight = 15;

export function processView(model: TimelineModel, options: LayoutOptions): Picture {
  const frame = frameOf(model, 'processes', options);
  const { scale, isNarrow } = frame;
  const { level } = options;
  const density = densityOf(model.lanes.length);
  const rows = laneRows(model, density.barRows);
  const clusterFaults = annotationsOf(model, undefined, scale, { level, isNarrow, rowsMax: 2, homeless: [] });
  let y = 2 + clusterFaults.rowCount * annotationHeight;
  const strip = groupStrip(model, scale, y);
  const clusterMarks = clusterFaults.at(2, y - 2, faultTick);
  y += strip.height + 16;
  const labelY = y - 4;
  const top = strip.y + strip.height;

  const lanes = model.lanes.map((lane, index) => {
    const { rowCount, bars, gaps, counted } = rows[index] ?? { rowCount: 1, bars: [], gaps: [], counted: [] };
    const laneTop = y;
    const barTop = laneTop + lanePadding;
    const barsHeight = rowCount === 0 ? density.countHeight : rowCount * rowStep;
    const placed = gaps.flatMap(({ gap, row }) => {
      const part = seen(gap, scale, 1);
      const title = gapTitle(model, gap);
      return part === undefined
        ? []
        : [{ gap, x1: part.x, x2: rounded(part.x + part.width), y: barTop + row * rowStep + 4.5, title }];
    });
    const { pills, homeless }: GapPills = gapPills(placed);
    const notes: LaneAnnotations = annotationsOf(model, index, scale, {
      level,
      isNarrow,
      rowsMax: density.wordRows,
      homeless,
    });
    const height = Math.max(barsHeight + 2 * lanePadding - 3 + notes.rowCount * annotationHeight, density.countHeight);
    const marks = notes.at(barTop + barsHeight, laneTop, height);
    y += height + laneGap;
    const ground: Rect = { x: scale.left, y: laneTop, width: scale.width, height };
    return {
      ground,
      absent: absences(lane, model, scale).flatMap((span) => {
        const part = seen(span, scale);
        return part === undefined || part.width === 0 ? [] : [{ ...part, y: laneTop, height }];
      }),
      hatches: model.blocked.flatMap((blocked) => {
        const part = blocked.lane === index ? seen(blocked, scale, 2) : undefined;
        if (part === undefined) return [];
        const why = blocked.isFirstJoin ? 'waits to get partitions' : 'hands out nothing: the group rebalances';
        const title = `${lane.name} ${why}, ${durationText(blocked.toMs - blocked.fromMs)}`;
        return [{ ...part, y: laneTop, height, title }];
      }),
      bars: barsOf(model, bars, scale, barTop),
      counts: rowCount === 0 ? countOf(counted, lane, scale, barTop, density.countHeight) : [],
      gaps: placed.map(({ x1, x2, y: lineY, title }) => ({ x1, x2, y: lineY, title })),
      pills: [...pills, ...marks.pills],
      zombies: model.overlaps.flatMap((overlap) => {
        if (overlap.zombieLane !== index) return [];
        const row = bars.find(
          ({ bar }) => bar.partition === overlap.partition && bar.fromMs <= overlap.fromMs && bar.toMs >= overlap.toMs,
        )?.row;
        const part = row !== undefined ? seen(overlap, scale, 2) : undefined;
        return part === undefined
          ? []
          : [{ ...part, y: barTop + (row ?? 0) * rowStep, height: 9, title: overlap.reason }];
      }),
      work: level >= 2 ? workOf(model, index, scale, laneTop + height - 3) : [],
      callbacks: marks.callbacks,
      prints: marks.prints,
      faults: marks.faults,
      label: labelOf(lane, model, laneTop, frame.nameWidth),
    };
  });
  const bottomOfLanes = y - laneGap;
  const lagHeight = isNarrow ? 24 : 32;
  const lag = lagPlot(model, scale, y + 2, lagHeight);
  const bottom = lag === undefined ? bottomOfLanes : y + 2 + lagHeight;
  const lines = messageLines(model, scale, level, {
    groupY: top,
    labelY,
    laneY: lanes.map(({ ground }) => ground.y + 4),
  });
  const labels: RowLabel[] = [
    { y: strip.y + 11, name: 'group', sub: 'coordinator', isSmall: false },
    ...lanes.map(({ label }) => label),
    ...(lag === undefined ? [] : [{ y: y + 13, name: 'lag', sub: 'records', isSmall: false }]),
  ];
  return {
    view: 'processes',
    width: options.width,
    height: bottom + 24,
    scale,
    top,
    bottom,
    ticks: ticksOf(scale),
    rows: labels,
    group: strip,
    grounds: lanes.map(({ ground }) => ground),
    absent: lanes.flatMap(({ absent }) => absent),
    bands: model.rebalances.flatMap((band) => {
      const part = seen(band, scale, 1);
      return part === undefined ? [] : [{ ...part, y: top, height: bottomOfLanes - top }];
    }),
    hatches: lanes.flatMap(({ hatches }) => hatches),
    bars: lanes.flatMap(({ bars }) => bars),
    counts: lanes.flatMap(({ counts }) => counts),
    gaps: lanes.flatMap(({ gaps }) => gaps),
    pills: lanes.flatMap(({ pills }) => pills),
    zombies: lanes.flatMap(({ zombies }) => zombies),
    work: lanes.flatMap(({ work }) => work),
    callbacks: lanes.flatMap(({ callbacks }) => callbacks),
    prints: lanes.flatMap(({ prints }) => prints),
    faults: [...throughAll(clusterMarks.faults, bottom), ...lanes.flatMap(({ faults }) => faults)],
    messages: lines.lines,
    messageDensity: lines.density,
    messageLabels: lines.labels,
    lag,
    leftOut: [...leftOutOf(rows, density), ...lines.leftOut],
  };
}

interface Density {
  /** Lanes that would need more rows show a count. */
  readonly barRows: number;
  readonly wordRows: number;
  readonly countHeight: number;
}

/** The more lanes, the less room has each. */
function densityOf(laneCount: number): Density {
  if (laneCount <= 8) return { barRows: 12, wordRows: 2, countHeight: 30 };
  return laneCount <= 20 ? { barRows: 4, wordRows: 1, countHeight: 24 } : { barRows: 1, wordRows: 0, countHeight: 20 };
}

function leftOutOf(rows: readonly LaneRows[], { wordRows }: Density): readonly string[] {
  const told: string[] = [];
  if (rows.some(({ rowCount }) => rowCount === 0))
    told.push(
      'A consumer with more partitions than its lane has room for shows how many; choose Partitions to see which.',
    );
  if (wordRows === 0) told.push('Callbacks and faults carry no words in lanes this thin: point at one.');
  return told;
}

/** Times in which the lane's consumer was not there, or the run was not. */
function absences(lane: Lane, { fromMs, toMs }: TimelineModel, scale: Scale): readonly Absence[] {
  const spans: Absence[] = scale.fromMs < fromMs ? [{ fromMs: scale.fromMs, toMs: fromMs }] : [];
  let sinceMs = fromMs;
  for (const life of lane.lives) {
    if (life.fromMs > sinceMs) spans.push({ fromMs: sinceMs, toMs: life.fromMs });
    sinceMs = Math.max(sinceMs, life.toMs);
  }
  const endMs = Math.max(toMs, scale.toMs);
  if (sinceMs < endMs) spans.push({ fromMs: sinceMs, toMs: endMs });
  return spans;
}

interface Absence {
  readonly fromMs: number;
  readonly toMs: number;
}

function labelOf(lane: Lane, model: TimelineModel, y: number, width: number): RowLabel {
  const [first] = lane.lives;
  const sub =
    lane.groupInstanceId !== undefined
      ? `static ${lane.groupInstanceId}`
      : first !== undefined && first.fromMs > model.fromMs
        ? `from ${momentText(first.fromMs).replace(/\.?0+ s$/, ' s')}`
        : undefined;
  return { y: y + 14, name: shortened(lane.name, width, 13), sub: sub && shortened(sub, width, 11), isSmall: false };
}
