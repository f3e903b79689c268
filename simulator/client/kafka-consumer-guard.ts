// Floor 3. One call into a consumer at a time, as a Java consumer belongs to one thread (Kafka: ClassicKafkaConsumer.acquire). What
// the consumer's own callbacks do is part of the call that they are called from.
import type { Routine } from '../kernel/routine.ts';
import { ConcurrentModificationException, IllegalStateException } from './errors.ts';

/** Calls from inside callbacks of calls from inside callbacks: deeper than this only by mistake. */
const nestedCallsMax = 30;

interface PendingCall {
  readonly what: string;
  /** How many callbacks that it called have not come back. */
  callbacks: number;
  hasEnded: boolean;
}

export class ConsumerGuard {
  /** Each inside of a callback of the one before. */
  readonly #calls: PendingCall[] = [];
  /** Callbacks whose call has ended: those of commitAsync, which does not wait for them. */
  #looseCallbacks = 0;

  /** @throws ConcurrentModificationException while another call is pending that is not in one of its callbacks */
  during<T>(what: string, run: () => T): T {
    const call = this.#begin(what);
    try {
      return run();
    } finally {
      this.#end(call);
    }
  }

  /** The same for a call that takes time: it is pending until the routine is over. */
  *whilePending<T>(what: string, routine: () => Routine<T>): Routine<T> {
    const call = this.#begin(what);
    try {
      return yield* routine();
    } finally {
      this.#end(call);
    }
  }

  /** Runs a callback of the consumer: until it comes back, calls into the consumer are its own. */
  *callback<T>(what: string, run: () => Routine<T>): Routine<T> {
    const owner = this.#calls.at(-1);
    const depth = this.#calls.length;
    if (owner === undefined) this.#looseCallbacks++;
    else owner.callbacks++;
    try {
      const result = yield* run();
      const forgotten = owner === undefined || owner.hasEnded ? undefined : this.#calls[depth];
      if (forgotten === undefined) return result;
      throw new ConcurrentModificationException(
        `${what} came back while ${forgotten.what}, which it called, is pending. Await it: did you forget an await?`,
      );
    } finally {
      if (owner === undefined || owner.hasEnded) this.#looseCallbacks--;
      else owner.callbacks--;
    }
  }

  #begin(what: string): PendingCall {
    const pending = this.#calls.at(-1);
    if (pending !== undefined && pending.callbacks === 0 && this.#looseCallbacks === 0) {
      throw new ConcurrentModificationException(
        `${what} was called while ${pending.what} is pending. A consumer takes one call at a time; only wakeup() may be called at any time. ` +
          `Await ${pending.what} first: did you forget an await? What ends beside the loop, such as a worker, leaves its calls to the loop.`,
      );
    }
    if (this.#calls.length >= nestedCallsMax) {
      const first = this.#calls[0]?.what ?? what;
      throw new IllegalStateException(
        `${what} was called inside callbacks of ${first} that call each other without an end: a callback that polls is called again by that poll ` +
          '(a Java consumer ends with a StackOverflowError). Do not poll in a listener; return from it, and the poll that called it goes on.',
      );
    }
    const call: PendingCall = { what, callbacks: 0, hasEnded: false };
    this.#calls.push(call);
    return call;
  }

  #end(call: PendingCall): void {
    call.hasEnded = true;
    this.#looseCallbacks += call.callbacks;
    this.#calls.splice(this.#calls.indexOf(call), 1);
  }
}
