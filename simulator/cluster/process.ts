// Floor 4. A named process: started with a function, stopped, crashed, frozen, and started again as the same one.
import { type Routine, start } from '../kernel/routine.ts';
import type { Simulation } from '../kernel/simulation.ts';
import type { Emit } from '../protocol/trace-event.ts';
import type { Incarnation, LastReturn, Wait } from './incarnation.ts';

/** How a process learns that it is to end (Java: what a shutdown hook would set). */
export interface ShutdownSignal {
  readonly isRequested: boolean;
  /** Settles when the process is asked to stop. */
  readonly requested: Promise<void>;
}

export interface ProcessContext {
  /** The process's name. */
  readonly name: string;
  readonly shutdown: ShutdownSignal;
}

/** What a process runs. The process ends when it returns; an error that leaves it is a crash. */
export type ProcessMain = (context: ProcessContext) => void | PromiseLike<void>;

/** The same for a program of the machinery, which needs no promises. */
export type ProcessProgram = (process: Incarnation) => Routine<void>;

/**
 * - `new`: never started.
 * - `running`, `frozen`, `blocked`: alive. A frozen process does nothing at all; in a blocked one only application code
 *   stands still, heartbeats go on.
 * - `stopping`: asked to stop, not over yet.
 * - `stopped`: its function returned. `crashed`: it was crashed, or an error left its function.
 */
export type ProcessState = 'new' | 'running' | 'stopping' | 'frozen' | 'blocked' | 'stopped' | 'crashed';

/** What a process is waiting for, for the report at the end of a run. */
export interface ProcessReport {
  readonly name: string;
  readonly state: ProcessState;
  readonly waits: readonly Wait[];
  /** Listeners and callbacks that were called and have not come back. */
  readonly openCalls: readonly { readonly what: string; readonly sinceMs: number }[];
  /** It is alive and waits for nothing of the simulator's: a promise that nobody here will ever settle. */
  readonly isStuck: boolean;
  /** The latest call into the simulator that came back to it. */
  readonly lastReturn: LastReturn | undefined;
  /** The error that ended it. */
  readonly failure: ProcessFailure | undefined;
}

/** How a process came to its end by an error of its own. */
export interface ProcessFailure {
  readonly error: unknown;
  /** Virtual time of the cluster. */
  readonly atMs: number;
  /** What other parts of it were waiting for at that instant. */
  readonly waits: readonly Wait[];
}

export interface ProcessOptions {
  readonly name: string;
  /** Its address, as the broker sees it. */
  readonly host: string;
  readonly simulation: Simulation;
  readonly emit: Emit;
  readonly incarnate: (skewMs: number) => Incarnation;
  /** A life of the process is over, however: its connections close. */
  readonly ended: () => void;
}

export class SimulatedProcess {
  readonly name: string;
  readonly host: string;
  readonly #options: ProcessOptions;
  #incarnation: Incarnation | undefined;
  #begin: ((incarnation: Incarnation) => void) | undefined;
  #ending: 'stopped' | 'crashed' | undefined;
  #failure: ProcessFailure | undefined;
  #leftPending: readonly Wait[] = [];
  #skewMs = 0;
  readonly #lulls = { freeze: 0, block: 0 };

  constructor(options: ProcessOptions) {
    this.name = options.name;
    this.host = options.host;
    this.#options = options;
  }

  get state(): ProcessState {
    const incarnation = this.#incarnation;
    if (incarnation === undefined) return this.#ending ?? 'new';
    if (incarnation.isFrozen) return 'frozen';
    if (incarnation.isBlocked) return 'blocked';
    return incarnation.shutdown.isDone ? 'stopping' : 'running';
  }

  get isAlive(): boolean {
    return this.#incarnation !== undefined;
  }

  /** What left the function of a process that crashed by itself; `undefined` otherwise. */
  get failure(): unknown {
    return this.#failure?.error;
  }

  /** The same with its circumstances. */
  get failureReport(): ProcessFailure | undefined {
    return this.#failure;
  }

  /** What was still under way when the function of a process that has stopped returned: nobody will see the end of it. */
  get leftPending(): readonly Wait[] {
    return this.#leftPending;
  }

