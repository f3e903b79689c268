// Floor 7. The rows of the view by partition. Above a limit, partitions that had the same owners at the same times share a row.
import type { Bar, Gap, TimelineModel } from '../model/timeline-model.ts';

const rowsMax = 500;

export interface PartitionRow {
  /** `orders-3`, or `orders-3 and 11 more`. */
  readonly name: string;
  readonly partitions: readonly number[];
  /** Of the first of them. */
  readonly bars: readonly Bar[];
  readonly gaps: readonly Gap[];
}

export function partitionRows({ partitions, bars, gaps }: TimelineModel): {
  readonly rows: readonly PartitionRow[];
  readonly leftOut: readonly string[];
} {
  const barsOf: Bar[][] = partitions.map(() => []);
  const gapsOf: Gap[][] = partitions.map(() => []);
  for (const bar of bars) barsOf[bar.partition]?.push(bar);
  for (const gap of gaps) gapsOf[gap.partition]?.push(gap);
  const each = partitions.map(({ name }, index): PartitionRow => {
    return { name, partitions: [index], bars: barsOf[index] ?? [], gaps: gapsOf[index] ?? [] };
  });
  if (each.length <= rowsMax) return { rows: each, leftOut: [] };
  const alike = new Map<string, PartitionRow[]>();
  for (const row of each) {
    const key = row.bars.map(({ lane, fromMs, toMs }) => `${lane} ${fromMs} ${toMs}`).join();
    const there = alike.get(key);
    if (there === undefined) alike.set(key, [row]);
    else there.push(row);
  }
  const grouped = [...alike.values()].map((group): PartitionRow => {
    const [first] = group;
    const name = first?.name ?? '';
    return {
      name: group.length === 1 ? name : `${name} and ${group.length - 1} more`,
      partitions: group.flatMap((row) => row.partitions),
      bars: first?.bars ?? [],
      gaps: first?.gaps ?? [],
    };
  });
  const rows = grouped.slice(0, rowsMax);
  const leftOut = [
    `${partitions.length} partitions in ${grouped.length} rows: those with the same owners at the same times share one.`,
  ];
  if (grouped.length > rowsMax) leftOut.push(`The last ${grouped.length - rowsMax} rows are not drawn.`);
  return { rows, leftOut };
}
