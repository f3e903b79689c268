// Floor 7. Scenarios as they are put together from chance, without the narrow types of their texts, and what several parts of them
// share.
import type { RandomStream } from 'simulator';

/** A part of a scenario without its types' narrow texts, which templates cannot prove. */
export type Loose = Record<string, unknown>;

export const ms = (value: number): string => `${value}ms`;

/** What a consumer reads. */
export function subscription(random: RandomStream, topics: readonly string[]): Loose {
  if (random.chance(0.1)) return { pattern: random.pick(['.*', 'orders|audit', 'p.*']) };
  const some = topics.filter(() => random.chance(0.7));
  return { topics: some.length === 0 ? [random.pick(topics)] : some };
}