  /**
   * Starts the process, now. Everything that `main` creates belongs to it and ends with it.
   *
   * @throws Error when it is running
   */
  start(main: ProcessMain): void {
    this.#start((incarnation) => {
      const shutdown = incarnation.shutdown;
      const signal: ShutdownSignal = {
        get isRequested() {
          return shutdown.isDone;
        },
        get requested() {
          return incarnation.promise(shutdown, 'the signal to shut down');
        },
      };
      const context: ProcessContext = { name: this.name, shutdown: signal };
      incarnation.runApplication(() => {
        // In an async function, so that a `main` that throws at once ends like one that rejects.
        (async () => main(context))()
          .then(
            () => this.#ended(incarnation, 'stopped'),
            (error: unknown) => this.#ended(incarnation, 'crashed', error),
          )
          // Its end could not be recorded: the run has ended, and says so.
          .catch(() => {});
      });
    });
  }

  /** Starts the process with a program of the machinery. */
  startProgram(program: ProcessProgram): void {
    this.#start((incarnation) => {
      start(program(incarnation)).onDone((outcome) => {
        if ('error' in outcome) this.#ended(incarnation, 'crashed', outcome.error);
        else this.#ended(incarnation, 'stopped');
      });
    });
  }

  /** Starts it again with what it was started with last; crashes it first if it is alive. */
  restart(): void {
    const begin = this.#begin;
    if (begin === undefined) throw new Error(`Process ${this.name} was never started: call start() first.`);
    if (this.isAlive) this.crash();
    this.#start(begin);
  }

  /** Asks the process to stop: its shutdown signal fires and its consumers are woken up. It ends when its function returns. */
  stop(): void {
    const incarnation = this.#alive('stop');
    this.#options.emit({ kind: 'process.stopping', process: this.name });
    incarnation.requestShutdown();
  }

  /** Ends it at this instant: its promises never settle, its timers are gone. Nothing is sent; what is on the wire arrives. */
  crash(): void {
    this.#end(this.#alive('crash'), 'crashed');
  }

  /** Nothing in the process runs for this long, heartbeats included: a stop-the-world pause, a suspended machine. */
  freeze(forMs: number): void {
    const incarnation = this.#alive('freeze');
    checkDuration(forMs);
    incarnation.freeze();
    this.#options.emit({ kind: 'process.frozen', process: this.name, forMs });
    this.#after(forMs, 'freeze', incarnation, () => {
      this.#options.emit({ kind: 'process.thawed', process: this.name });
      incarnation.thaw();
    });
  }

  /** Only application code stands still for this long; the client's heartbeats go on. */
  blockPoll(forMs: number): void {
    const incarnation = this.#alive('block');
    checkDuration(forMs);
    incarnation.block();
    this.#options.emit({ kind: 'process.blocked', process: this.name, forMs });
    this.#after(forMs, 'block', incarnation, () => {
      this.#options.emit({ kind: 'process.unblocked', process: this.name });
      incarnation.unblock();
    });
  }

  /** This process's clock jumps forward, or back when negative. The cluster's time does not, nor does a later start undo it. */
  clockStep(byMs: number): void {
    if (!Number.isInteger(byMs)) throw new RangeError(`A clock steps by whole milliseconds, not by ${byMs}.`);
    this.#skewMs += byMs;
    this.#options.emit({ kind: 'process.clock', process: this.name, stepMs: byMs });
    this.#incarnation?.clock.step(byMs);
  }

  report(): ProcessReport {
    const incarnation = this.#incarnation;
    const waits = incarnation?.waits ?? [];
    const state = this.state;
    return {
      name: this.name,
      state,
      waits,
      openCalls: incarnation?.openCalls ?? [],
      isStuck:
        incarnation?.hasApplicationCode === true && waits.length === 0 && (state === 'running' || state === 'stopping'),
      lastReturn: incarnation?.lastReturn,
      failure: this.#failure,
    };
  }

  #start(begin: (incarnation: Incarnation) => void): void {
    if (this.isAlive) {
      throw new Error(`Process ${this.name} is ${this.state} already. Stop or crash it first, or call restart().`);
    }
    this.#begin = begin;
    this.#ending = undefined;
    this.#failure = undefined;
    this.#leftPending = [];
    const incarnation = this.#options.incarnate(this.#skewMs);
    this.#incarnation = incarnation;
    this.#options.emit({ kind: 'process.started', process: this.name });
    begin(incarnation);
  }

  #ended(incarnation: Incarnation, how: 'stopped' | 'crashed', failure?: unknown): void {
    if (incarnation.hasEnded) return;
    if (how === 'crashed') {
      this.#failure = { error: failure, atMs: this.#options.simulation.now(), waits: incarnation.waits };
    } else this.#leftPending = incarnation.waits;
    this.#end(incarnation, how);
  }

  #end(incarnation: Incarnation, how: 'stopped' | 'crashed'): void {
    incarnation.end();
    this.#options.ended();
    this.#incarnation = undefined;
    this.#ending = how;
    if (how === 'stopped') this.#options.emit({ kind: 'process.stopped', process: this.name });
    else if (this.#failure === undefined) this.#options.emit({ kind: 'process.crashed', process: this.name });
    else this.#options.emit({ kind: 'process.crashed', process: this.name, error: describeError(this.#failure.error) });
  }

  #alive(doing: string): Incarnation {
    if (this.#incarnation === undefined) {
      const problem = `Cannot ${doing} process ${this.name}: it is ${this.state}, not running.`;
      if (this.#failure === undefined) throw new Error(`${problem} Start it first.`);
      const { atMs, error } = this.#failure;
      throw new Error(`${problem} At ${atMs} ms an error left its function: ${describeError(error)}`, { cause: error });
    }
    return this.#incarnation;
  }

  /** The latest freeze (or block) decides when it ends. */
  #after(forMs: number, what: 'freeze' | 'block', incarnation: Incarnation, end: () => void): void {
    const number = ++this.#lulls[what];
    this.#options.simulation.after(forMs, () => {
      if (!incarnation.hasEnded && number === this.#lulls[what]) end();
    });
  }
}

function checkDuration(forMs: number): void {
  if (!(Number.isInteger(forMs) && forMs >= 0)) {
    throw new RangeError(`A process stands still for whole milliseconds from 0 up, not for ${forMs}.`);
  }
}

/** For example `TypeError: records is not iterable`, and what caused it. Whatever was thrown: also what has no text. */
export function describeError(error: unknown): string {
  try {
    const root = rootOf(error);
    return `${textOf(error)}${root === error ? '' : ` Its cause: ${textOf(root)}`}`;
  } catch {
    return 'a value that cannot be shown as a text';
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** The cause of all causes: what a listener threw deep inside of polls, for example. */
function rootOf(error: unknown): unknown {
  let root = error;
  for (let depth = 0; depth < 100 && root instanceof Error && root.cause !== undefined; depth++) root = root.cause;
  return root;
}
