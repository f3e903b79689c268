// Floor 3. Which key each record of a load has: none, each in turn, or some far more often than others.
import type { RandomStream } from '../../kernel/random.ts';

/** `count` keys named `TOPIC-key-0` on; 0: records have none. */
export interface LoadKeys {
  readonly count: number;
  /** 0: each in turn. More: key n (from 1) is drawn with weight 1 / n^skew (Zipf). */
  readonly skew: number;
}

/** Gives the key of each record, asked for in their order. */
export function keySource(
  topic: string,
  { count, skew }: LoadKeys,
  random: RandomStream,
): (record: number) => string | null {
  if (count === 0) return () => null;
  const names = Array.from({ length: count }, (_, key) => `${topic}-key-${key}`);
  const nameOf = (key: number): string | null => names[key] ?? null;
  if (skew === 0) return (record) => nameOf(record % count);
  const upTo = cumulativeWeights(count, skew);
  const total = upTo.at(-1) ?? 0;
  return () => nameOf(firstAbove(upTo, random.next() * total));
}

function cumulativeWeights(count: number, skew: number): readonly number[] {
  let total = 0;
  return Array.from({ length: count }, (_, key) => {
    total += 1 / (key + 1) ** skew;
    return total;
  });
}

/** The index of the first number above `limit`; the last one when there is none. */
function firstAbove(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}
