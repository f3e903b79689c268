// Floor 4. Who is calling, for things that stand outside of every process: stores, workers and whatever else a suite provides.
import { runningProcess } from '../client/current-process.ts';
import { Incarnation } from './incarnation.ts';

/** One life of a process, from its start to its end. Always the same object within one life, so that it works as a key. */
export interface ProcessLife {
  /** The process's name. */
  readonly process: string;
  /** Virtual time of the cluster, whatever was done to the process's clock. */
  readonly uptimeMs: number;
  /** It was stopped, or it crashed. What it kept in memory is gone. */
  readonly hasEnded: boolean;
}

/**
 * The life of the process whose code runs now.
 *
 * @param what the call that asks, for the message
 * @throws Error outside of all processes
 */
export function runningLife(what: string): ProcessLife {
  const life = lifeThatRuns();
  if (life !== undefined) return life;
  throw new Error(`${what} was called outside of a process. Call it in what a process of a cluster was started with.`);
}

/** The same; `undefined` outside of all processes. */
export function lifeThatRuns(): ProcessLife | undefined {
  const process = runningProcess();
  return process instanceof Incarnation ? process : undefined;
}
