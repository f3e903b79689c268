// Floor 3. The clock of one life of a broker: what it was to call later is not called any more once the broker has gone down.
import type { Clock, Timer } from '../../kernel/clock.ts';

export class LifeClock implements Clock {
  readonly #clock: Clock;
  #hasEnded = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  now(): number {
    return this.#clock.now();
  }

  after(delayMs: number, run: () => void): Timer {
    return this.#clock.after(delayMs, () => {
      if (!this.#hasEnded) run();
    });
  }

  end(): void {
    this.#hasEnded = true;
  }
}
