// Floor 1. A value that is not there yet, for machinery: unlike a promise it tells its listeners at once, in the same call.

export type Outcome<T> = { readonly value: T } | { readonly error: unknown };

export class Future<T> {
  #outcome: Outcome<T> | undefined;
  #listeners: ((outcome: Outcome<T>) => void)[] = [];

  static of<T>(value: T): Future<T> {
    const future = new Future<T>();
    future.succeed(value);
    return future;
  }

  static failed<T>(error: unknown): Future<T> {
    const future = new Future<T>();
    future.fail(error);
    return future;
  }

  get isDone(): boolean {
    return this.#outcome !== undefined;
  }

  /** `undefined` until it is done. */
  get outcome(): Outcome<T> | undefined {
    return this.#outcome;
  }

  succeed(value: T): void {
    this.#settle({ value });
  }

  fail(error: unknown): void {
    this.#settle({ error });
  }

  /** Calls `listener` once: now if it is done already. */
  onDone(listener: (outcome: Outcome<T>) => void): void {
    if (this.#outcome === undefined) this.#listeners.push(listener);
    else listener(this.#outcome);
  }

  #settle(outcome: Outcome<T>): void {
    if (this.#outcome !== undefined) throw new Error('A future is settled once; this one is done already.');
    this.#outcome = outcome;
    const listeners = this.#listeners;
    this.#listeners = [];
    for (const listener of listeners) listener(outcome);
  }
}
