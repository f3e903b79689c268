// Floor 4. The clock of one process: it stands still while the process is frozen, can jump, and is gone when the process ends.
import type { Clock, Timer } from '../kernel/clock.ts';
import type { Simulation } from '../kernel/simulation.ts';

interface PendingTimer {
  /** By this clock. */
  dueMs: number;
  readonly sequence: number;
  readonly run: () => void;
  scheduled: Timer | undefined;
}

export class ProcessClock implements Clock {
  readonly #simulation: Simulation;
  readonly #pending = new Set<PendingTimer>();
  #skewMs: number;
  #sequence = 0;
  #state: 'running' | 'frozen' | 'ended' = 'running';

  /** @param skewMs how far this clock is ahead of the cluster's; negative: behind */
  constructor(simulation: Simulation, skewMs: number) {
    this.#simulation = simulation;
    this.#skewMs = skewMs;
  }

  now(): number {
    return this.#simulation.now() + this.#skewMs;
  }

  after(delayMs: number, run: () => void): Timer {
    const timer: PendingTimer = {
      dueMs: this.now() + delayMs,
      sequence: this.#sequence++,
      run,
      scheduled: undefined,
    };
    if (this.#state !== 'ended') {
      this.#pending.add(timer);
      if (this.#state === 'running') this.#schedule(timer, delayMs);
    }
    return { cancel: () => this.#forget(timer) };
  }

  /** Nothing fires until `thaw`; the time that passes counts. */
  freeze(): void {
    this.#state = 'frozen';
    for (const timer of this.#pending) timer.scheduled?.cancel();
  }

  /** What is overdue fires at this instant, in the order in which it was due. */
  thaw(): void {
    this.#state = 'running';
    this.#scheduleAll();
  }

  /**
   * The clock jumps, as when an operator or NTP sets it. Kafka's clients measure their timeouts by the wall clock
   * (`org.apache.kafka.common.utils.Timer`), so a jump forward makes them due and a jump backward keeps them waiting.
   */
  step(byMs: number): void {
    this.#skewMs += byMs;
    if (this.#state === 'running') this.#scheduleAll();
  }

  /** Forgets every timer, for good. */
  end(): void {
    this.#state = 'ended';
    for (const timer of this.#pending) timer.scheduled?.cancel();
    this.#pending.clear();
  }

  #scheduleAll(): void {
    const now = this.now();
    const inOrder = [...this.#pending].sort((a, b) => a.dueMs - b.dueMs || a.sequence - b.sequence);
    for (const timer of inOrder) {
      timer.scheduled?.cancel();
      this.#schedule(timer, Math.max(0, timer.dueMs - now));
    }
  }

  #schedule(timer: PendingTimer, delayMs: number): void {
    timer.scheduled = this.#simulation.after(delayMs, () => {
      this.#pending.delete(timer);
      timer.run();
    });
  }

  #forget(timer: PendingTimer): void {
    if (this.#pending.delete(timer)) timer.scheduled?.cancel();
  }
}
