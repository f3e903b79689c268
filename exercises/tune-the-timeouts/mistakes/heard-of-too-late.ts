// R1: The session ends in time, and the others hear of it up to 6 s later.
import type { ConsumerConfigInput } from 'kafka';

export const settings: Partial<ConsumerConfigInput> = {
  'session.timeout.ms': 18_500,
  'heartbeat.interval.ms': 6_000,
  'max.poll.interval.ms': 420_000,
};
