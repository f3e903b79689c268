// What runs in bugs/robust.md, which shows the same in another language.
import { type ConsumerConfigInput, type ConsumerRecord, KafkaConsumer, WakeupException } from 'kafka';
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
        try {
          await handle(record);
        } catch {
          // Logged, and left to come again.
        }
      }
      await consumer.commitSync();
    }
  } catch (error) {
    if (!(error instanceof WakeupException)) throw error;
  } finally {
    await consumer.close();
  }
}
