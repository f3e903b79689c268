// R6: What a checkpoint could not commit is taken out of the map all the same, and is never committed.
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

  async function flushed(partitions: readonly TopicPartition[]): Promise<Map<TopicPartition, OffsetAndMetadata>> {
    const offsets = new Map<TopicPartition, OffsetAndMetadata>();
    for (const partition of partitions) {
      const offset = pending.get(partition);
      if (offset === undefined) continue;
      await sink.flush(partition);
      offsets.set(partition, offset);
    }
    return offsets;
  }

  async function commit(offsets: ReadonlyMap<TopicPartition, OffsetAndMetadata>): Promise<void> {
    for (const partition of offsets.keys()) pending.delete(partition);
    if (offsets.size === 0) return;
    try {
      await consumer.commitSync(offsets);
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
      await commit(await flushed([...pending.keys()]));
    },

    async onPartitionsRevoked(partitions) {
      await commit(await flushed(partitions));
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
