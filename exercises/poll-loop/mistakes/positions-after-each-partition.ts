// R3: It commits after each partition of a batch without naming offsets, and so commits the positions of partitions that are not handled yet.
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
      const records = await consumer.poll(1000).catch(unlessWoken);
      for (const partition of records?.partitions() ?? []) {
        for (const record of records?.records(partition) ?? []) await handle(record);
        await consumer.commitSync().catch(async (error: unknown) => {
          unlessWoken(error);
          await consumer.commitSync();
        });
      }
    }
  } finally {
    await consumer.close();
  }
}

function unlessWoken(error: unknown): undefined {
  if (!(error instanceof WakeupException)) throw error;
}
