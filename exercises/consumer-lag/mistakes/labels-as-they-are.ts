// R7: Names are taken as they are.
import type { ListOffsetsResultInfo, OffsetAndMetadata, TopicPartition } from 'kafka';

interface PartitionLag {
  readonly lag: number | undefined;
  readonly missed: number;
}

interface Sample extends PartitionLag {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
}

export function lagOf(
  committed: ReadonlyMap<TopicPartition, OffsetAndMetadata>,
  ends: ReadonlyMap<TopicPartition, ListOffsetsResultInfo>,
  begins: ReadonlyMap<TopicPartition, ListOffsetsResultInfo>,
): ReadonlyMap<TopicPartition, PartitionLag> {
  const lags = new Map<TopicPartition, PartitionLag>();
  for (const partition of [...ends.keys(), ...committed.keys()]) {
    const offset = committed.get(partition)?.offset;
    const end = ends.get(partition)?.offset;
    const begin = begins.get(partition)?.offset ?? 0;
    if (offset === undefined || offset < 0 || end === undefined) {
      lags.set(partition, { lag: undefined, missed: 0 });
      continue;
    }
    const missed = Math.max(0, begin - offset);
    const lag = Math.max(0, end - Math.max(offset, begin));
    lags.set(partition, { lag, missed });
  }
  return lags;
}

export function exposition(samples: readonly Sample[]): string {
  const lags = ['# HELP kafka_consumergroup_lag Left to read.', '# TYPE kafka_consumergroup_lag gauge'];
  const misses = ['# HELP kafka_consumergroup_missed Deleted.', '# TYPE kafka_consumergroup_missed gauge'];
  for (const { group, topic, partition, lag, missed } of samples) {
    const labels = `{consumergroup="${group}",topic="${topic}",partition="${partition}"}`;
    if (lag !== undefined) lags.push(`kafka_consumergroup_lag${labels} ${lag}`);
    misses.push(`kafka_consumergroup_missed${labels} ${missed}`);
  }
  return `${[...lags, ...misses].join('\n')}\n`;
}
