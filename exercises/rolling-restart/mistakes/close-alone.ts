// R3: close() commits nothing without auto-commit.
import type { ConsumerConfigInput, KafkaConsumer } from 'kafka';

export function configFor(instance: string): Partial<ConsumerConfigInput> {
  return { 'group.instance.id': instance, 'session.timeout.ms': 40_000 };
}

export async function stop(consumer: KafkaConsumer): Promise<void> {
  await consumer.close();
}
