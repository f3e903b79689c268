// Floor 3. Looks through the logs from time to time and deletes what has outlived its retention (Kafka: LogManager.cleanupLogs).
import type { Clock, Timer } from '../../kernel/clock.ts';
import type { Emit } from '../../protocol/trace-event.ts';
import { startAfterRetention } from '../log/retention.ts';
import type { ClusterState } from './cluster-state.ts';
import type { Partition } from './partition.ts';

/** Looks at whole multiples of its interval, as long as there is a record that could go some day. */
export class RetentionCheck {
  readonly #clock: Clock;
  readonly #cluster: ClusterState;
  readonly #emit: Emit;
  readonly #intervalMs: number;
  #timer: Timer | undefined;

  /** @param intervalMs `log.retention.check.interval.ms` */
  constructor(clock: Clock, cluster: ClusterState, emit: Emit, intervalMs: number) {
    this.#clock = clock;
    this.#cluster = cluster;
    this.#emit = emit;
    this.#intervalMs = intervalMs;
  }

  /** Something was appended to a log. */
  logGrew(): void {
    if (this.#timer !== undefined) return;
    const untilNextMs = this.#intervalMs - (this.#clock.now() % this.#intervalMs);
    this.#timer = this.#clock.after(untilNextMs, () => this.#check());
  }

  #check(): void {
    this.#timer = undefined;
    let isWorthAnotherLook = false;
    for (const { retention, partitions } of this.#cluster.topics) {
      if (retention === undefined) continue;
      const hasLimit = retention.retentionMs !== undefined || retention.retentionBytes !== undefined;
      for (const partition of partitions) {
        // Its replicas are all down: nobody looks at their logs.
        const start =
          partition.leader === undefined ? undefined : startAfterRetention(partition.log, retention, this.#clock.now());
        if (start !== undefined) deleteHead(partition, start.offset, start.why, this.#emit);
        if (hasLimit && partition.log.recordCount > 0) isWorthAnotherLook = true;
      }
    }
    if (isWorthAnotherLook) this.logGrew();
  }
}

/** Moves the log start offset. Readers below it are told OFFSET_OUT_OF_RANGE. */
export function deleteHead(partition: Partition, offset: number, why: string, emit: Emit): void {
  if (offset <= partition.log.startOffset) return;
  partition.log.deleteBefore(offset);
  emit({ kind: 'log.start', partition: partition.name, offset, why });
  partition.changed();
}
