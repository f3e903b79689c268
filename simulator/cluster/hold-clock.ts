// Floor 4. For application code that waits for something of the host, such as a module that is being loaded.
import { runningProcess } from '../client/current-process.ts';
import { Incarnation } from './incarnation.ts';

/**
 * The cluster whose process is running stands still until `work` is settled, however long the host takes for it: virtual
 * time does not depend on the machine. Outside of all processes there is no clock to hold.
 *
 * @returns `work`
 */
export function holdClockFor<T>(work: Promise<T>): Promise<T> {
  const process = runningProcess();
  if (process instanceof Incarnation) process.holdFor(work);
  return work;
}
