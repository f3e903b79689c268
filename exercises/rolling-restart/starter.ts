import type { ConsumerConfigInput, KafkaConsumer } from 'kafka';

/**
 * The settings that make an instance known to its group. The rules are in the brief.
 *
 * @param instance the name of the instance, the same after a restart: `pod-1`
 */
export function configFor(_instance: string): Partial<ConsumerConfigInput> {
  // So far it has a session that no restart is longer than, and no name.
  return { 'session.timeout.ms': 600_000 };
}

/** Called when the loop has ended and everything that it polled is handled. */
export async function stop(_consumer: KafkaConsumer): Promise<void> {
  // So far it leaves everything as it is.
}
