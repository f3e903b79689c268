// R2: The session is a pause and an interval, and a heartbeat that comes at the end of both needs time to arrive.
import type { ConsumerConfigInput } from 'kafka';

export const settings: Partial<ConsumerConfigInput> = {
  'session.timeout.ms': 12_000,
  'heartbeat.interval.ms': 4_000,
  'max.poll.interval.ms': 420_000,
};
