// Floor 3. How long a client waits before it tries again: longer after each failure, up to a limit (Kafka: ExponentialBackoff).
import type { RandomStream } from '../kernel/random.ts';

const growth = 2;
const jitter = 0.2;

/** Waiting times in whole milliseconds: `initialMs`, then twice as long each time, at most `maxMs`, each varied by up to a fifth. */
export class ExponentialBackoff {
  readonly #initialMs: number;
  readonly #maxMs: number;
  readonly #random: RandomStream;

  constructor(initialMs: number, maxMs: number, random: RandomStream) {
    this.#initialMs = Math.min(initialMs, maxMs);
    this.#maxMs = maxMs;
    this.#random = random;
  }

  /** @param attempts how many tries have failed already, from 0 */
  afterMs(attempts: number): number {
    if (this.#initialMs === 0) return 0;
    const exponent = Math.min(attempts, 30);
    const factor = 1 + jitter * (2 * this.#random.next() - 1);
    return Math.min(this.#maxMs, Math.floor(this.#initialMs * growth ** exponent * factor));
  }
}
