// R2: The session is the shortest that the broker takes.
import type { ConsumerConfigInput } from 'kafka';

export const settings: Partial<ConsumerConfigInput> = {
  'session.timeout.ms': 6_000,
  'heartbeat.interval.ms': 2_000,
  'max.poll.interval.ms': 420_000,
};
