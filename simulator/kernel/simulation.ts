// Floor 1. Runs events in order and moves the clock. Machinery runs synchronously; only after application code was let run
// does it wait for a turn of the host's event loop, in which everything that code awaits and has already is settled.
import type { Clock } from './clock.ts';
import { type Application, type EventClass, EventQueue, type QueuedEvent } from './event-queue.ts';
import { SimulationLimit } from './trace.ts';

/** What the simulation needs of the machine it runs on. */
export interface Host {
  /** A full turn of the event loop: when it is over, no promise reaction is left to run. Captured before learner code loads. */
  turn(): Promise<void>;
  /** Told from time to time that virtual time goes on, so that a watchdog can tell slow from stuck. */
  progress?(nowMs: number): void;
}

export interface SimulationOptions {
  readonly host: Host;
  /** How many events may run before the run ends with a `SimulationLimit`. */
  readonly eventsMax: number;
}

/** Why `run` came back: the time was reached, the predicate held, or nothing at all is left to happen. */
export type RunEnd = 'time' | 'predicate' | 'idle';

const eventsBetweenProgress = 20_000;

export class Simulation implements Clock {
  readonly #queue = new EventQueue();
  readonly #host: Host;
  readonly #eventsMax: number;
  #nowMs = 0;
  #eventCount = 0;
  #isRunning = false;
  #failure: { readonly error: unknown } | undefined;
  readonly #outsideWork: PromiseLike<unknown>[] = [];

  constructor(options: SimulationOptions) {
    this.#host = options.host;
    this.#eventsMax = options.eventsMax;
  }

  now(): number {
    return this.#nowMs;
  }

  get eventCount(): number {
    return this.#eventCount;
  }

  after(delayMs: number, run: () => void): QueuedEvent {
    return this.schedule(delayMs, 'timer', run);
  }

  /** @param delayMs whole milliseconds from now, 0 or more */
  schedule(delayMs: number, eventClass: EventClass, run: () => void, owner?: Application): QueuedEvent {
    if (!(delayMs >= 0 && Number.isInteger(delayMs))) {
      throw new RangeError(`An event is scheduled whole milliseconds ahead, not ${delayMs}.`);
    }
    return this.#queue.schedule(this.#nowMs + delayMs, eventClass, run, owner);
  }

  /** Ends the run with this error, whoever catches it meanwhile: at the next event, and whenever it is run again. */
  failWith(error: unknown): void {
    this.#failure ??= { error };
  }

  /**
   * Application code waits for something of the host, such as the loading of a module: the clock stands still until it is
   * settled, although nothing in the simulation waits for it.
   */
  holdFor(work: PromiseLike<unknown>): void {
    this.#outsideWork.push(work);
  }

  /**
   * Runs until `untilMs` (all that happens at that instant included), until `isOver` holds at the end of an instant, or
   * until nothing is left. Without application code it never waits, and `runMachinery` does the same at once.
   */
  async run(untilMs: number, isOver?: () => boolean): Promise<RunEnd> {
    this.#begin();
    try {
      for (;;) {
        const end = this.#next(untilMs, isOver);
        if (typeof end === 'string') return end;
        if (end.owner === undefined) end.run();
        else await this.#runApplication(end, end.owner);
      }
    } finally {
      this.#isRunning = false;
    }
  }

  /** The same for a simulation in which no application code lives. */
  runMachinery(untilMs: number, isOver?: () => boolean): RunEnd {
    this.#begin();
    try {
      for (;;) {
        const end = this.#next(untilMs, isOver);
        if (typeof end === 'string') return end;
        if (end.owner !== undefined) throw new Error('Application code needs turns of the host: use run().');
        end.run();
      }
    } finally {
      this.#isRunning = false;
    }
  }

  #begin(): void {
    if (this.#isRunning) {
      throw new Error('This simulation is running already. Await the call that runs it before the next one.');
    }
    this.#isRunning = true;
  }

  #next(untilMs: number, isOver: (() => boolean) | undefined): RunEnd | QueuedEvent {
    if (this.#failure !== undefined) throw this.#failure.error;
    const next = this.#queue.peek();
    if ((next === undefined || next.atMs > this.#nowMs) && isOver?.()) return 'predicate';
    if (next === undefined) {
      if (Number.isFinite(untilMs) && untilMs > this.#nowMs) this.#nowMs = untilMs;
      return 'idle';
    }
    if (next.atMs > untilMs) {
      if (untilMs > this.#nowMs) this.#nowMs = untilMs;
      return 'time';
    }
    if (this.#eventCount >= this.#eventsMax) throw new SimulationLimit('events', this.#eventsMax, this.#nowMs);
    this.#eventCount++;
    if (this.#eventCount % eventsBetweenProgress === 0) this.#host.progress?.(this.#nowMs);
    this.#nowMs = next.atMs;
    this.#queue.take();
    return next;
  }

  /** Lets one process run until all of it waits: what comes next for the same process at this instant goes along. */
  async #runApplication(first: QueuedEvent, owner: Application): Promise<void> {
    owner.enter();
    try {
      first.run();
      for (;;) {
        const next = this.#queue.peek();
        if (next?.owner !== owner || next.atMs !== this.#nowMs) break;
        this.#queue.take();
        this.#eventCount++;
        next.run();
      }
      await this.#host.turn();
      while (this.#outsideWork.length > 0) {
        await Promise.allSettled(this.#outsideWork.splice(0));
        await this.#host.turn();
      }
    } finally {
      owner.leave();
    }
  }
}
