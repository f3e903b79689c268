// Keeps no map at all: what is to be committed is where the consumer stands, since every record is a row before the next poll.
import {
  CommitFailedException,
  type ConsumerRebalanceListener,
  type ConsumerRecords,
  type KafkaConsumer,
  RebalanceInProgressException,
  type TopicPartition,
  topicPartition,
} from 'kafka';
import type { Sink } from 'testkit';

interface App extends ConsumerRebalanceListener {
  onRecords(records: ConsumerRecords): void;
  checkpoint(): Promise<void>;
}

export function createApp(consumer: KafkaConsumer, sink: Sink<{ readonly offset: number }>): App {
  const flushAll = (partitions: Iterable<TopicPartition>) =>
    Promise.all([...partitions].map((partition) => sink.flush(partition)));

  async function commitPositions(): Promise<void> {
    try {
      await consumer.commitSync();
    } catch (error) {
      const isRefused = error instanceof CommitFailedException || error instanceof RebalanceInProgressException;
      if (!isRefused) throw error;
    }
  }

  return {
    onRecords(records) {
      for (const { topic, partition, offset } of records) sink.add(topicPartition(topic, partition), { offset });
    },
    async checkpoint() {
      await flushAll(consumer.assignment());
      await commitPositions();
    },
    async onPartitionsRevoked() {
      // Under the cooperative protocol what stays is put out and committed as well: that does no harm.
      await flushAll(consumer.assignment());
      await commitPositions();
    },
    onPartitionsLost(partitions) {
      for (const partition of partitions) sink.discard(partition);
    },
    onPartitionsAssigned() {},
  };
}
