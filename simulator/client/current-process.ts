// Floor 3. The process whose application code is running right now. `new KafkaConsumer(...)` and `sleep(...)` belong to it, as in
// real life they belong to the process that runs them. Set by the cluster around each turn of a process.
import type { Future } from '../kernel/future.ts';
import type { Routine } from '../kernel/routine.ts';
import type { ClientEnvironment } from './environment.ts';

/** A process as the clients inside it see it. */
export interface ClientProcess extends ClientEnvironment {
  /** A promise for application code: it settles in a turn of this process, and never once the process has crashed. */
  promise<T>(future: Future<T>, what: string): Promise<T>;
  /** Runs application code (a listener, a callback) in a turn of this process and waits for what it returns. */
  call<T>(what: string, work: () => T | PromiseLike<T>): Routine<T>;
  /** Runs application code that cannot wait, such as an assignor, at once: it finds this process's clock and chance. */
  within<T>(work: () => T): T;
  /** A client that is to be woken when the process is asked to stop. */
  adopt(client: { wakeup(): void }): void;
}

let current: ClientProcess | undefined;

export function setCurrentProcess(process: ClientProcess | undefined): void {
  current = process;
}

/** The process whose application code runs now; `undefined` outside of all processes. */
export function runningProcess(): ClientProcess | undefined {
  return current;
}

/** @throws Error when no process of a simulated cluster is running */
export function currentProcess(what: string): ClientProcess {
  if (current === undefined) {
    throw new Error(
      `${what} was called outside of a process. Clients live in processes: call it in the function that a process of the cluster was started with.`,
    );
  }
  return current;
}
