// Floor 3. One direction of one connection: messages arrive in the order in which they were sent, after their latency, or not at
// all. Knows nothing of what they say.
import type { Scheduler } from './scheduler.ts';

export interface LaneOptions<T> {
  readonly scheduler: Scheduler;
  /** Milliseconds for the next message. */
  readonly latencyMs: () => number;
  /** Whether nothing gets through at present. What comes due meanwhile waits, as TCP sends it again and again. */
  readonly isBlocked: () => boolean;
  readonly arrived: (message: T) => void;
}

interface OnTheWay<T> {
  readonly message: T;
  dueMs: number;
}

export class Lane<T> {
  readonly #options: LaneOptions<T>;
  #onTheWay: OnTheWay<T>[] = [];
  #lastDueMs = 0;
  /** Something came due while nothing got through. */
  #isHeld = false;
  readonly #deliverNext = () => this.#deliver();

  constructor(options: LaneOptions<T>) {
    this.#options = options;
  }

  send(message: T): void {
    this.#onTheWay.push({ message, dueMs: this.#schedule(this.#options.latencyMs()) });
  }

  get isEmpty(): boolean {
    return this.#onTheWay.length === 0;
  }

  /** Whether something is on its way that cannot get through at present. */
  get isHeldBack(): boolean {
    return this.#onTheWay.length > 0 && this.#options.isBlocked();
  }

  /** What waited because of a cut sets out again, in its order, and takes its latency once more. */
  resume(): void {
    if (!this.#isHeld || this.#options.isBlocked()) return;
    this.#isHeld = false;
    const now = this.#options.scheduler.now();
    for (const message of this.#onTheWay) {
      if (message.dueMs <= now) message.dueMs = this.#schedule(this.#options.latencyMs());
      else if (message.dueMs < this.#lastDueMs) message.dueMs = this.#schedule(0);
    }
  }

  /** @returns what was on its way and does not arrive any more */
  clear(): readonly T[] {
    const lost = this.#onTheWay.map(({ message }) => message);
    this.#onTheWay = [];
    return lost;
  }

  /** @returns when a message that sets out now arrives: never before one that was sent earlier */
  #schedule(latencyMs: number): number {
    const now = this.#options.scheduler.now();
    this.#lastDueMs = Math.max(this.#lastDueMs, now + latencyMs);
    this.#options.scheduler.schedule(this.#lastDueMs - now, 'delivery', this.#deliverNext);
    return this.#lastDueMs;
  }

  /** Each message has one such call at the moment when it is due, so one at a time is enough. */
  #deliver(): void {
    const first = this.#onTheWay[0];
    if (first === undefined || first.dueMs > this.#options.scheduler.now()) return;
    if (this.#options.isBlocked()) {
      this.#isHeld = true;
      return;
    }
    this.#onTheWay.shift();
    this.#options.arrived(first.message);
  }
}
