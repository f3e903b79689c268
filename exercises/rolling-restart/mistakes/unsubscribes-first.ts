// R3: After unsubscribe() there are no positions left to commit.
import { type ConsumerConfigInput, type KafkaConsumer, WakeupException } from 'kafka';

export function configFor(instance: string): Partial<ConsumerConfigInput> {
  return { 'group.instance.id': instance, 'session.timeout.ms': 40_000 };
}

export async function stop(consumer: KafkaConsumer): Promise<void> {
  await consumer.unsubscribe();
  try {
    await consumer.commitSync();
  } catch (error) {
    if (!(error instanceof WakeupException)) throw error;
    await consumer.commitSync();
  }
  await consumer.close();
}
