// What runs in bugs/bookkeeping.md, which shows the same in another language.
import {
  type ConsumerConfigInput,
  type ConsumerRecord,
  KafkaConsumer,
  type TopicPartition,
  topicPartition,
  WakeupException,
} from 'kafka';
import type { ShutdownSignal } from 'simulator';

export async function run(
  config: ConsumerConfigInput,
  handle: (record: ConsumerRecord) => Promise<void>,
  shutdown: ShutdownSignal,
): Promise<void> {
  const consumer = new KafkaConsumer({ ...config, 'enable.auto.commit': false });
  const offsets = new Map<TopicPartition, { offset: number }>();
  await consumer.subscribe(['orders'], {
    onPartitionsAssigned() {},
    onPartitionsRevoked() {},
  });
  try {
    while (!shutdown.isRequested) {
      for (const record of await consumer.poll(1000)) {
        await handle(record);
        offsets.set(topicPartition(record.topic, record.partition), { offset: record.offset + 1 });
      }
      if (offsets.size > 0) consumer.commitAsync(offsets);
    }
  } catch (error) {
    if (!(error instanceof WakeupException)) throw error;
  } finally {
    await consumer.close();
  }
}
