// Floor 3. What a partition remembers of idempotent producers, to tell a batch sent again from a new one
// (Kafka: ProducerStateManager, ProducerStateEntry, ProducerAppendInfo). It is replicated with the log.

/** How many batches of a producer are remembered, as in Kafka. */
const batchesRemembered = 5;
const sequenceCount = 2 ** 31;

interface Batch {
  readonly firstSequence: number;
  readonly lastSequence: number;
  readonly baseOffset: number;
}

export type SequenceCheck =
  | { readonly verdict: 'next' }
  | { readonly verdict: 'out of order' }
  /** It is in the log already, from this offset on. */
  | { readonly verdict: 'duplicate'; readonly baseOffset: number };

export class ProducerStates {
  readonly #batches = new Map<number, Batch[]>();

  /** A producer that is not known here may begin with any sequence number: what it wrote may have been deleted since. */
  check(producerId: number, firstSequence: number, recordCount: number): SequenceCheck {
    const batches = this.#batches.get(producerId);
    const latest = batches?.at(-1);
    if (batches === undefined || latest === undefined) return { verdict: 'next' };
    const lastSequence = lastOf(firstSequence, recordCount);
    const same = batches.find((batch) => batch.firstSequence === firstSequence && batch.lastSequence === lastSequence);
    if (same !== undefined) return { verdict: 'duplicate', baseOffset: same.baseOffset };
    return { verdict: firstSequence === (latest.lastSequence + 1) % sequenceCount ? 'next' : 'out of order' };
  }

  appended(producerId: number, firstSequence: number, recordCount: number, baseOffset: number): void {
    let batches = this.#batches.get(producerId);
    if (batches === undefined) {
      batches = [];
      this.#batches.set(producerId, batches);
    }
    batches.push({ firstSequence, lastSequence: lastOf(firstSequence, recordCount), baseOffset });
    if (batches.length > batchesRemembered) batches.shift();
  }
}

/** Sequence numbers begin again at 0 after 2^31 - 1. */
function lastOf(firstSequence: number, recordCount: number): number {
  return (firstSequence + recordCount - 1) % sequenceCount;
}
