// Floor 3. Fetched records that the application has not been given yet, one batch for each partition (Kafka: FetchBuffer, CompletedFetch).
import type { FetchedPartition, LoggedRecord } from '../../protocol/requests.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';

/** What one fetch brought for one partition. */
export class CompletedFetch {
  readonly partition: TopicPartition;
  /** Where it was to begin. */
  readonly fetchOffset: number;
  readonly data: FetchedPartition;
  /** Whether it has been looked at: errors are dealt with, and it continues the position as it was. */
  isInitialized = false;
  #next = 0;

  constructor(partition: TopicPartition, fetchOffset: number, data: FetchedPartition) {
    this.partition = partition;
    this.fetchOffset = fetchOffset;
    this.data = data;
  }

  get isConsumed(): boolean {
    return this.#next >= this.data.records.length;
  }

  /** Where what is left of it begins. */
  get nextOffset(): number {
    const last = this.data.records[this.#next - 1];
    return last === undefined ? this.fetchOffset : last.offset + 1;
  }

  take(recordsMax: number): readonly LoggedRecord[] {
    const taken = this.data.records.slice(this.#next, this.#next + recordsMax);
    this.#next += taken.length;
    return taken;
  }

  drain(): void {
    this.#next = this.data.records.length;
  }
}

export class FetchBuffer {
  #fetches: CompletedFetch[] = [];
  readonly #partitions = new Set<TopicPartition>();
  #current: CompletedFetch | undefined;

  /** The fetch that is handed out at the moment; it may be only partly consumed. */
  get current(): CompletedFetch | undefined {
    return this.#current;
  }
  set current(fetch: CompletedFetch | undefined) {
    this.#current = fetch;
  }

  get isEmpty(): boolean {
    return this.#fetches.length === 0 && (this.#current === undefined || this.#current.isConsumed);
  }

  add(fetch: CompletedFetch): void {
    this.#fetches.push(fetch);
    this.#partitions.add(fetch.partition);
  }

  /** Takes out the next one. */
  poll(): CompletedFetch | undefined {
    const fetch = this.#fetches.shift();
    if (fetch !== undefined) this.#partitions.delete(fetch.partition);
    return fetch;
  }

  peek(): CompletedFetch | undefined {
    return this.#fetches[0];
  }

  has(partition: TopicPartition): boolean {
    if (this.#partitions.has(partition)) return true;
    return this.#current !== undefined && !this.#current.isConsumed && this.#current.partition === partition;
  }

  hasAny(isWanted: (partition: TopicPartition) => boolean): boolean {
    return this.#fetches.some((fetch) => isWanted(fetch.partition));
  }

  retainAll(partitions: ReadonlySet<TopicPartition>): void {
    this.#fetches = this.#fetches.filter((fetch) => partitions.has(fetch.partition));
    this.#partitions.clear();
    for (const fetch of this.#fetches) this.#partitions.add(fetch.partition);
    if (this.#current !== undefined && !partitions.has(this.#current.partition)) this.#current = undefined;
  }

  clear(): void {
    this.retainAll(new Set());
  }
}
