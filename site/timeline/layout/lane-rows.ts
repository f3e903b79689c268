// Floor 7. Which of its lane's rows each bar and gap stands on: one a partition where there are few, else as few as do without two
// on one place. Knows no pixels.
import type { Bar, Gap, TimelineModel } from '../model/timeline-model.ts';

/** Up to here each partition that a lane ever has keeps a row of its own, in order. */
const sortedMax = 6;
export interface LaneRows {
  /** 0: the lane shows a count. */
  readonly rowCount: number;
  readonly bars: readonly { readonly bar: Bar; readonly row: number }[];
  readonly gaps: readonly { readonly gap: Gap; readonly row: number }[];
  /** Bars of a lane that shows a count. */
  readonly counted: readonly Bar[];
}

/**
 * A gap stands in the lane of who had the partition before; what nobody had yet, in that of who gets it.
 *
 * @param rowsMax above it a lane shows how many partitions it has, not which
 */
export function laneRows({ lanes, bars, gaps }: TimelineModel, rowsMax: number): readonly LaneRows[] {
  const barsOf: Bar[][] = lanes.map(() => []);
  const gapsOf: Gap[][] = lanes.map(() => []);
  for (const bar of bars) barsOf[bar.lane]?.push(bar);
  for (const gap of gaps) gapsOf[laneOfGap(gap) ?? -1]?.push(gap);
  return lanes.map((lane, index) => rowsOf(barsOf[index] ?? [], gapsOf[index] ?? [], lane.count > 1 ? 0 : rowsMax));
}

function laneOfGap({ fromLane, toLane }: Gap): number | undefined {
  return fromLane ?? toLane;
}

type Item = { readonly fromMs: number; readonly toMs: number; readonly partition: number } & (
  | { readonly bar: Bar }
  | { readonly gap: Gap }
);

function rowsOf(bars: readonly Bar[], gaps: readonly Gap[], rowsMax: number): LaneRows {
  const partitions = [...new Set([...bars, ...gaps].map(({ partition }) => partition))].sort((a, b) => a - b);
  if (partitions.length <= Math.min(sortedMax, rowsMax)) {
    const rowOf = (partition: number): number => partitions.indexOf(partition);
    return {
      rowCount: Math.max(1, partitions.length),
      bars: bars.map((bar) => ({ bar, row: rowOf(bar.partition) })),
      gaps: gaps.map((gap) => ({ gap, row: rowOf(gap.partition) })),
      counted: [],
    };
  }
  const packed = packedRows(bars, gaps, rowsMax);
  return packed ?? { rowCount: 0, bars: [], gaps: [], counted: bars };
}

/** In order of time, each to the row where its partition was last if that is free, else to the first that is. */
function packedRows(bars: readonly Bar[], gaps: readonly Gap[], rowsMax: number): LaneRows | undefined {
  const items: Item[] = [
    ...bars.map((bar) => ({ ...spanOf(bar), bar })),
    ...gaps.map((gap) => ({ ...spanOf(gap), gap })),
  ];
  items.sort((a, b) => a.fromMs - b.fromMs || a.partition - b.partition);
  const freeFrom: number[] = [];
  const lastRow = new Map<number, number>();
  const placedBars: { bar: Bar; row: number }[] = [];
  const placedGaps: { gap: Gap; row: number }[] = [];
  for (const item of items) {
    const known = lastRow.get(item.partition);
    const isFree = (row: number): boolean => (freeFrom[row] ?? Number.NEGATIVE_INFINITY) <= item.fromMs;
    let row = known !== undefined && isFree(known) ? known : 0;
    while (!isFree(row)) row += 1;
    if (row >= rowsMax) return undefined;
    freeFrom[row] = item.toMs;
    lastRow.set(item.partition, row);
    if ('bar' in item) placedBars.push({ bar: item.bar, row });
    else placedGaps.push({ gap: item.gap, row });
  }
  return { rowCount: freeFrom.length, bars: placedBars, gaps: placedGaps, counted: [] };
}

const spanOf = ({ fromMs, toMs, partition }: Bar | Gap) => ({ fromMs, toMs, partition });
