// R4: The session alone takes the whole minute; the others have to rejoin after it.
import { type ConsumerConfigInput, type KafkaConsumer, WakeupException } from 'kafka';

export function configFor(instance: string): Partial<ConsumerConfigInput> {
  return { 'group.instance.id': instance, 'session.timeout.ms': 60_000 };
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
