// Floor 4. Parts of sentences that several kinds of events share.
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import { partitionName } from '../run-trace.ts';

const most = 6;

/** `1 record`, `3 records`. */
export function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

/** `45 s`, `1.5 s`, `20 ms`, `5 min`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${ms} ms`;
  return ms % 60_000 === 0 ? `${ms / 60_000} min` : `${ms / 1000} s`;
}

/** A text of somebody else's at the end of a sentence: with one period, whether it brings one or not. */
export function ending(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** `c1, c2 and c3`, shortened when it is long. */
export function listed(items: readonly string[]): string {
  if (items.length === 0) return 'nobody';
  if (items.length > most) return `${items.slice(0, most).join(', ')} and ${items.length - most} more`;
  return items.length === 1 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** `orders-0 at 5, orders-1 at 9`, shortened when it is long. */
export function offsetNames(offsets: ReadonlyMap<TopicPartition, number>): string {
  return values(offsets, (offset) => `at ${offset}`);
}

/** `orders-0 5 to 9`. */
export function recordNames(records: ReadonlyMap<TopicPartition, readonly [first: number, last: number]>): string {
  return values(records, ([first, last]) => (first === last ? `offset ${first}` : `offsets ${first} to ${last}`));
}

function values<Value>(map: ReadonlyMap<TopicPartition, Value>, told: (value: Value) => string): string {
  if (map.size === 0) return 'nothing';
  const shown: string[] = [];
  for (const [partition, value] of map) {
    if (shown.length === most) break;
    shown.push(`${partitionName(partition)} ${told(value)}`);
  }
  return map.size > most ? `${shown.join(', ')} and ${map.size - most} more` : shown.join(', ');
}
