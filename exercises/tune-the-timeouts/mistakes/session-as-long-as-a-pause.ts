// R2: The session is one second longer than a pause.
import type { ConsumerConfigInput } from 'kafka';

export const settings: Partial<ConsumerConfigInput> = {
  'session.timeout.ms': 9_000,
  'heartbeat.interval.ms': 2_000,
  'max.poll.interval.ms': 420_000,
};
