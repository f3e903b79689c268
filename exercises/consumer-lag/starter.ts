import type { ListOffsetsResultInfo, OffsetAndMetadata, TopicPartition } from 'kafka';

export interface PartitionLag {
  /** Records that the group has yet to read. `undefined` where that is not known. */
  readonly lag: number | undefined;
  /** Offsets that retention deleted before the group had read them. */
  readonly missed: number;
}

/** The lag of one group on one partition. No two samples have the same group, topic and partition. */
export interface Sample extends PartitionLag {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
}

/**
 * How far a group is behind. The rules are in the brief.
 *
 * @param committed what the group has committed: the next offset to read. Without an entry: nothing
 * @param ends the offset that the next record will have, for each partition that has a leader
 * @param begins the first offset that is still in the log, for the same partitions
 */
export function lagOf(
  committed: ReadonlyMap<TopicPartition, OffsetAndMetadata>,
  ends: ReadonlyMap<TopicPartition, ListOffsetsResultInfo>,
  _begins: ReadonlyMap<TopicPartition, ListOffsetsResultInfo>,
): ReadonlyMap<TopicPartition, PartitionLag> {
  // So far a commit of 0 is taken for none, and none for the end.
  const lags = new Map<TopicPartition, PartitionLag>();
  for (const [partition, { offset: end }] of ends) {
    const offset = committed.get(partition)?.offset || end;
    lags.set(partition, { lag: end - offset, missed: 0 });
  }
  return lags;
}

/** What Prometheus scrapes, in its text format. */
export function exposition(samples: readonly Sample[]): string {
  // So far there is one gauge, without a word about it.
  return samples
    .map(
      ({ group, topic, partition, lag }) =>
        `kafka_consumergroup_lag{consumergroup="${group}",topic="${topic}",partition="${partition}"} ${lag}`,
    )
    .join('\n');
}
