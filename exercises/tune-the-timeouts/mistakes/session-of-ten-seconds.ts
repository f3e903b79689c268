// R2: The session is longer than a pause, and not longer than a pause and the silence before it.
import type { ConsumerConfigInput } from 'kafka';

export const settings: Partial<ConsumerConfigInput> = {
  'session.timeout.ms': 10_000,
  'heartbeat.interval.ms': 3_000,
  'max.poll.interval.ms': 420_000,
};
