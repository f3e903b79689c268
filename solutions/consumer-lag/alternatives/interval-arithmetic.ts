// The committed offset is clamped into the log: what is cut off on one side is missed, what is left on the other is the lag. Labels are escaped in
// one pass, with a table.
import type { ListOffsetsResultInfo, OffsetAndMetadata, TopicPartition } from 'kafka';

interface PartitionLag {
  readonly lag: number | undefined;
  readonly missed: number;
}

type Offsets<T> = ReadonlyMap<TopicPartition, T>;

export const lagOf = (
  committed: Offsets<OffsetAndMetadata>,
  ends: Offsets<ListOffsetsResultInfo>,
  begins: Offsets<ListOffsetsResultInfo>,
): Offsets<PartitionLag> => {
  const all = new Set<TopicPartition>([...committed.keys(), ...ends.keys()]);
  return new Map(
    Array.from(all, (partition): [TopicPartition, PartitionLag] => {
      const offset = committed.get(partition)?.offset ?? -1;
      const [begin, end] = [begins.get(partition)?.offset ?? 0, ends.get(partition)?.offset ?? -1];
      if (Math.min(offset, end) < 0) return [partition, { lag: undefined, missed: 0 }];
      const from = Math.min(Math.max(offset, begin), end);
      return [partition, { lag: end - from, missed: from > offset ? from - offset : 0 }];
    }),
  );
};

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n' };

export const exposition = (
  samples: readonly (PartitionLag & { readonly group: string; readonly topic: string; readonly partition: number })[],
): string => {
  let lags = '# TYPE kafka_consumergroup_lag gauge\n# HELP kafka_consumergroup_lag Left to read\n';
  let misses = '# TYPE kafka_consumergroup_missed gauge\n# HELP kafka_consumergroup_missed Deleted unread\n';
  for (const { group, topic, partition, lag, missed } of samples) {
    const name = group.replace(/[\\"\n]/g, (letter) => escapes[letter] ?? letter);
    const labels = `{topic="${topic}", partition="${partition}", consumergroup="${name}"}`;
    if (lag !== undefined) lags += `kafka_consumergroup_lag${labels} ${lag}\n`;
    misses += `kafka_consumergroup_missed${labels} ${missed}\n`;
  }
  return lags + misses;
};
