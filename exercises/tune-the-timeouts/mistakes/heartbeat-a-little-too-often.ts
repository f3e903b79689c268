// R4: A tenth of the session is 1.5 s, and too often.
import type { ConsumerConfigInput } from 'kafka';

export const settings: Partial<ConsumerConfigInput> = {
  'session.timeout.ms': 15_000,
  'heartbeat.interval.ms': 1_500,
  'max.poll.interval.ms': 420_000,
};
