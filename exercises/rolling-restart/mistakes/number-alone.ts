// R2: Only the number of the name is used, and two sets of pods have the same numbers.
import { type ConsumerConfigInput, type KafkaConsumer, WakeupException } from 'kafka';

export function configFor(instance: string): Partial<ConsumerConfigInput> {
  return { 'group.instance.id': instance.split('-').at(-1) ?? instance, 'session.timeout.ms': 40_000 };
}

export async function stop(consumer: KafkaConsumer): Promise<void> {
  try {
    await consumer.commitSync();
  } catch (error) {
    if (!(error instanceof WakeupException)) throw error;
    await consumer.commitSync();
  }
  await consumer.close();
}
