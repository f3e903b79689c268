// R4: It commits the offset of the last record that it handled, and not the one to read next.
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
      const last = new Map<string, ConsumerRecord>();
      for (const record of await pollUnlessWoken(consumer)) {
        await handle(record);
        last.set(`${record.topic}-${record.partition}`, record);
      }
      if (last.size === 0) continue;
      const offsets = new Map([...last.values()].map((record) => [record, { offset: record.offset }]));
      await consumer.commitSync(offsets).catch((error: unknown) => {
        if (error instanceof WakeupException) return consumer.commitSync(offsets);
        throw error;
      });
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
