// The client commits by itself: close() commits the positions, and no wakeup ends that.
import type { ConsumerConfigInput, KafkaConsumer } from 'kafka';

export const configFor = (instance: string): Partial<ConsumerConfigInput> => ({
  'group.instance.id': `orders-${instance}`,
  'session.timeout.ms': 30_000,
  'enable.auto.commit': true,
});

export const stop = (consumer: KafkaConsumer): Promise<void> => consumer.close();
