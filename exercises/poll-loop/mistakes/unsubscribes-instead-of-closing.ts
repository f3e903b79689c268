// R6: It unsubscribes instead of closing: the member has left, but its consumer stays open.
import { type ConsumerRecord, type KafkaConsumer, WakeupException } from 'kafka';

interface Shutdown {
  readonly isRequested: boolean;
  readonly requested: Promise<void>;
}

export async function run(
  consumer: KafkaConsumer,
  handle: (record: ConsumerRecord) => Promise<void>,
  shutdown: Shutdown,
): Promise<void> {
  try {
    while (!shutdown.isRequested) {
      const records = [...(await pollUnlessWoken(consumer))];
      for (const record of records) await handle(record);
      if (records.length > 0) await commit(consumer);
    }
  } finally {
    await consumer.unsubscribe();
  }
}

/** A wakeup ends a call once; the shutdown that it comes with is looked at by the loop. */
async function pollUnlessWoken(consumer: KafkaConsumer) {
  try {
    return await consumer.poll(1000);
  } catch (error) {
    if (error instanceof WakeupException) return [];
    throw error;
  }
}

async function commit(consumer: KafkaConsumer) {
  try {
    await consumer.commitSync();
  } catch (error) {
    if (!(error instanceof WakeupException)) throw error;
    await consumer.commitSync();
  }
}
