// R5: The poll interval is all of the 8 min, and nothing is left for the others to hear of it.
import type { ConsumerConfigInput } from 'kafka';

export const settings: Partial<ConsumerConfigInput> = {
  'session.timeout.ms': 14_000,
  'heartbeat.interval.ms': 3_000,
  'max.poll.interval.ms': 480_000,
};
