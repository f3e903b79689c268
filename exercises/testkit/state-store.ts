// Floor 6. State kept by partition, opened by the one that owns the partition: what a stateful listener looks after. Notes every
// call, and every call that makes no sense. What was flushed survives a crash, what is open does not.
import type { TopicPartition } from 'kafka';
import { type ProcessLife, runningLife } from 'simulator';
import { checkedPartition } from './arguments.ts';
import { type Doing, doneNow } from './history.ts';
import { Delays, type Latency } from './latency.ts';

/** State kept by partition: opened by the one that owns the partition, and closed before the next one opens it. */
export interface StateStore {
  /** Opens the state of a partition. When it rejects, the state is not open. */
  open(partition: TopicPartition): Promise<void>;
  /** Makes what was changed since the last flush last. */
  flush(partition: TopicPartition): Promise<void>;
  /** Closes the state of a partition without flushing it. */
  close(partition: TopicPartition): Promise<void>;
}

export interface StateStoreOptions {
  /** How long each call takes. Default: 1 to 5 ms. */
  readonly latency?: Latency;
  /** Decides the latencies. Default: `store`. */
  readonly seed?: string;
  /** Whether this opening is to fail; `attempt` counts from 1, for each partition, over all processes. Default: none fails. */
  readonly failsToOpen?: (partition: TopicPartition, attempt: number) => boolean;
}

export type StoreCall = 'open' | 'flush' | 'close';

export interface StoreEvent extends Doing {
  readonly call: StoreCall;
  readonly topic: string;
  readonly partition: number;
  /** What was wrong with it, in words; `undefined` for a call that makes sense. */
  readonly misuse: string | undefined;
  /** An opening that was made to fail. */
  readonly hasFailed: boolean;
}

export class SimulatedStateStore {
  readonly #delays: Delays;
  readonly #failsToOpen: (partition: TopicPartition, attempt: number) => boolean;
  readonly #attempts = new Map<TopicPartition, number>();
  readonly #events: StoreEvent[] = [];
  readonly #open = new Map<ProcessLife, Set<TopicPartition>>();

  constructor(options: StateStoreOptions = {}) {
    const { latency = { leastMs: 1, mostMs: 5 }, seed = 'store', failsToOpen = () => false } = options;
    this.#delays = new Delays(seed, latency);
    this.#failsToOpen = failsToOpen;
  }

  /** For the answer: a connection, through which nothing but calls can be made. */
  client(): StateStore {
    return Object.freeze({
      open: (partition: TopicPartition) => this.#openState(partition),
      flush: (partition: TopicPartition) => this.#flush(partition),
      close: (partition: TopicPartition) => this.#close(partition),
    });
  }

  /** Every call that arrived. */
  get events(): readonly StoreEvent[] {
    return this.#events;
  }

  /** The calls that made no sense. */
  get misuses(): readonly StoreEvent[] {
    return this.#events.filter(({ misuse }) => misuse !== undefined);
  }

  /** What a process has open now, in the order of opening; nothing when it is not alive. */
  openIn(process: string): readonly TopicPartition[] {
    return [...this.#open].flatMap(([life, open]) => (life.process === process && !life.hasEnded ? [...open] : []));
  }

  async #openState(partition: TopicPartition): Promise<void> {
    const { key, open } = this.#begin('open()', partition);
    await this.#delays.wait();
    const attempt = (this.#attempts.get(key) ?? 0) + 1;
    this.#attempts.set(key, attempt);
    const hasFailed = this.#failsToOpen(key, attempt);
    this.#note('open', key, open.has(key) ? 'it was open already' : undefined, hasFailed);
    if (hasFailed) {
      throw new Error(`The state of ${key.topic}-${key.partition} could not be opened (attempt ${attempt}).`);
    }
    open.add(key);
  }

  async #flush(partition: TopicPartition): Promise<void> {
    const { key, open } = this.#begin('flush()', partition);
    await this.#delays.wait();
    this.#note('flush', key, open.has(key) ? undefined : 'it was not open');
  }

  async #close(partition: TopicPartition): Promise<void> {
    const { key, open } = this.#begin('close()', partition);
    await this.#delays.wait();
    this.#note('close', key, open.delete(key) ? undefined : 'it was not open');
  }

  #begin(what: string, partition: TopicPartition) {
    const key = checkedPartition(what, partition);
    const life = runningLife(what);
    const open = this.#open.get(life) ?? new Set<TopicPartition>();
    this.#open.set(life, open);
    return { key, open };
  }

  #note(call: StoreCall, { topic, partition }: TopicPartition, misuse: string | undefined, hasFailed = false): void {
    this.#events.push({ ...doneNow(`${call}()`), call, topic, partition, misuse, hasFailed });
  }
}
