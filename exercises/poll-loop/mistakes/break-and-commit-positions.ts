// R3: Asked to shut down it leaves the batch in the middle, and then commits the positions, which are at the end of it.
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
      for (const record of await pollUnlessWoken(consumer)) {
        if (shutdown.isRequested) break;
        await handle(record);
      }
      await commit(consumer);
    }
  } finally {
    await consumer.close();
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
