// R4: A heartbeat is sent every second.
import type { ConsumerConfigInput } from 'kafka';

export const settings: Partial<ConsumerConfigInput> = {
  'session.timeout.ms': 14_000,
  'heartbeat.interval.ms': 1_000,
  'max.poll.interval.ms': 420_000,
};
