// Floor 3. Where records without a key go: all to one partition until about a batch has gone there, then to another that is drawn
// at random (Kafka: BuiltInPartitioner, KIP-794; without its adaption to slow brokers). So a trickle of records is not spread evenly.
import type { RandomStream } from '../../kernel/random.ts';
import type { PartitionInfo } from '../cluster-metadata.ts';

export class StickyPartition {
  readonly #random: RandomStream;
  readonly #switchAfterBytes: number;
  #partition: number | undefined;
  #producedBytes = 0;

  /** @param switchAfterBytes `batch.size` */
  constructor(random: RandomStream, switchAfterBytes: number) {
    this.#random = random;
    this.#switchAfterBytes = Math.max(1, switchAfterBytes);
  }

  /** Where the next record without a key goes. Partitions without a leader are left out while another has one. */
  current(partitions: readonly PartitionInfo[]): number {
    this.#partition ??= this.#draw(partitions);
    return this.#partition;
  }

  /**
   * @param isBatchComplete whether the batch that the record went into will take no more: a switch waits for that, so that no small
   *   batch is left behind, but not beyond twice the size of a batch
   */
  appended(bytes: number, isBatchComplete: boolean): void {
    this.#producedBytes += bytes;
    const isEnough = this.#producedBytes >= this.#switchAfterBytes && isBatchComplete;
    if (!isEnough && this.#producedBytes < 2 * this.#switchAfterBytes) return;
    this.#partition = undefined;
    this.#producedBytes = 0;
  }

  #draw(partitions: readonly PartitionInfo[]): number {
    const led = partitions.filter(({ leader }) => leader !== undefined);
    return this.#random.pick(led.length > 0 ? led : partitions).partition;
  }
}
