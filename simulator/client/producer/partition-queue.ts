// Floor 3. What waits to be sent to one partition, in order, and the sequence numbers that keep that order through retries (Kafka:
// RecordAccumulator and TransactionManager, the part of one partition). Knows no broker and no clock.
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import { Batch } from './batch.ts';

export class PartitionQueue {
  readonly partition: TopicPartition;
  /** Not on the wire, in the order in which they are to be sent. */
  readonly #waiting: Batch[] = [];
  /** With a sequence number and not over yet, on the wire or waiting to be sent again; ascending. */
  readonly #sequenced: Batch[] = [];
  #sentCount = 0;
  #producerId: number | undefined;
  #nextSequence = 0;
  #isIdentityLost = false;

  constructor(partition: TopicPartition) {
    this.partition = partition;
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0 && this.#sentCount === 0;
  }

  /** Who its sequence numbers belong to; `undefined` before the first. */
  get producerId(): number | undefined {
    return this.#producerId;
  }

  get sentCount(): number {
    return this.#sentCount;
  }

  /** The batch that is to be sent next. */
  get head(): Batch | undefined {
    return this.#waiting[0];
  }

  get waiting(): readonly Batch[] {
    return this.#waiting;
  }

  /** The batch that takes the next record, when it has room; a new one otherwise. */
  batchFor(bytes: number, batchSize: number, now: number): Batch {
    const last = this.#waiting.at(-1);
    const hasRoom =
      last !== undefined && last.identity === undefined && last.attempts === 0 && last.bytes + bytes <= batchSize;
    if (hasRoom) return last;
    const batch = new Batch(this.partition, now);
    this.#waiting.push(batch);
    return batch;
  }

  isFull(batch: Batch, batchSize: number): boolean {
    return batch.bytes >= batchSize || batch !== this.#waiting.at(-1);
  }

  /** Whether a new identity is needed before anything can be sent: a batch with a sequence number was given up. */
  get isIdentityLost(): boolean {
    return this.#isIdentityLost;
  }

  /**
   * Whether the head may be sent as far as order goes. A batch that is sent again has to be the first that is not over: one behind
   * it would be refused as out of order (Kafka: shouldStopDrainBatchesForPartition).
   */
  get mayHeadBeSent(): boolean {
    const head = this.head;
    if (head === undefined || this.#isIdentityLost) return false;
    return head.identity === undefined || this.#sequenced[0] === head;
  }

  /** Takes the head to put it on the wire. */
  take(producerId: number | undefined): Batch | undefined {
    const batch = this.#waiting.shift();
    if (batch === undefined) return undefined;
    if (producerId !== undefined && batch.identity === undefined) {
      this.#producerId ??= producerId;
      batch.identity = { producerId: this.#producerId, baseSequence: this.#nextSequence };
      this.#nextSequence += batch.records.length;
      this.#sequenced.push(batch);
    }
    batch.isSent = true;
    this.#sentCount++;
    return batch;
  }

  /** An answer came, or none will: the batch is off the wire. */
  landed(batch: Batch): void {
    batch.isSent = false;
    this.#sentCount--;
  }

  /** It is to be sent again: at its place in the order of sequence numbers, or before everything else. */
  putBack(batch: Batch): void {
    const sequence = batch.identity?.baseSequence;
    let at = 0;
    if (sequence !== undefined) {
      while ((this.#waiting[at]?.identity?.baseSequence ?? Number.POSITIVE_INFINITY) < sequence) at++;
    }
    this.#waiting.splice(at, 0, batch);
  }

  /** The batch is over: in the log, or given up. */
  forget(batch: Batch, isInLog: boolean): void {
    const waitingAt = this.#waiting.indexOf(batch);
    if (waitingAt !== -1) this.#waiting.splice(waitingAt, 1);
    const at = this.#sequenced.indexOf(batch);
    if (at === -1) return;
    this.#sequenced.splice(at, 1);
    if (!isInLog) this.#isIdentityLost = true;
  }

  /** Whether this batch is the first of those that are not over. */
  isFirst(batch: Batch): boolean {
    return this.#sequenced[0] === batch;
  }

  loseIdentity(): void {
    this.#isIdentityLost = true;
  }

  /** A new producer id: sequence numbers begin at 0 again (Kafka bumps the producer's epoch). Nothing may be on the wire. */
  takeIdentity(producerId: number): void {
    this.#producerId = producerId;
    this.#nextSequence = 0;
    this.#isIdentityLost = false;
    this.#sequenced.length = 0;
    for (const batch of this.#waiting) batch.identity = undefined;
  }
}
