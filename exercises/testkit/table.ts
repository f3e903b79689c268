// Floor 6. A table of a database that several processes write to: rows and the offset that they were made from are stored in one
// step. It stands outside of every process, so a crash leaves it as it is.
import { type TopicPartition, topicPartition } from 'kafka';
import { checkedPartition, checkedRows } from './arguments.ts';
import { type Doing, doneNow } from './history.ts';
import { Delays, type Latency } from './latency.ts';

/** A place in a partition: the next offset to read. */
export interface PartitionOffset {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

/** Whether a write took place. A refused one changed nothing; it says which offset is stored. */
export type WriteResult =
  | { readonly kind: 'written' }
  | { readonly kind: 'refused'; readonly storedOffset: number | undefined };

/** A table of a database: rows and the offset that they were made from are stored together, or not at all. */
export interface Table<Row> {
  /** The offset stored for a partition; `undefined` when nothing was written for it. */
  storedOffset(partition: TopicPartition): Promise<number | undefined>;
  /**
   * One transaction: adds the rows and stores the offset, or does nothing at all. It is refused when the offset that is stored
   * for the partition is not `expectedOffset` (`undefined`: none is).
   */
  write(rows: readonly Row[], offset: PartitionOffset, expectedOffset: number | undefined): Promise<WriteResult>;
}

export interface TableOptions {
  /** How long a call takes to arrive, and its result to come back. Default: 2 to 10 ms each. */
  readonly latency?: Latency;
  /** Decides the latencies. Default: `table`. */
  readonly seed?: string;
}

/** A write that reached the table, taken or not. */
export interface TableWrite<Row> extends Doing {
  readonly rows: readonly Row[];
  readonly offset: PartitionOffset;
  readonly expectedOffset: number | undefined;
  readonly result: WriteResult['kind'];
}

export class SimulatedTable<Row extends object> {
  readonly #delays: Delays;
  readonly #offsets = new Map<TopicPartition, number>();
  readonly #rows: Row[] = [];
  readonly #writes: TableWrite<Row>[] = [];

  constructor({ latency = { leastMs: 2, mostMs: 10 }, seed = 'table' }: TableOptions = {}) {
    this.#delays = new Delays(seed, latency);
  }

  /** For the answer: a connection, through which nothing but calls can be made. */
  client(): Table<Row> {
    return Object.freeze({
      storedOffset: (partition: TopicPartition) => this.#storedOffset(partition),
      write: (rows: readonly Row[], offset: PartitionOffset, expectedOffset: number | undefined) =>
        this.#write(rows, offset, expectedOffset),
    });
  }

  /** What is in the table, in the order in which it was written. */
  get rows(): readonly Row[] {
    return this.#rows;
  }

  /** Every write that arrived. */
  get writes(): readonly TableWrite<Row>[] {
    return this.#writes;
  }

  /** The offset stored for a partition, read at once. */
  offsetOf(partition: TopicPartition): number | undefined {
    return this.#offsets.get(interned(partition));
  }

  async #storedOffset(partition: TopicPartition): Promise<number | undefined> {
    const place = checkedPartition('storedOffset()', partition);
    await this.#delays.wait();
    const offset = this.offsetOf(place);
    await this.#delays.wait();
    return offset;
  }

  async #write(rows: readonly Row[], given: PartitionOffset, expectedOffset: number | undefined): Promise<WriteResult> {
    const place = checkedPartition('write()', given);
    const { topic, partition } = place;
    const { offset } = given;
    if (!Number.isInteger(offset) || offset < 0) {
      throw new RangeError(`A table stores whole offsets from 0 up, not ${offset}: the next one to read.`);
    }
    if (expectedOffset !== undefined && !Number.isInteger(expectedOffset)) {
      throw new TypeError(
        `write() expects an offset that is stored, or undefined where none is; not ${typeof expectedOffset === 'number' ? expectedOffset : typeof expectedOffset}.`,
      );
    }
    // Taken before it travels.
    const copies = checkedRows('write()', rows);
    await this.#delays.wait();
    const result = this.#apply(copies, place, offset, expectedOffset);
    this.#writes.push({
      ...doneNow('write()'),
      rows: copies,
      offset: { topic, partition, offset },
      expectedOffset,
      result: result.kind,
    });
    await this.#delays.wait();
    return result;
  }

  #apply(rows: readonly Row[], place: TopicPartition, offset: number, expected: number | undefined): WriteResult {
    const storedOffset = this.#offsets.get(place);
    if (storedOffset !== expected) return { kind: 'refused', storedOffset };
    this.#rows.push(...rows);
    this.#offsets.set(place, offset);
    return { kind: 'written' };
  }
}

function interned({ topic, partition }: TopicPartition): TopicPartition {
  return topicPartition(topic, partition);
}
