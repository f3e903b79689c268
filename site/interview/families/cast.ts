// Names and orders by chance, for every family. Floor 7.
import type { RandomStream } from 'simulator';

export interface Cast {
  readonly group: string;
  /** Topics in alphabetical order, as assignors take them. */
  readonly topics: readonly string[];
  /** `c1`, `c2` and so on: their order is that of their member ids. */
  readonly consumers: readonly string[];
}

const groupNames = ['billing', 'fraud-check', 'search-index', 'reports', 'mailer', 'warehouse', 'pricing'];
const topicNames = ['clicks', 'events', 'invoices', 'orders', 'payments', 'returns', 'shipments'];
const stems = ['c', 'app', 'pod', 'worker'];

export function castOf(random: RandomStream, consumers: number, topics = 1): Cast {
  const stem = random.pick(stems);
  return {
    group: random.pick(groupNames),
    topics: shuffled(random, topicNames).slice(0, topics).sort(),
    consumers: Array.from({ length: consumers }, (_, index) => `${stem}${index + 1}`),
  };
}

export function shuffled<T>(random: RandomStream, list: readonly T[]): readonly T[] {
  const left = [...list];
  return list.flatMap(() => left.splice(random.integer(0, left.length - 1), 1));
}
