// What runs in bugs/no-more-rebalances.md, which shows the same in another language.
import { type ConsumerConfigInput, type ConsumerRecord, KafkaConsumer, WakeupException } from 'kafka';
import type { ShutdownSignal } from 'simulator';

export async function run(
  config: ConsumerConfigInput,
  handle: (record: ConsumerRecord) => Promise<void>,
  shutdown: ShutdownSignal,
): Promise<void> {
  const consumer = new KafkaConsumer({
    ...config,
    'enable.auto.commit': false,
    'group.instance.id': 'order-service',
    'session.timeout.ms': 45_000,
  });
  await consumer.subscribe(['orders']);
  try {
    while (!shutdown.isRequested) {
      for (const record of await consumer.poll(1000)) await handle(record);
      await consumer.commitSync();
    }
  } catch (error) {
    if (!(error instanceof WakeupException)) throw error;
  } finally {
    await consumer.close();
  }
}
