// The loop turned round: each step first commits what the one before has handled, then polls. The last step commits and polls no more.
import { type ConsumerRecord, type KafkaConsumer, WakeupException } from 'kafka';

type Handle = (record: ConsumerRecord) => Promise<void>;

export async function run(
  consumer: KafkaConsumer,
  handle: Handle,
  shutdown: { readonly isRequested: boolean },
): Promise<void> {
  let isCommitted = true;
  let isOver = false;
  while (!isOver) {
    try {
      if (!isCommitted) await consumer.commitSync();
      isCommitted = true;
      isOver = shutdown.isRequested;
      if (isOver) continue;
      for (const record of await consumer.poll(2000)) {
        isCommitted = false;
        await handle(record);
      }
    } catch (error) {
      // Whatever it ended, the next step begins with the commit, if one is due.
      if (!(error instanceof WakeupException)) throw error;
    }
  }
  await consumer.close();
}
