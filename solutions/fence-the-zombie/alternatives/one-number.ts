// A token is one number: the generation in the lower 31 bits, the incarnation above. Two maps, no object for a partition.
import type { ConsumerGroupMetadata, TopicPartition } from 'kafka';

export const tokenOf = (metadata: ConsumerGroupMetadata, incarnation: number): number =>
  incarnation * 2 ** 31 + metadata.generationId;

export class FencedStore {
  readonly #fences = new Map<TopicPartition, number>();
  readonly #rows = new Map<TopicPartition, readonly { readonly offset: number }[]>();

  register(partition: TopicPartition, token: number): boolean {
    const fence = Math.max(token, this.#fences.get(partition) ?? 0);
    this.#fences.set(partition, fence);
    return fence === token;
  }

  write(partition: TopicPartition, token: number, row: { readonly offset: number }): boolean {
    const isOwner = this.#fences.get(partition) === token;
    // A new list for each row: what was read before is another list.
    if (isOwner) this.#rows.set(partition, [...this.read(partition), row]);
    return isOwner;
  }

  read(partition: TopicPartition): readonly { readonly offset: number }[] {
    return this.#rows.get(partition) ?? [];
  }
}
