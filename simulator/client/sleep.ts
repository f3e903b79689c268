// Floor 3. Waiting in virtual time, for application code: the place of setTimeout, which belongs to the host and to no process.
import { Future } from '../kernel/future.ts';
import { currentProcess } from './current-process.ts';
import { IllegalArgumentException } from './errors.ts';

/**
 * Waits for `ms` milliseconds of virtual time: `await sleep(200)`. Heartbeats go on meanwhile; the poll timer (`max.poll.interval.ms`) runs. It ends
 * later when the process is frozen, and never when it crashes. `sleep(0)` lets everything else of this instant happen.
 *
 * @param ms whole milliseconds, 0 or more
 * @throws IllegalArgumentException for any other number
 */
export function sleep(ms: number): Promise<void> {
  if (!Number.isInteger(ms) || ms < 0) {
    throw new IllegalArgumentException(`sleep takes whole milliseconds, 0 or more, not ${ms}.`);
  }
  const process = currentProcess('sleep');
  const over = new Future<void>();
  process.clock.after(ms, () => over.succeed());
  return process.promise(over, `sleep(${ms})`);
}
