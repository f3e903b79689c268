import type { ConsumerRebalanceListener, ConsumerRecords, KafkaConsumer, TopicPartition } from 'kafka';
import type { Workers } from 'testkit';

/** What the loop of the process calls. It subscribes with the app as its listener, polls, and hands over what each poll returned. */
interface App extends ConsumerRebalanceListener {
  /** Called after each poll, also with an empty batch. The next poll waits for what it returns. */
  onRecords(records: ConsumerRecords): void | Promise<void>;
}

/**
 * An app that hands records to workers and commits what is finished. The rules are in the brief.
 *
 * @param consumer commits what you tell it to; it does not commit by itself
 * @param workers `workers.handle(record)` settles when the record is finished, and rejects with a WorkerError when a worker failed at it
 */
export function createApp(consumer: KafkaConsumer, workers: Workers): App {
  return {
    onRecords(records) {
      for (const record of records) {
        // What becomes of it? So far nobody looks.
        void workers.handle(record).catch(() => {});
      }
    },

    async onPartitionsRevoked(partitions: readonly TopicPartition[]) {
      // So far it commits where the consumer is, which is past all that workers have not finished yet.
      for (const partition of partitions) {
        const offset = await consumer.position(partition);
        await consumer.commitSync(new Map([[partition, { offset }]]));
      }
    },

    onPartitionsAssigned() {},
  };
}
