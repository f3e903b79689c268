// Floor 7. What a timeline shows, in one sentence: who was without an owner, for how long, and who was not. Knows no drawing.
import { durationText } from './durations.ts';
import type { TimelineModel } from './timeline-model.ts';

/** Without a period: `orders-2 and orders-5 have no owner for up to 3.06 s; the other 4 never stop`. */
export function headlineOf({ gaps, partitions, rebalances }: TimelineModel): string {
  // What nobody had yet is no interruption.
  const interruptions = gaps.filter(({ fromLane }) => fromLane !== undefined);
  const rounds =
    rebalances.length === 0
      ? 'No rebalance'
      : rebalances.length === 1
        ? '1 rebalance'
        : `${rebalances.length} rebalances`;
  if (interruptions.length === 0) return `${rounds}; no partition is without an owner`;
  const longest = new Map<number, number>();
  for (const { partition, lengthMs } of interruptions) {
    longest.set(partition, Math.max(lengthMs, longest.get(partition) ?? 0));
  }
  const lengths = [...longest.values()];
  const most = Math.max(...lengths);
  // What waits about as long as the longest is named; the rest is counted.
  const worst = [...longest].filter(([, ms]) => ms >= most * 0.8).map(([partition]) => partition);
  const others = longest.size - worst.length;
  const untouched = partitions.length - longest.size;
  const isAll = worst.length === partitions.length;
  const who = isAll
    ? partitions.length === 1
      ? (partitions[0]?.name ?? '')
      : 'All partitions'
    : namesOf(worst.map((index) => partitions[index]?.name ?? '?'));
  const verb = worst.length === 1 ? 'has' : 'have';
  const upTo = Math.min(...worst.map((partition) => longest.get(partition) ?? 0)) < most * 0.98 ? 'up to ' : '';
  const next = Math.max(0, ...lengths.filter((ms) => ms < most * 0.8));
  const rest = [
    ...(others > 0 ? [`${others} more for at most ${durationText(next)}`] : []),
    ...(untouched > 0 ? [untouched === 1 ? 'one never stops' : `${untouched} never stop`] : []),
  ];
  return [`${who} ${verb} no owner for ${upTo}${durationText(most)}`, ...rest].join('; ');
}

function namesOf(names: readonly string[]): string {
  if (names.length > 3) return `${names.length} partitions`;
  return names.length === 1 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
