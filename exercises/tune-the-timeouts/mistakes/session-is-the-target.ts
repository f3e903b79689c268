// R1: The session is all of the 20 s, and nothing is left for the others to hear of it.
import type { ConsumerConfigInput } from 'kafka';

export const settings: Partial<ConsumerConfigInput> = {
  'session.timeout.ms': 20_000,
  'heartbeat.interval.ms': 3_000,
  'max.poll.interval.ms': 420_000,
};
