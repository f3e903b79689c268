// Floor 6. An output that keeps back what it is given until it is flushed: what is kept back is lost with the process, what was
// flushed stays. It knows nothing of offsets.
import type { TopicPartition } from 'kafka';
import { type ProcessLife, runningLife } from 'simulator';
import { checkedPartition, checkedRow } from './arguments.ts';
import { type Doing, doneNow } from './history.ts';
import { Delays, type Latency } from './latency.ts';

/** An output: what it is given is kept back until it is flushed, and lost with the process until then. */
export interface Sink<Row> {
  /** Keeps a row of a partition back. Takes no time. */
  add(partition: TopicPartition, row: Row): void;
  /** Puts out what was kept back for a partition. */
  flush(partition: TopicPartition): Promise<void>;
  /** Forgets what was kept back for a partition. */
  discard(partition: TopicPartition): void;
}

export interface SinkOptions {
  /** How long a flush takes until it is done, and its result to come back. Default: 2 to 10 ms each. */
  readonly latency?: Latency;
  /** Decides the latencies. Default: `sink`. */
  readonly seed?: string;
}

/** Rows that were put out by one flush. */
export interface Flush<Row> extends Doing {
  readonly topic: string;
  readonly partition: number;
  readonly rows: readonly Row[];
}

export class SimulatedSink<Row extends object> {
  readonly #delays: Delays;
  readonly #flushes: Flush<Row>[] = [];
  readonly #keptBack = new WeakMap<ProcessLife, Map<TopicPartition, Row[]>>();

  constructor({ latency = { leastMs: 2, mostMs: 10 }, seed = 'sink' }: SinkOptions = {}) {
    this.#delays = new Delays(seed, latency);
  }

  /** For the answer: a connection, through which nothing but calls can be made. */
  client(): Sink<Row> {
    return Object.freeze({
      add: (partition: TopicPartition, row: Row) => this.#add(partition, row),
      flush: (partition: TopicPartition) => this.#flush(partition),
      discard: (partition: TopicPartition) => this.#discard(partition),
    });
  }

  /** Every flush that arrived, empty ones included. */
  get flushes(): readonly Flush<Row>[] {
    return this.#flushes;
  }

  /** The rows that were put out. */
  get rows(): readonly Row[] {
    return this.#flushes.flatMap(({ rows }) => rows);
  }

  #add(partition: TopicPartition, row: Row): void {
    this.#rowsOf('add()', partition).push(checkedRow('add()', row));
  }

  async #flush(partition: TopicPartition): Promise<void> {
    // What is added while it travels waits for the next one.
    const rows = this.#rowsOf('flush()', partition).splice(0);
    await this.#delays.wait();
    this.#flushes.push({ ...doneNow('flush()'), topic: partition.topic, partition: partition.partition, rows });
    await this.#delays.wait();
  }

  #discard(partition: TopicPartition): void {
    this.#rowsOf('discard()', partition).length = 0;
  }

  #rowsOf(what: string, partition: TopicPartition): Row[] {
    const life = runningLife(what);
    const ofLife = this.#keptBack.get(life) ?? new Map<TopicPartition, Row[]>();
    this.#keptBack.set(life, ofLife);
    const key = checkedPartition(what, partition);
    const rows = ofLife.get(key) ?? [];
    ofLife.set(key, rows);
    return rows;
  }
}
