// R3: The pending wakeup ends the commit, and nobody looks.
import type { ConsumerConfigInput, KafkaConsumer } from 'kafka';

export function configFor(instance: string): Partial<ConsumerConfigInput> {
  return { 'group.instance.id': instance, 'session.timeout.ms': 40_000 };
}

export async function stop(consumer: KafkaConsumer): Promise<void> {
  try {
    await consumer.commitSync();
  } finally {
    await consumer.close();
  }
}
