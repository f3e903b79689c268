// Floor 3. A span of time that a call may use up, measured on the client's clock (Kafka: org.apache.kafka.common.utils.Timer).
import type { Clock } from '../../kernel/clock.ts';
import { pause, type Routine } from '../../kernel/routine.ts';

export class Deadline {
  readonly #clock: Clock;
  #startMs: number;
  #endMs: number;

  /** @param timeoutMs may be Infinity */
  constructor(clock: Clock, timeoutMs: number) {
    this.#clock = clock;
    this.#startMs = clock.now();
    this.#endMs = this.#startMs + Math.max(0, timeoutMs);
  }

  get remainingMs(): number {
    return Math.max(0, this.#endMs - this.#clock.now());
  }

  get elapsedMs(): number {
    return this.#clock.now() - this.#startMs;
  }

  get isExpired(): boolean {
    return this.#clock.now() >= this.#endMs;
  }

  reset(timeoutMs: number): void {
    this.#startMs = this.#clock.now();
    this.#endMs = this.#startMs + Math.max(0, timeoutMs);
  }

  /** Lets time pass, at least 1 ms so that no loop stands still, but not beyond the end of this span. */
  *sleep(ms: number): Routine<void> {
    const sleepMs = Math.min(Math.max(1, ms), this.remainingMs);
    if (sleepMs > 0) yield* pause(this.#clock, sleepMs);
  }
}
