// Floor 3. The three timers of a group member: heartbeat, session, poll (Kafka: Heartbeat). Sends nothing.
import { IllegalArgumentException } from '../errors.ts';
import type { GroupContext } from './consumer-context.ts';
import { Deadline } from './deadline.ts';

export class HeartbeatTimers {
  readonly #context: GroupContext;
  readonly #heartbeat: Deadline;
  readonly #session: Deadline;
  readonly #poll: Deadline;
  #failures = 0;

  /** @throws IllegalArgumentException when no heartbeat could come in time */
  constructor(context: GroupContext) {
    const { clock, config } = context;
    if (config['heartbeat.interval.ms'] >= config['session.timeout.ms']) {
      throw new IllegalArgumentException(
        'Heartbeat must be set lower than the session timeout: lower heartbeat.interval.ms, a third of session.timeout.ms is usual.',
      );
    }
    this.#context = context;
    this.#heartbeat = new Deadline(clock, config['heartbeat.interval.ms']);
    this.#session = new Deadline(clock, config['session.timeout.ms']);
    this.#poll = new Deadline(clock, config['max.poll.interval.ms']);
  }

  get isHeartbeatDue(): boolean {
    return this.#heartbeat.isExpired;
  }
  get isSessionExpired(): boolean {
    return this.#session.isExpired;
  }
  get isPollExpired(): boolean {
    return this.#poll.isExpired;
  }
  get timeToNextHeartbeatMs(): number {
    return this.#heartbeat.remainingMs;
  }
  /** Until the first of the three runs out. */
  get timeToNextMs(): number {
    return Math.min(this.#heartbeat.remainingMs, this.#session.remainingMs, this.#poll.remainingMs);
  }

  /** The application polled. */
  polled(): void {
    this.#poll.reset(this.#context.config['max.poll.interval.ms']);
  }

  sent(): void {
    this.#heartbeat.reset(this.#context.config['heartbeat.interval.ms']);
  }

  succeeded(): void {
    this.#failures = 0;
    this.resetSession();
  }

  failed(): void {
    this.#heartbeat.reset(this.#context.retryBackoff.afterMs(this.#failures++));
  }

  resetSession(): void {
    this.#session.reset(this.#context.config['session.timeout.ms']);
  }

  reset(): void {
    this.resetSession();
    this.polled();
    this.#heartbeat.reset(this.#context.config['heartbeat.interval.ms']);
  }
}
