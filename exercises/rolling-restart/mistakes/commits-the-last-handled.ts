// R3: It commits the offset of the last record that was handled. The committed offset is the next one to read, so that record is repeated.
import {
  type ConsumerConfigInput,
  type KafkaConsumer,
  type OffsetAndMetadata,
  type TopicPartition,
  WakeupException,
} from 'kafka';

export function configFor(instance: string): Partial<ConsumerConfigInput> {
  return {
    'group.instance.id': instance,
    // 20 s away, 3 s since the last heartbeat, and room for a slow start. Who stays away is replaced soon after.
    'session.timeout.ms': 40_000,
    'heartbeat.interval.ms': 3_000,
  };
}

export async function stop(consumer: KafkaConsumer): Promise<void> {
  try {
    await commitHandled(consumer);
  } catch (error) {
    if (!(error instanceof WakeupException)) throw error;
    await commitHandled(consumer);
  }
  await consumer.close();
}

async function commitHandled(consumer: KafkaConsumer): Promise<void> {
  const offsets = new Map<TopicPartition, OffsetAndMetadata>();
  for (const partition of consumer.assignment()) {
    const position = await consumer.position(partition);
    if (position > 0) offsets.set(partition, { offset: position - 1 });
  }
  await consumer.commitSync(offsets);
}
