import type { ConsumerRebalanceListener, ConsumerRecords, KafkaConsumer } from 'kafka';
import type { Workers } from 'testkit';

/** What the loop of the process calls. It subscribes with the app as its listener, polls, and hands over what each poll returned. */
interface App extends ConsumerRebalanceListener {
  /** Called after each poll, also with an empty batch. The next poll waits for what it returns. */
  onRecords(records: ConsumerRecords): void | Promise<void>;
}

/**
 * An app whose records take minutes, and which stays in its group all the same. The rules are in the brief.
 *
 * @param consumer commits what you tell it to; it does not commit by itself
 * @param workers `workers.handle(record)` settles when the record is finished
 */
export function createApp(consumer: KafkaConsumer, workers: Workers): App {
  return {
    async onRecords(records) {
      for (const record of records) {
        // So far the loop waits for each record, and nobody polls meanwhile.
        await workers.handle(record);
      }
      await consumer.commitSync();
    },

    onPartitionsRevoked() {},
    onPartitionsAssigned() {},
    onPartitionsLost() {},
  };
}
