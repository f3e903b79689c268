// R3: Batches are made small instead, and the longest record alone is longer than the poll interval.
import type { ConsumerConfigInput } from 'kafka';

export const settings: Partial<ConsumerConfigInput> = {
  'session.timeout.ms': 14_000,
  'heartbeat.interval.ms': 3_000,
  'max.poll.records': 1,
};
