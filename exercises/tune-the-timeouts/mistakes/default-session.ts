// R1: The session has its default, so that a crash is seen after up to 48 s.
import type { ConsumerConfigInput } from 'kafka';

export const settings: Partial<ConsumerConfigInput> = {
  'heartbeat.interval.ms': 3_000,
  'max.poll.interval.ms': 420_000,
};
