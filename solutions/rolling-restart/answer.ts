// Floor 5. A static member: a name that outlives the process, a session that outlasts its restart, and a stop that leaves nothing uncommitted.
import { type ConsumerConfigInput, type KafkaConsumer, WakeupException } from 'kafka';

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
    await commitAlthoughWoken(consumer);
  } finally {
    // A static member does not leave the group by this.
    await consumer.close();
  }
}

/** All that was polled is handled, so the positions are what to read next. A pending wakeup ends the first attempt and is used up by it. */
async function commitAlthoughWoken(consumer: KafkaConsumer): Promise<void> {
  try {
    await consumer.commitSync();
  } catch (error) {
    if (!(error instanceof WakeupException)) throw error;
    await consumer.commitSync();
  }
}
