// What runs in bugs/until-it-works.md, and is shown there without this line.
import { type ConsumerConfigInput, type ConsumerRecord, KafkaConsumer, sleep, WakeupException } from 'kafka';
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
        while (!shutdown.isRequested) {
          try {
            await handle(record);
            break;
          } catch {
            await sleep(1000);
          }
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
