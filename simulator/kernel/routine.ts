// Floor 1. Step-by-step procedures of the machinery that wait for virtual time, without promises: generators that are driven
// synchronously. `poll` and its like are written in these, so that large simulations never wait for a host's event loop.
import type { Clock } from './clock.ts';
import { Future } from './future.ts';

/** What a routine waits for: registers the call that lets it go on. That call may come at once, and comes at most once. */
export type Waiting = (goOn: () => void) => void;

/** A procedure in steps. `yield*` a routine to run it inside another; `start` runs one on its own. */
export type Routine<T> = Generator<Waiting, T, void>;

/** Runs a routine as far as it goes without waiting, then again whenever what it waits for has come. */
export function start<T>(routine: Routine<T>): Future<T> {
  const result = new Future<T>();
  let isRunning = false;
  let mayGoOn = false;

  function goOn(): void {
    mayGoOn = true;
    if (isRunning) return; // It came while the routine registered its wait: the loop below goes on by itself.
    isRunning = true;
    while (mayGoOn) {
      mayGoOn = false;
      let step: IteratorResult<Waiting, T>;
      try {
        step = routine.next();
      } catch (error) {
        result.fail(error);
        return;
      }
      if (step.done) {
        result.succeed(step.value);
        return;
      }
      step.value(goOn);
    }
    isRunning = false;
  }

  goOn();
  return result;
}

/** Waits until the future is done: its value, or its error thrown. */
export function* waitFor<T>(future: Future<T>): Routine<T> {
  if (!future.isDone) yield (goOn) => future.onDone(goOn);
  const outcome = future.outcome;
  if (outcome === undefined) throw new Error('A routine went on before the future that it waits for was done.');
  if ('error' in outcome) throw outcome.error;
  return outcome.value;
}

/** Waits for `delayMs` of the clock's time. */
export function* pause(clock: Clock, delayMs: number): Routine<void> {
  yield (goOn) => {
    clock.after(delayMs, goOn);
  };
}
