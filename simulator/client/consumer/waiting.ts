// Floor 3. Calls that wait for the network: until something arrives, or until their time is used up.
import type { Clock, Timer } from '../../kernel/clock.ts';
import type { Routine } from '../../kernel/routine.ts';

export class Waiting {
  readonly #clock: Clock;
  readonly #waiting = new Set<() => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  *wait(timeoutMs: number): Routine<void> {
    yield (goOn) => {
      let timer: Timer | undefined;
      const end = (): void => {
        this.#waiting.delete(end);
        timer?.cancel();
        goOn();
      };
      this.#waiting.add(end);
      timer = this.#clock.after(timeoutMs, end);
    };
  }

  /** Lets all that wait go on. @returns whether anybody did */
  end(): boolean {
    if (this.#waiting.size === 0) return false;
    for (const end of [...this.#waiting]) end();
    return true;
  }
}
