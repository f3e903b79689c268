// Floor 3. Which records at the head of a log have outlived their topic's retention (Kafka: UnifiedLog.deleteOldSegments).
import type { PartitionLog } from './partition-log.ts';
import { recordSize } from './record-size.ts';

export interface Retention {
  /** `retention.ms`; `undefined`: no limit (Kafka: -1). */
  readonly retentionMs: number | undefined;
  /** `retention.bytes` of one partition; `undefined`: no limit (Kafka: -1). */
  readonly retentionBytes: number | undefined;
}

/** What the log is to start with. Kafka deletes whole segments; here each record is a segment of its own. */
export function startAfterRetention(
  log: PartitionLog,
  retention: Retention,
  nowMs: number,
): { readonly offset: number; readonly why: 'retention.ms' | 'retention.bytes' } | undefined {
  const { retentionMs, retentionBytes } = retention;
  const byTime = retentionMs === undefined ? log.startOffset : startByTime(log, nowMs - retentionMs);
  const bySize = retentionBytes === undefined ? log.startOffset : startBySize(log, retentionBytes);
  const offset = Math.max(byTime, bySize);
  if (offset <= log.startOffset) return undefined;
  return { offset, why: byTime >= bySize ? 'retention.ms' : 'retention.bytes' };
}

function startByTime(log: PartitionLog, oldest: number): number {
  let start = log.endOffset;
  log.scan(log.startOffset, ({ offset, timestamp }) => {
    if (timestamp < oldest) return 'more';
    start = offset;
    return 'enough';
  });
  // A gap at the head of the log is not something that grew too old.
  return log.recordCount === 0 ? log.startOffset : start;
}

/** A record goes as long as what stays without it is still as large as the limit. */
function startBySize(log: PartitionLog, most: number): number {
  let excess = -most;
  log.scan(log.startOffset, (record) => {
    excess += recordSize(record);
    return 'more';
  });
  let start = log.startOffset;
  log.scan(log.startOffset, (record) => {
    excess -= recordSize(record);
    if (excess < 0) return 'enough';
    start = record.offset + 1;
    return 'more';
  });
  return start;
}
