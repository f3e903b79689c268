// Floor 3. The lock that a call of the application and the heartbeat "thread" share (Kafka: the monitor of AbstractCoordinator).
// Nothing runs in parallel here: the lock matters only where a call waits while it holds it.
import type { Routine } from '../../kernel/routine.ts';

export class Monitor {
  #depth = 0;
  readonly #waiting: (() => void)[] = [];

  get isHeld(): boolean {
    return this.#depth > 0;
  }

  /** Runs the routine with the lock held. The lock may be taken again inside. */
  *hold<T>(routine: Routine<T>): Routine<T> {
    this.#depth++;
    try {
      return yield* routine;
    } finally {
      this.#depth--;
      if (this.#depth === 0) for (const goOn of this.#waiting.splice(0)) goOn();
    }
  }

  *untilFree(): Routine<void> {
    while (this.isHeld) yield (goOn) => void this.#waiting.push(goOn);
  }
}
