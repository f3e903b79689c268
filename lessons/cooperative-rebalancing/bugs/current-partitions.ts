// What runs in bugs/current-partitions.md, which shows the same in another language.
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
  let current = new Set<TopicPartition>();
  await consumer.subscribe(['orders'], {
    onPartitionsAssigned(partitions) {
      current = new Set(partitions);
    },
    onPartitionsRevoked() {},
  });
  try {
    while (!shutdown.isRequested) {
      for (const record of await consumer.poll(1000)) {
        if (current.has(topicPartition(record.topic, record.partition))) await handle(record);
      }
      consumer.commitAsync();
    }
  } catch (error) {
    if (!(error instanceof WakeupException)) throw error;
  } finally {
    await consumer.close();
  }
}
