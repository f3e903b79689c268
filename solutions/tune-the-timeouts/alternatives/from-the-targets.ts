// Computes the settings from the targets: as few heartbeats as the two inequalities leave room for, and the middle of what is allowed for the rest.
import type { ConsumerConfigInput } from 'kafka';

const second = 1000;
const targets = {
  pause: 8 * second,
  crashSeen: 20 * second,
  batch: 360 * second,
  hangSeen: 480 * second,
};
/** For requests, the join, and the first fetch. */
const slack = 1.5 * second;

// pause + interval < session, and session + interval < crashSeen: the interval that leaves both the same room, a little shortened.
const interval = Math.floor((targets.crashSeen - targets.pause - 2 * slack) / 2 - slack);
const session = (targets.pause + targets.crashSeen) / 2 - slack / 2;

export const settings: Partial<ConsumerConfigInput> = {
  'heartbeat.interval.ms': interval,
  'session.timeout.ms': session,
  'max.poll.interval.ms': (targets.batch + targets.hangSeen) / 2,
};
