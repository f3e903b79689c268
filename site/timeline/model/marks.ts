// Floor 7. The places of a timeline that are worth a stop: where a gap, a rebalance, a fault or a conflict begins, or a gap ends.
import type { TimelineModel } from './timeline-model.ts';

/** Times in ms, ascending, each once. */
export function marksOf({ gaps, rebalances, faults, overlaps }: TimelineModel): readonly number[] {
  const times = [
    ...gaps.flatMap(({ fromMs, toMs, isOpenRight }) => (isOpenRight ? [fromMs] : [fromMs, toMs])),
    ...rebalances.map(({ fromMs }) => fromMs),
    ...faults.map(({ atMs }) => atMs),
    ...overlaps.map(({ fromMs }) => fromMs),
  ];
  return [...new Set(times)].sort((a, b) => a - b);
}
