// R1: Half of the session may have passed already when the process stops.
import { type ConsumerConfigInput, type KafkaConsumer, WakeupException } from 'kafka';

export function configFor(instance: string): Partial<ConsumerConfigInput> {
  return { 'group.instance.id': instance, 'session.timeout.ms': 40_000, 'heartbeat.interval.ms': 25_000 };
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
