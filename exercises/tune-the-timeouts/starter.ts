import type { ConsumerConfigInput } from 'kafka';

/** What each consumer of the group is configured with. The rules are in the brief. */
export const settings: Partial<ConsumerConfigInput> = {
  // So far a third of a session is the time between heartbeats, as everybody says, and the rest is as it is.
  'session.timeout.ms': 60_000,
  'heartbeat.interval.ms': 20_000,
};
