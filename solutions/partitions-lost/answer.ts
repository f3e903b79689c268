// Floor 5. Makes rows of records, puts them out and commits at checkpoints. What it knows of a partition (rows kept back, the offset to
// commit) ends with the partition: finished when it is revoked, thrown away when it is lost.
import {
  CommitFailedException,
  type ConsumerRebalanceListener,
  type ConsumerRecords,
  type KafkaConsumer,
  type OffsetAndMetadata,
  RebalanceInProgressException,
  type TopicPartition,
  topicPartition,
} from 'kafka';
import type { Sink } from 'testkit';

interface Row {
  readonly offset: number;
}

interface App extends ConsumerRebalanceListener {
  onRecords(records: ConsumerRecords): void;
  checkpoint(): Promise<void>;
}

export function createApp(consumer: KafkaConsumer, sink: Sink<Row>): App {
  /** The offset to commit of each partition that has rows which are not committed. */
  const pending = new Map<TopicPartition, OffsetAndMetadata>();

  async function finish(partitions: readonly TopicPartition[]): Promise<void> {
    const offsets = new Map<TopicPartition, OffsetAndMetadata>();
    for (const partition of partitions) {
      const offset = pending.get(partition);
      if (offset === undefined) continue;
      await sink.flush(partition);
      offsets.set(partition, offset);
    }
    try {
      await consumer.commitSync(offsets);
      for (const partition of offsets.keys()) pending.delete(partition);
    } catch (error) {
      // Refused: the next callback says what became of the partitions, and the next checkpoint tries those that are left.
      if (!(error instanceof CommitFailedException || error instanceof RebalanceInProgressException)) throw error;
    }
  }

  return {
    onRecords(records) {
      for (const record of records) {
        const partition = topicPartition(record.topic, record.partition);
        sink.add(partition, { offset: record.offset });
        pending.set(partition, { offset: record.offset + 1 });
      }
    },

    async checkpoint() {
      await finish([...pending.keys()]);
    },

    async onPartitionsRevoked(partitions) {
      await finish(partitions);
      // A commit that was refused here is not tried again: the partitions are gone either way.
      for (const partition of partitions) pending.delete(partition);
    },

    /** Somebody else has put these rows out, or will. */
    onPartitionsLost(partitions) {
      for (const partition of partitions) {
        sink.discard(partition);
        pending.delete(partition);
      }
    },

    onPartitionsAssigned() {},
  };
}
