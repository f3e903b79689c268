// Floor 4. Where the handlers of a scenario write to: a database beside the cluster, which survives every crash of a process.
// Rows tell who wrote them and when, so that duplicates and losses show.
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import type { StoreKind } from './scenario.ts';

/** One write: which record was handled, by whom, and when. */
export interface StoreRow {
  readonly partition: TopicPartition;
  readonly offset: number;
  readonly key: string | null;
  readonly value: unknown;
  /** The process that wrote it. */
  readonly process: string;
  readonly atMs: number;
}

/** A store as a suite or a page sees it. */
export interface StoreView {
  readonly kind: StoreKind;
  /** What is in it. `append`: every write, in order. `upsert`: for each key the last write, in the order of the keys' first. */
  readonly rows: readonly StoreRow[];
  /** Every write there ever was, in order. */
  readonly writes: readonly StoreRow[];
}

export class Store implements StoreView {
  readonly kind: StoreKind;
  readonly #writes: StoreRow[] = [];
  readonly #byKey = new Map<string, StoreRow>();

  constructor(kind: StoreKind) {
    this.kind = kind;
  }

  get rows(): readonly StoreRow[] {
    return this.kind === 'append' ? this.writes : [...this.#byKey.values()];
  }

  get writes(): readonly StoreRow[] {
    return [...this.#writes];
  }

  write(row: StoreRow): void {
    const frozen = Object.freeze({ ...row });
    this.#writes.push(frozen);
    if (this.kind === 'upsert') this.#byKey.set(keyOf(frozen), frozen);
  }
}

/** A record without a key is a row of its own: nothing could be replaced by it but itself. */
function keyOf({ key, partition, offset }: StoreRow): string {
  return key === null ? `${partition.topic}-${partition.partition}@${offset}` : `key ${key}`;
}
