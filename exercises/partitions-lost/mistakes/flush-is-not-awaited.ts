// R2: Begins to flush and commits at once, whether the rows have arrived or not.
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
  const pending = new Map<TopicPartition, OffsetAndMetadata>();

  async function finish(partitions: readonly TopicPartition[]): Promise<void> {
    const offsets = new Map<TopicPartition, OffsetAndMetadata>();
    for (const partition of partitions) {
      const offset = pending.get(partition);
      if (offset === undefined) continue;
      void sink.flush(partition);
      offsets.set(partition, offset);
    }
    if (offsets.size === 0) return;
    try {
      await consumer.commitSync(offsets);
      for (const partition of offsets.keys()) pending.delete(partition);
    } catch (error) {
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
      for (const partition of partitions) pending.delete(partition);
    },
    onPartitionsLost(partitions) {
      for (const partition of partitions) {
        sink.discard(partition);
        pending.delete(partition);
      }
    },

    onPartitionsAssigned() {},
  };
}
