// Floor 6. Who did something to a store or to workers, and when. What is remembered of it survives every process.
import { runningLife } from 'simulator';

/** Who did something, and when. */
export interface Doing {
  /** The process that did it. */
  readonly process: string;
  /** Virtual time of the cluster. */
  readonly atMs: number;
}

/** @param what the call that asks, for the message where no process runs */
export function doneNow(what: string): Doing {
  const { process, uptimeMs } = runningLife(what);
  return { process, atMs: uptimeMs };
}
