import type { ConsumerRecord, KafkaConsumer } from 'kafka';

/** How the process is asked to stop. At that moment `consumer.wakeup()` is called for you, too. */
interface Shutdown {
  /** Whether it was asked. */
  readonly isRequested: boolean;
  /** Settles when it is asked. */
  readonly requested: Promise<void>;
}

/**
 * Reads and handles records until the process is asked to shut down. The rules are in the brief.
 *
 * @param consumer is subscribed, and does not commit by itself (`enable.auto.commit` is false)
 * @param handle does the work for one record; its promise settles when the record is handled
 * @param shutdown asks you to finish: return when you have
 */
export async function run(
  consumer: KafkaConsumer,
  handle: (record: ConsumerRecord) => Promise<void>,
  shutdown: Shutdown,
): Promise<void> {
  // So far it polls once, and hands over the first record that it gets.
  while (!shutdown.isRequested) {
    const records = await consumer.poll(1000);
    for (const record of records) {
      await handle(record);
      return;
    }
  }
}
