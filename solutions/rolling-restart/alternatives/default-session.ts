// The default session is long enough. Stops by using the wakeup up, whatever it hits, until a commit has been answered.
import { type ConsumerConfigInput, type KafkaConsumer, WakeupException } from 'kafka';

export function configFor(instance: string): Partial<ConsumerConfigInput> {
  return { 'group.instance.id': instance };
}

export async function stop(consumer: KafkaConsumer): Promise<void> {
  for (let isCommitted = false; !isCommitted; ) {
    isCommitted = await consumer.commitSync().then(
      () => true,
      (error: unknown) => {
        if (error instanceof WakeupException) return false;
        throw error;
      },
    );
  }
  await consumer.close();
}
