// Floor 3. The order in which a consumer lists partitions: by topic, then by number (Kafka: TopicPartitionComparator).
import { type TopicPartition, topicPartition } from '../../protocol/topic-partition.ts';

function comparePartitions(a: TopicPartition, b: TopicPartition): number {
  if (a.topic === b.topic) return a.partition - b.partition;
  return a.topic < b.topic ? -1 : 1;
}

/** Each partition once, interned, in order; frozen, since it is handed out. */
export function sortedPartitions(partitions: Iterable<TopicPartition>): readonly TopicPartition[] {
  const unique = new Set<TopicPartition>();
  for (const { topic, partition } of partitions) unique.add(topicPartition(topic, partition));
  return Object.freeze([...unique].sort(comparePartitions));
}

/** Those of `partitions` that are not in `without`, in the same order. */
export function partitionsWithout(
  partitions: readonly TopicPartition[],
  without: Iterable<TopicPartition>,
): readonly TopicPartition[] {
  const excluded = new Set(without);
  return Object.freeze(partitions.filter((partition) => !excluded.has(partition)));
}

export function partitionName(partition: TopicPartition): string {
  return `${partition.topic}-${partition.partition}`;
}
