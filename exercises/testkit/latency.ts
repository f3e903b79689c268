// Floor 6. How long a thing outside of the process takes: seeded, in virtual time of the process that waits for it.
import { sleep } from 'kafka';
import { RandomStream } from 'simulator';

/** Whole milliseconds; always the same time when `leastMs` and `mostMs` are equal. */
export interface Latency {
  readonly leastMs: number;
  readonly mostMs: number;
}

export class Delays {
  readonly #chance: RandomStream;
  readonly #latency: Latency;

  /** @throws RangeError when the latency is no range of whole milliseconds from 0 up */
  constructor(seed: string, latency: Latency) {
    const { leastMs, mostMs } = latency;
    if (!(Number.isInteger(leastMs) && Number.isInteger(mostMs) && leastMs >= 0 && mostMs >= leastMs)) {
      throw new RangeError(
        `A latency goes from leastMs to mostMs, in whole milliseconds from 0 up; not from ${leastMs} to ${mostMs}.`,
      );
    }
    this.#chance = new RandomStream(seed);
    this.#latency = latency;
  }

  /** Comes back a seeded while later, and never in a process that crashes meanwhile. */
  wait(): Promise<void> {
    return sleep(this.#chance.integer(this.#latency.leastMs, this.#latency.mostMs));
  }
}
