// R3: Slow batches are answered with a longer session, which does not watch them.
import type { ConsumerConfigInput } from 'kafka';

export const settings: Partial<ConsumerConfigInput> = {
  'session.timeout.ms': 400_000,
  'heartbeat.interval.ms': 3_000,
};
