import { type ConsumerRebalanceListener, type ConsumerRecords, type KafkaConsumer, topicPartition } from 'kafka';
import type { Sink } from 'testkit';

/** What is made of a record. The partition is told to the sink beside it. */
interface Row {
  readonly offset: number;
}

/** What the loop of the process calls. It subscribes with the app as its listener. */
interface App extends ConsumerRebalanceListener {
  /** Called after each poll, also with an empty batch. */
  onRecords(records: ConsumerRecords): void | Promise<void>;
  /** Called about once a second, between polls. */
  checkpoint(): void | Promise<void>;
}

/**
 * An app that makes rows of records, puts them out and commits at checkpoints, and leaves alone what it has lost. The rules are in the brief.
 *
 * @param consumer commits what you tell it to; it does not commit by itself
 * @param sink keeps rows back until they are flushed
 */
export function createApp(consumer: KafkaConsumer, sink: Sink<Row>): App {
  return {
    onRecords(records) {
      for (const record of records) {
        sink.add(topicPartition(record.topic, record.partition), { offset: record.offset });
      }
    },

    checkpoint() {
      // So far nothing is put out, and the consumer is not asked to commit anything.
      void consumer;
    },

    onPartitionsRevoked() {},

    onPartitionsAssigned() {},
  };
}
