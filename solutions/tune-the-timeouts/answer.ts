// Floor 5. Three clocks: the session outlasts a pause and the silence before it, the interval is short enough to hear of a crash in time, and
// the poll interval lies between the longest batch and the time to see a hang.
import type { ConsumerConfigInput } from 'kafka';

export const settings: Partial<ConsumerConfigInput> = {
  // A pause of 8 s, and up to 3 s of silence before it. A crash: 14 s, and up to 3 s until the others hear of it.
  'session.timeout.ms': 14_000,
  'heartbeat.interval.ms': 3_000,
  // A batch of 6 min. A hang: 7 min, and up to 3 s until the others hear of it.
  'max.poll.interval.ms': 420_000,
};
