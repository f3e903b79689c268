// Floor 3. Compaction of a log (Kafka: LogCleaner, Cleaner): of each key the last record stays. Knows nothing of what records mean.
import type { PartitionLog } from './partition-log.ts';

export interface CompactionConfig {
  /** `min.cleanable.dirty.ratio`: the share of records, from 0 to 1, that were appended since the last cleaning. In Kafka: of bytes. */
  readonly minCleanableDirtyRatio: number;
  /** Fewer new records than these are not worth a cleaning. It stands for the active segment, which Kafka never cleans. */
  readonly dirtyRecordsMin: number;
  /** `delete.retention.ms`: how long a tombstone stays after the cleaning that first came across it. */
  readonly deleteRetentionMs: number;
}

export const defaultCompaction: CompactionConfig = {
  minCleanableDirtyRatio: 0.5,
  dirtyRecordsMin: 100,
  deleteRetentionMs: 86_400_000,
};

/**
 * Cleans one log. Kafka's cleaner threads look for work every 15 s (`log.cleaner.backoff.ms`); here the look is taken after each
 * append, so that an idle cluster has nothing to do.
 */
export class Compaction {
  readonly #log: PartitionLog;
  readonly #config: CompactionConfig;
  #dirtyRecords = 0;
  /** When each tombstone, by offset, may go: set by the first cleaning that comes across it (KIP-534). */
  #tombstones = new Map<number, number>();

  constructor(log: PartitionLog, config: CompactionConfig) {
    this.#log = log;
    this.#config = config;
  }

  /** Takes note of an append and cleans when enough has changed. */
  appended(recordCount: number, nowMs: number): void {
    this.#dirtyRecords += recordCount;
    if (this.#dirtyRecords < this.#config.dirtyRecordsMin) return;
    if (this.#dirtyRecords > this.#config.minCleanableDirtyRatio * this.#log.recordCount) this.clean(nowMs);
  }

  /** Cleans the whole log. Records without a key are not kept: a compacted topic refuses them in Kafka. */
  clean(nowMs: number): void {
    const lastOffset = new Map<string, number>();
    this.#log.scan(this.#log.startOffset, ({ key, offset }) => {
      if (key !== null) lastOffset.set(key, offset);
      return 'more';
    });
    const tombstones = new Map<number, number>();
    this.#log.retain(({ key, value, offset }) => {
      if (key === null || lastOffset.get(key) !== offset) return false;
      if (value !== null) return true;
      const goesAtMs = this.#tombstones.get(offset);
      if (goesAtMs !== undefined && goesAtMs <= nowMs) return false;
      tombstones.set(offset, goesAtMs ?? nowMs + this.#config.deleteRetentionMs);
      return true;
    });
    this.#tombstones = tombstones;
    this.#dirtyRecords = 0;
  }
}
