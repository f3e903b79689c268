// R3: The poll interval has its default, which is shorter than the longest record.
import type { ConsumerConfigInput } from 'kafka';

export const settings: Partial<ConsumerConfigInput> = {
  'session.timeout.ms': 14_000,
  'heartbeat.interval.ms': 3_000,
};
