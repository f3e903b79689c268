// What runs in bugs/last-one.md, which shows the same in another language.
import { type ConsumerConfigInput, type ConsumerRecord, KafkaConsumer, topicPartition, WakeupException } from 'kafka';
import type { ShutdownSignal } from 'simulator';

export async function run(
  config: ConsumerConfigInput,
  handle: (record: ConsumerRecord) => Promise<void>,
  shutdown: ShutdownSignal,
): Promise<void> {
  const consumer = new KafkaConsumer({ ...config, 'enable.auto.commit': false });
  await consumer.subscribe(['orders']);
  try {
    while (!shutdown.isRequested) {
      for (const record of await consumer.poll(1000)) {
        await handle(record);
        const partition = topicPartition(record.topic, record.partition);
        await consumer.commitSync(new Map([[partition, { offset: record.offset }]]));
      }
    }
  } catch (error) {
    if (!(error instanceof WakeupException)) throw error;
  } finally {
    await consumer.close();
  }
}
