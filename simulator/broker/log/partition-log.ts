// Floor 3. The log of one partition: records by offset, its start and its end. Knows nothing of who reads or writes it.
import type { LoggedRecord, ProducedRecord } from '../../protocol/requests.ts';

/**
 * One log stands for those of all replicas. Replication is instant and every live replica is in sync, so the high watermark
 * is always the log end offset, and nothing that was acknowledged is lost when a leader crashes. (In Kafka it can be with `acks` 1.)
 *
 * Offsets may have gaps, where compaction took records out. A reader that asks for an offset in a gap gets the next record.
 */
export class PartitionLog {
  /** Ascending by offset. Those before `#head` are deleted already; they are thrown away in bulk. */
  #records: LoggedRecord[] = [];
  #head = 0;
  #startOffset = 0;
  #endOffset = 0;

  /** The log start offset: what is below it has been deleted. */
  get startOffset(): number {
    return this.#startOffset;
  }

  /** The offset that the next record will get. It never goes back. */
  get endOffset(): number {
    return this.#endOffset;
  }

  /** How many records there are. */
  get recordCount(): number {
    return this.#records.length - this.#head;
  }

  get records(): readonly LoggedRecord[] {
    return this.#head === 0 ? this.#records : this.#records.slice(this.#head);
  }

  /** @returns the offset of the first of them */
  append(records: readonly ProducedRecord[]): number {
    const baseOffset = this.#endOffset;
    for (const { key, value, timestamp } of records) {
      this.#records.push(Object.freeze({ offset: this.#endOffset, key, value, timestamp }));
      this.#endOffset++;
    }
    return baseOffset;
  }

  /** At most `most` records from `offset` on. The caller has looked that the offset is between start and end. */
  read(offset: number, most: number): readonly LoggedRecord[] {
    const from = this.#indexOf(offset);
    return this.#records.slice(from, from + most);
  }

  /** Goes through the records from `offset` on until `visit` says that it has seen enough. */
  scan(offset: number, visit: (record: LoggedRecord) => 'more' | 'enough'): void {
    for (let at = this.#indexOf(offset); at < this.#records.length; at++) {
      const record = this.#records[at];
      if (record === undefined || visit(record) === 'enough') return;
    }
  }

  /** The first record, in order of offsets, whose timestamp is this one or a later one. */
  firstSince(timestamp: number): LoggedRecord | undefined {
    for (let at = this.#head; at < this.#records.length; at++) {
      const record = this.#records[at];
      if (record !== undefined && record.timestamp >= timestamp) return record;
    }
    return undefined;
  }

  /** Deletes the records below `offset`; the log then starts there. Nothing happens when it starts there or later already. */
  deleteBefore(offset: number): void {
    if (offset > this.#endOffset) {
      throw new RangeError(`The log ends at ${this.#endOffset}; it cannot be deleted up to offset ${offset}.`);
    }
    if (offset <= this.#startOffset) return;
    this.#head = this.#indexOf(offset);
    this.#startOffset = offset;
    if (this.#head > 1000 && this.#head * 2 > this.#records.length) {
      this.#records = this.#records.slice(this.#head);
      this.#head = 0;
    }
  }

  /** Keeps only the records for which `isKept` holds, at their offsets: what a log cleaner does. */
  retain(isKept: (record: LoggedRecord) => boolean): void {
    this.#records = this.records.filter(isKept);
    this.#head = 0;
  }

  /** Where the first record with this offset or a larger one is. */
  #indexOf(offset: number): number {
    const first = this.#records[this.#head];
    const last = this.#records[this.#records.length - 1];
    if (first === undefined || last === undefined || offset > last.offset) return this.#records.length;
    if (offset <= first.offset) return this.#head;
    if (last.offset - first.offset === this.recordCount - 1) return this.#head + offset - first.offset;
    let low = this.#head;
    let high = this.#records.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#records[middle]?.offset ?? offset) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
