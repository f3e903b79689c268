// R6: Nothing catches the WakeupException, so that every shutdown ends in an error.
import type { ConsumerRecord, KafkaConsumer } from 'kafka';

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
      const records = await consumer.poll(1000);
      for (const record of records) await handle(record);
      if (!records.isEmpty()) await consumer.commitSync();
    }
  } finally {
    await consumer.close();
  }
}
