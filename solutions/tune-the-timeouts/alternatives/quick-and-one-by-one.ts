// As many heartbeats as are allowed, so that a session may be long and rebalances are heard of soon; and one record at a time, so that a batch
// is never longer than its longest record.
import type { ConsumerConfigInput } from 'kafka';

export const settings: Partial<ConsumerConfigInput> = {
  'heartbeat.interval.ms': 2_000,
  'session.timeout.ms': 16_000,
  'max.poll.records': 1,
  'max.poll.interval.ms': 6 * 60_000 + 30_000,
};
