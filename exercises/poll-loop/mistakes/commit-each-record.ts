// R4: It commits after each record.
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
        await handle(record);
        const offsets = new Map([
          [{ topic: record.topic, partition: record.partition }, { offset: record.offset + 1 }],
        ]);
        await consumer.commitSync(offsets).catch((error: unknown) => {
          if (error instanceof WakeupException) return consumer.commitSync(offsets);
          throw error;
        });
      }
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
