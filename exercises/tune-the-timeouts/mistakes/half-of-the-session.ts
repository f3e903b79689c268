// R2: The interval is half of the session, and a pause may begin at its end.
import type { ConsumerConfigInput } from 'kafka';

export const settings: Partial<ConsumerConfigInput> = {
  'session.timeout.ms': 12_000,
  'heartbeat.interval.ms': 6_000,
  'max.poll.interval.ms': 420_000,
};
