// Floor 4. One life of a process, from its start to its end: its clock, its connections, what its application code waits for.
// When it ends everything that belongs to it ends, and what is still under way finds nobody.
import { type ClientProcess, runningProcess, setCurrentProcess } from '../client/current-process.ts';
import type { Application } from '../kernel/event-queue.ts';
import { Future } from '../kernel/future.ts';
import { RandomStream } from '../kernel/random.ts';
import { type Routine, waitFor } from '../kernel/routine.ts';
import type { Simulation } from '../kernel/simulation.ts';
import type { Emit } from '../protocol/trace-event.ts';
import type { Wire } from '../protocol/wire.ts';
import { Gate } from './gate.ts';
import { ProcessClock } from './process-clock.ts';

/** A call into the simulator that application code waits for. */
export interface Wait {
  /** For example `KafkaConsumer.poll(1000)`. */
  readonly what: string;
  readonly sinceMs: number;
  /** Where it was called from. */
  readonly stack: string | undefined;
}

/** A call that application code waited for, and when it came back. */
export interface LastReturn {
  readonly wait: Wait;
  /** Virtual time of the cluster. */
  readonly atMs: number;
}

export interface IncarnationOptions {
  readonly process: string;
  readonly simulation: Simulation;
  readonly skewMs: number;
  readonly random: RandomStream;
  /** Chance of the application code, apart from that of its clients. Left out: a stream of the process's name. */
  readonly applicationRandom?: RandomStream;
  readonly emit: Emit;
  readonly bootstrapBrokers: readonly number[];
  /** The network's wire, which delivers whatever the state of this process. */
  readonly wire: (clientId: string) => Wire;
}

export class Incarnation implements ClientProcess, Application {
  readonly process: string;
  readonly clock: ProcessClock;
  readonly random: RandomStream;
  readonly emit: Emit;
  readonly bootstrapBrokers: readonly number[];
  /** What `Math.random` draws from while application code of this process runs. */
  readonly applicationRandom: RandomStream;
  /** Settles when the process is asked to stop. */
  readonly shutdown = new Future<void>();

  readonly #options: IncarnationOptions;
  readonly #waits = new Set<Wait>();
  readonly #calls = new Set<{ readonly what: string; readonly sinceMs: number }>();
  readonly #adopted: { wakeup(): void }[] = [];
  /** Closed while the process is frozen: nothing that arrives is seen. */
  readonly #arrivals = new Gate();
  /** Closed while application code stands still: frozen, or blocked. */
  readonly #turns = new Gate();
  #lastReturn: LastReturn | undefined;
  #isFrozen = false;
  #isBlocked = false;
  #hasEnded = false;
  /** Programs of the machinery need no turn of the host. */
  #hasApplicationCode = false;
  #clientCount = 0;

