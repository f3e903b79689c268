// Floor 4. The clock of one process: it stands still while the process is frozen, can jump, and is gone when the process ends.
import type { Clock, Timer } from '../kernel/clock.ts';
import type { Simulation } from '../kernel/simulation.ts';

class PendingTimer implements Timer {
  /** By the process's clock. */
  readonly dueMs: number;
  readonly sequence: number;
  readonly #pending: Set<PendingTimer>;
  readonly #run: () => void;
  #scheduled: Timer | undefined;

  constructor(pending: Set<PendingTimer>, dueMs: number, sequence: number, run: () => void) {
    this.#pending = pending;
    this.dueMs = dueMs;
    this.sequence = sequence;
    this.#run = run;
  }

  schedule(simulation: Simulation, delayMs: number): void {
    this.#scheduled = simulation.after(delayMs, () => {
      this.#pending.delete(this);
      this.#run();
    });
  }

  /** It stays pending. */
  unschedule(): void {
    this.#scheduled?.cancel();
  }

  cancel(): void {
    if (this.#pending.delete(this)) this.#scheduled?.cancel();
  }
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
    const timer = new PendingTimer(this.#pending, this.now() + delayMs, this.#sequence++, run);
    if (this.#state !== 'ended') {
      this.#pending.add(timer);
      if (this.#state === 'running') timer.schedule(this.#simulation, delayMs);
    }
    return timer;
  }

  /** Nothing fires until `thaw`; the time that passes counts. */
  freeze(): void {
    this.#state = 'frozen';
    for (const timer of this.#pending) timer.unschedule();
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
    for (const timer of this.#pending) timer.unschedule();
    this.#pending.clear();
  }

  #scheduleAll(): void {
    const now = this.now();
    const inOrder = [...this.#pending].sort((a, b) => a.dueMs - b.dueMs || a.sequence - b.sequence);
    for (const timer of inOrder) {
      timer.unschedule();
      timer.schedule(this.#simulation, Math.max(0, timer.dueMs - now));
    }
  }
}
