// R3: The poll interval is the longest batch, and the commit after it needs time as well.
import type { ConsumerConfigInput } from 'kafka';

export const settings: Partial<ConsumerConfigInput> = {
  'session.timeout.ms': 14_000,
  'heartbeat.interval.ms': 3_000,
  'max.poll.interval.ms': 360_000,
};
