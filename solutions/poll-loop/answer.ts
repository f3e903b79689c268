// Floor 5. The loop of a consumer that commits by hand: poll, handle the batch, commit it. At least once, one batch repeated at most, and a
// clean way out.
import { type ConsumerRecord, type ConsumerRecords, type KafkaConsumer, WakeupException } from 'kafka';

/** How the process is asked to stop. The consumer is woken up at the same time. */
interface Shutdown {
  readonly isRequested: boolean;
  readonly requested: Promise<void>;
}

/** How long a poll waits for records. What it costs to wait longer is nothing: a wakeup ends it. */
const pollMs = 1000;

export async function run(
  consumer: KafkaConsumer,
  handle: (record: ConsumerRecord) => Promise<void>,
  shutdown: Shutdown,
): Promise<void> {
  try {
    while (!shutdown.isRequested) {
      const batch = await pollUnlessWoken(consumer);
      if (batch === undefined || batch.isEmpty()) continue;
      for (const record of batch) await handle(record);
      // The whole batch is handled: the consumer's positions are what to read next.
      await commitAlthoughWoken(consumer);
    }
  } finally {
    await consumer.close();
  }
}

/** A wakeup comes with the request to shut down, which the loop looks at next. */
async function pollUnlessWoken(consumer: KafkaConsumer): Promise<ConsumerRecords | undefined> {
  try {
    return await consumer.poll(pollMs);
  } catch (error) {
    if (error instanceof WakeupException) return undefined;
    throw error;
  }
}

/** A wakeup that came while records were handled ends the commit, whose answer nobody has seen then. It is used up: the second one is answered. */
async function commitAlthoughWoken(consumer: KafkaConsumer): Promise<void> {
  try {
    await consumer.commitSync();
  } catch (error) {
    if (!(error instanceof WakeupException)) throw error;
    await consumer.commitSync();
  }
}