  constructor(options: IncarnationOptions) {
    this.#options = options;
    this.process = options.process;
    this.clock = new ProcessClock(options.simulation, options.skewMs);
    this.random = options.random;
    this.applicationRandom = options.applicationRandom ?? new RandomStream(`application:${options.process}`);
    // Code that a crash has cut off may run on to its next await; nobody sees what it does.
    this.emit = (event) => {
      if (!this.#hasEnded) options.emit(event);
    };
    this.bootstrapBrokers = options.bootstrapBrokers;
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  get hasApplicationCode(): boolean {
    return this.#hasApplicationCode;
  }

  get isFrozen(): boolean {
    return this.#isFrozen;
  }

  get isBlocked(): boolean {
    return this.#isBlocked;
  }

  /** Virtual time as nothing can set it: what `performance.now()` shows, whatever happens to the process's clock. */
  get uptimeMs(): number {
    return this.#options.simulation.now();
  }

  /** The cluster's time stands still until this work of the host is settled. */
  holdFor(work: PromiseLike<unknown>): void {
    this.#options.simulation.holdFor(work);
  }

  /** The latest call that came back to application code: where code that now waits for nothing was last seen. */
  get lastReturn(): LastReturn | undefined {
    return this.#lastReturn;
  }

  /** What application code waits for, oldest first. */
  get waits(): readonly Wait[] {
    return [...this.#waits];
  }

  /** Listeners and callbacks that were called and have not come back. */
  get openCalls(): readonly { readonly what: string; readonly sinceMs: number }[] {
    return [...this.#calls];
  }

  nextClientNumber(): number {
    this.#clientCount++;
    return this.#clientCount;
  }

  adopt(client: { wakeup(): void }): void {
    this.#adopted.push(client);
  }

  wire(clientId: string): Wire {
    const wire = this.#options.wire(clientId);
    return {
      send: (brokerId, api, request, handler, purpose) => {
        if (this.#hasEnded) return;
        wire.send(
          brokerId,
          api,
          request,
          {
            onResponse: (response) => this.#arrivals.pass(() => handler.onResponse(response)),
            onDisconnect: () => this.#arrivals.pass(() => handler.onDisconnect()),
          },
          purpose,
        );
      },
      disconnect: (brokerId, purpose) => wire.disconnect(brokerId, purpose),
    };
  }

  promise<T>(future: Future<T>, what: string): Promise<T> {
    const here = new Error(what);
    const wait: Wait = {
      what,
      sinceMs: this.#options.simulation.now(),
      // As a text only when somebody reads it: that costs more than all the rest.
      get stack() {
        return here.stack;
      },
    };
    this.#waits.add(wait);
    return new Promise((resolve, reject) => {
      future.onDone((outcome) =>
        this.runApplication(() => {
          this.#waits.delete(wait);
          this.#lastReturn = { wait, atMs: this.#options.simulation.now() };
          if ('error' in outcome) reject(outcome.error);
          else resolve(outcome.value);
        }),
      );
    });
  }

  *call<T>(what: string, work: () => T | PromiseLike<T>): Routine<T> {
    const result = new Future<T>();
    const call = { what, sinceMs: this.#options.simulation.now() };
    this.#calls.add(call);
    this.runApplication(() => {
      let promise: Promise<T>;
      try {
        const returned = work();
        if (!isThenable(returned)) {
          result.succeed(returned);
          return;
        }
        // Whatever it is: of a promise it is known that it settles once.
        promise = Promise.resolve(returned);
      } catch (error) {
        result.fail(error);
        return;
      }
      promise.then(
        (value) => this.runApplication(() => result.succeed(value)),
        (error: unknown) => this.runApplication(() => result.fail(error)),
      );
    });
    try {
      return yield* waitFor(result);
    } finally {
      this.#calls.delete(call);
    }
  }

  within<T>(work: () => T): T {
    const before = runningProcess();
    setCurrentProcess(this);
    try {
      return work();
    } finally {
      setCurrentProcess(before);
    }
  }

  /** For programs of the machinery: comes back at once, or when application code may run again. */
  *proceed(): Routine<void> {
    if (!this.#turns.isOpen) yield (goOn) => this.#turns.pass(goOn);
  }

  /** Lets application code run at the present instant, after all machinery of that instant. */
  runApplication(work: () => void): void {
    this.#hasApplicationCode = true;
    this.#options.simulation.schedule(0, 'application', () => this.#turns.pass(work), this);
  }

  enter(): void {
    setCurrentProcess(this);
  }

  leave(): void {
    setCurrentProcess(undefined);
  }

  /** A frozen process learns of it when it thaws, as a suspended one takes its signals when it goes on. */
  requestShutdown(): void {
    this.#arrivals.pass(() => {
      if (this.shutdown.isDone) return;
      this.shutdown.succeed();
      for (const client of this.#adopted) client.wakeup();
    });
  }

  freeze(): void {
    this.#isFrozen = true;
    this.clock.freeze();
    this.#arrivals.close();
    this.#turns.close();
  }

  /** Timers that came due go first, then what arrived, then application code. */
  thaw(): void {
    this.#isFrozen = false;
    this.clock.thaw();
    this.#options.simulation.schedule(0, 'delivery', () => {
      if (this.#isFrozen) return;
      this.#arrivals.open();
      if (!this.#isBlocked) this.#letTurnsGo();
    });
  }

  block(): void {
    this.#isBlocked = true;
    this.#turns.close();
  }

  unblock(): void {
    this.#isBlocked = false;
    if (!this.#isFrozen) this.#letTurnsGo();
  }

  end(): void {
    this.#hasEnded = true;
    this.clock.end();
    this.#arrivals.remove();
    this.#turns.remove();
    this.#waits.clear();
    this.#calls.clear();
  }

  #letTurnsGo(): void {
    this.#options.simulation.schedule(
      0,
      'application',
      () => {
        if (!this.#isFrozen && !this.#isBlocked) this.#turns.open();
      },
      this.#hasApplicationCode ? this : undefined,
    );
  }
}

function isThenable<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
