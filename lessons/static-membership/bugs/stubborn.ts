// What runs in bugs/stubborn.md, which shows the same in another language.
import { type ConsumerConfigInput, type ConsumerRecord, KafkaConsumer } from 'kafka';

export async function run(
  config: ConsumerConfigInput,
  handle: (record: ConsumerRecord) => Promise<void>,
): Promise<void> {
  const consumer = new KafkaConsumer({ ...config, 'enable.auto.commit': false });
  await consumer.subscribe(['orders']);
  while (true) {
    try {
      for (const record of await consumer.poll(1000)) await handle(record);
      await consumer.commitSync();
    } catch {
      // Logged, and tried again.
    }
  }
}
