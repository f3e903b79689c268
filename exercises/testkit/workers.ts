// Floor 6. Workers that an answer hands records to: they take their time, finish out of order, and may fail. They live in the
// process that hands a record over, on its clock; what they did is remembered outside of it.
import { type ConsumerRecord, sleep } from 'kafka';
import { type ProcessLife, RandomStream, runningLife } from 'simulator';
import { checkedPlace } from './arguments.ts';
import { type Doing, doneNow } from './history.ts';
import type { Latency } from './latency.ts';

/** Workers of this process: each record takes its time, and records finish in another order than they were handed over. */
export interface Workers {
  /** Settles when the record was handled; rejects with a WorkerError when a worker failed at it. Any number may be under way. */
  handle(record: ConsumerRecord): Promise<void>;
}

/** A worker failed at a record. Handing it over once more may succeed. */
export class WorkerError extends Error {
  override readonly name = 'WorkerError';
}

export interface WorkersOptions {
  /** Decides how long each record takes and which fail. The same record takes the same time, whoever handles it. */
  readonly seed: string | number;
  /** How long a record takes. */
  readonly duration: Latency | ((record: ConsumerRecord) => number);
  /** The chance of each attempt to fail. Default: 0. */
  readonly failureChance?: number;
}

export interface WorkerEvent extends Doing {
  readonly kind: 'started' | 'finished' | 'failed';
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** From 1, over all processes. */
  readonly attempt: number;
}

interface Job {
  readonly life: ProcessLife;
  readonly record: ConsumerRecord;
}

export class SimulatedWorkers {
  readonly #options: WorkersOptions;
  readonly #attempts = new Map<string, number>();
  readonly #events: WorkerEvent[] = [];
  readonly #jobs = new Set<Job>();
  #inFlightMost = 0;

  constructor(options: WorkersOptions) {
    const { failureChance = 0 } = options;
    if (!(failureChance >= 0 && failureChance <= 1)) {
      throw new RangeError(`failureChance goes from 0 to 1, not to ${failureChance}.`);
    }
    this.#options = options;
  }

  /** For the answer: nothing but the call. */
  client(): Workers {
    return Object.freeze({ handle: (record: ConsumerRecord) => this.#handle(record) });
  }

  /** What the workers did, in order. */
  get events(): readonly WorkerEvent[] {
    return this.#events;
  }

  /** Records that are being handled now in a process that is alive. */
  inFlightIn(process: string): readonly ConsumerRecord[] {
    return [...this.#jobs].flatMap(({ life, record }) => (life.process === process && !life.hasEnded ? [record] : []));
  }

  /** The most records that one process had under way at any time. */
  get inFlightMost(): number {
    return this.#inFlightMost;
  }

  async #handle(record: ConsumerRecord): Promise<void> {
    checkedPlace('handle()', record);
    const { topic, partition, offset } = record;
    const life = runningLife('handle()');
    const name = `${topic}-${partition}@${offset}`;
    const attempt = (this.#attempts.get(name) ?? 0) + 1;
    this.#attempts.set(name, attempt);
    const chance = new RandomStream(`${this.#options.seed}/${name}/${attempt}`);
    const { duration, failureChance = 0 } = this.#options;
    const takesMs =
      typeof duration === 'function' ? duration(record) : chance.integer(duration.leastMs, duration.mostMs);
    const hasFailed = chance.chance(failureChance);

    const job: Job = { life, record };
    this.#jobs.add(job);
    this.#inFlightMost = Math.max(this.#inFlightMost, this.inFlightIn(life.process).length);
    const told = { topic, partition, offset, attempt };
    this.#events.push({ ...doneNow('handle()'), kind: 'started', ...told });
    await sleep(takesMs);
    this.#jobs.delete(job);
    this.#events.push({ ...doneNow('handle()'), kind: hasFailed ? 'failed' : 'finished', ...told });
    if (hasFailed) throw new WorkerError(`A worker failed at ${name} (attempt ${attempt}).`);
  }
}
