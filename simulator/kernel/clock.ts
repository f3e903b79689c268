// Floor 1. What machinery needs of time: to read it, and to be called later. Knows nothing of Kafka.

/** Something that will happen once. */
export interface Timer {
  /** Forgets it. Has no effect after it has happened. */
  cancel(): void;
}

/** A clock in whole milliseconds of virtual time. A process has one of its own, which can stand still or jump. */
export interface Clock {
  now(): number;
  /** Calls `run` once, `delayMs` from now: at the present instant when it is 0, but never before this call has returned. */
  after(delayMs: number, run: () => void): Timer;
}
