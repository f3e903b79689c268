// Floor 4. The world outside of the cluster's processes that a scenario's handlers deal with: stores, and services that fail for a
// while. It outlives every process.
import { RandomStream } from '../../kernel/random.ts';
import type { DurationRange } from './quantities.ts';
import type { Scenario } from './scenario.ts';
import { Store } from './store.ts';

/** A record's name in messages and in counts: `orders-3@120`. */
export function recordName(record: {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}): string {
  return `${record.topic}-${record.partition}@${record.offset}`;
}

export class Outside {
  readonly stores: ReadonlyMap<string, Store>;
  readonly #seed: number;
  readonly #attempts = new Map<string, number>();

  /** The cluster's time, whatever the clock of a process shows. */
  readonly now: () => number;

  constructor({ seed, stores }: Pick<Scenario, 'seed' | 'stores'>, now: () => number) {
    this.now = now;
    this.#seed = seed;
    this.stores = new Map([...stores].map(([name, kind]) => [name, new Store(kind)]));
  }

  /** Which attempt at this record it is, from 1 on, whoever makes it. */
  countAttempt(record: string): number {
    const attempt = (this.#attempts.get(record) ?? 0) + 1;
    this.#attempts.set(record, attempt);
    return attempt;
  }

  /**
   * What handling this record takes, in whole ms. It is the record's own luck, whoever handles it and however often: neither
   * another consumer nor a repeated record changes what the others take.
   */
  costMs(record: string, { leastMs, mostMs }: DurationRange): number {
    return leastMs === mostMs ? leastMs : new RandomStream(`${this.#seed}/handling/${record}`).integer(leastMs, mostMs);
  }
}
