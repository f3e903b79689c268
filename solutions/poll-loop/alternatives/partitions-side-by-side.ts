// The partitions of a batch side by side, each in order; commits that nothing waits for, and a last one that is waited for. Batches come
// from a generator that ends when the process is asked to shut down.
import { type ConsumerRecord, type ConsumerRecords, type KafkaConsumer, WakeupException } from 'kafka';

interface Shutdown {
  readonly isRequested: boolean;
}

export async function run(
  consumer: KafkaConsumer,
  handle: (record: ConsumerRecord) => Promise<void>,
  shutdown: Shutdown,
): Promise<void> {
  for await (const batch of batches(consumer, shutdown)) {
    await Promise.all(
      batch.partitions().map(async (partition) => {
        for (const record of batch.records(partition)) await handle(record);
      }),
    );
    consumer.commitAsync();
  }
  // A wakeup may be left over when the request to shut down came while records were handled.
  await consumer.commitSync().catch((error: unknown) => {
    if (error instanceof WakeupException) return consumer.commitSync();
    throw error;
  });
  await consumer.close();
}

async function* batches(consumer: KafkaConsumer, shutdown: Shutdown): AsyncGenerator<ConsumerRecords> {
  while (!shutdown.isRequested) {
    try {
      yield await consumer.poll(1000);
    } catch (error) {
      if (!(error instanceof WakeupException)) throw error;
    }
  }
}
