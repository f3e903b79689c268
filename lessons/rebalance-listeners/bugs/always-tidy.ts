// What runs in bugs/always-tidy.md, and is shown there without this line.
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
  const done = new Map<TopicPartition, { offset: number }>();
  await consumer.subscribe(['orders'], {
    onPartitionsAssigned() {},
    async onPartitionsRevoked(partitions) {
      const ours = partitions.flatMap((partition) => {
        const offset = done.get(partition);
        return offset === undefined ? [] : [[partition, offset] as const];
      });
      await consumer.commitSync(new Map(ours));
      for (const partition of partitions) done.delete(partition);
    },
  });
  try {
    while (!shutdown.isRequested) {
      for (const record of await consumer.poll(1000)) {
        await handle(record);
        done.set(topicPartition(record.topic, record.partition), { offset: record.offset + 1 });
      }
    }
  } catch (error) {
    if (!(error instanceof WakeupException)) throw error;
  } finally {
    await consumer.close();
  }
}
