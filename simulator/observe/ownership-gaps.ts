// Floor 4. When nobody owned a partition of a group, out of who owned it when. Works on either view of ownership.
import type { TopicPartition } from '../protocol/topic-partition.ts';
import { topicPartition } from '../protocol/topic-partition.ts';
import type { GroupOwnership } from './ownership.ts';
import type { RunTrace } from './run-trace.ts';

export interface OwnershipGap {
  readonly partition: TopicPartition;
  readonly fromMs: number;
  /** `undefined`: nobody owned it when the run ended. */
  readonly toMs: number | undefined;
  /** Who had it before, who got it after; `undefined`: nobody yet, nobody any more. */
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/**
 * Times longer than nothing in which a partition had no owner: between owners, after the last, and before the first, counted from
 * when the group had its first owner of anything or the partition came to be, whichever is later. In order of partition, then time.
 *
 * @param trace tells which partitions the group's topics have had; those nobody ever owned show as one gap
 */
export function ownershipGaps(ownership: GroupOwnership, trace: RunTrace): readonly OwnershipGap[] {
  const gaps: OwnershipGap[] = [];
  let begunMs = Number.POSITIVE_INFINITY;
  for (const [first] of ownership.values()) begunMs = Math.min(begunMs, first?.fromMs ?? begunMs);
  if (begunMs === Number.POSITIVE_INFINITY) return [];
  for (const [partition, createdMs] of partitionsOf(ownership, trace)) {
    let coveredToMs: number | undefined = Math.max(begunMs, createdMs);
    let last: string | undefined;
    for (const interval of ownership.get(partition) ?? []) {
      if (coveredToMs === undefined) break;
      if (interval.fromMs > coveredToMs) {
        gaps.push({ partition, fromMs: coveredToMs, toMs: interval.fromMs, from: last, to: interval.owner });
      }
      if (interval.toMs === undefined) coveredToMs = undefined;
      else if (interval.toMs >= coveredToMs) {
        coveredToMs = interval.toMs;
        last = interval.owner;
      }
    }
    if (coveredToMs !== undefined) {
      gaps.push({ partition, fromMs: coveredToMs, toMs: undefined, from: last, to: undefined });
    }
  }
  return gaps;
}

/** Every partition that the group's topics ever had, with the time from which it was there. */
function partitionsOf(ownership: GroupOwnership, trace: RunTrace): Map<TopicPartition, number> {
  const topics = new Set([...ownership.keys()].map(({ topic }) => topic));
  const created = new Map<TopicPartition, number>();
  for (const event of trace) {
    if (event.kind !== 'topic.created' && event.kind !== 'topic.partitions') continue;
    if (!topics.has(event.topic)) continue;
    for (let number = 0; number < event.partitionCount; number += 1) {
      const partition = topicPartition(event.topic, number);
      if (!created.has(partition)) created.set(partition, event.atMs);
    }
  }
  for (const partition of ownership.keys()) if (!created.has(partition)) created.set(partition, 0);
  return created;
}
