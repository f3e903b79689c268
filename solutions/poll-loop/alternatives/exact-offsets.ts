// Partition by partition, with offsets that are named: what is committed does not depend on where the consumer's positions are. It leaves
// a batch in the middle when it is asked to shut down.
import {
  type ConsumerRecord,
  type KafkaConsumer,
  type OffsetAndMetadata,
  type TopicPartition,
  WakeupException,
} from 'kafka';

export async function run(
  consumer: KafkaConsumer,
  handle: (record: ConsumerRecord) => Promise<void>,
  shutdown: { readonly isRequested: boolean },
): Promise<void> {
  for (;;) {
    const records = await unlessWoken(() => consumer.poll(500));
    if (shutdown.isRequested) break;
    for (const partition of records?.partitions() ?? []) {
      let next: number | undefined;
      for (const record of records?.records(partition) ?? []) {
        if (shutdown.isRequested) break;
        await handle(record);
        next = record.offset + 1;
      }
      if (next === undefined) continue;
      const offsets = new Map<TopicPartition, OffsetAndMetadata>([[partition, { offset: next }]]);
      // A commit that was woken up is tried again; a wakeup comes once.
      const isDone = await unlessWoken(async () => {
        await consumer.commitSync(offsets);
        return true;
      });
      if (isDone === undefined) await consumer.commitSync(offsets);
    }
  }
  await consumer.close();
}

async function unlessWoken<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof WakeupException) return undefined;
    throw error;
  }
}
