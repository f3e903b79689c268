// R5: The poll interval is an hour, to be safe.
import type { ConsumerConfigInput } from 'kafka';

export const settings: Partial<ConsumerConfigInput> = {
  'session.timeout.ms': 14_000,
  'heartbeat.interval.ms': 3_000,
  'max.poll.interval.ms': 3_600_000,
};
