// What runs in bugs/clean-exit.md, and is shown there without this line.
import { type ConsumerConfigInput, type ConsumerRecord, KafkaConsumer, WakeupException } from 'kafka';
import type { ShutdownSignal } from 'simulator';

export async function run(
  config: ConsumerConfigInput,
  handle: (record: ConsumerRecord) => Promise<void>,
  shutdown: ShutdownSignal,
): Promise<void> {
  const consumer = new KafkaConsumer({ ...config, 'enable.auto.commit': false });
  await consumer.subscribe(['orders']);
  while (!shutdown.isRequested) {
    try {
      for (const record of await consumer.poll(1000)) await handle(record);
      await consumer.commitSync();
    } catch (error) {
      // Asked to stop: everything is committed, so nothing is left to do.
      if (error instanceof WakeupException) return;
      throw error;
    }
  }
  await consumer.close();
}
