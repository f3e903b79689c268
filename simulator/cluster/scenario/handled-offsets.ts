// Floor 4. What an application has handled and not committed: the next offset to read, by partition.
import type { ConsumerRecord, Offsets } from '../../client/records.ts';
import { type TopicPartition, topicPartition } from '../../protocol/topic-partition.ts';

export class HandledOffsets {
  readonly #next = new Map<TopicPartition, number>();

  add({ topic, partition, offset }: ConsumerRecord): void {
    this.#next.set(topicPartition(topic, partition), offset + 1);
  }

  /** As `commitSync` takes them: of all partitions, or of these. */
  offsets(of?: readonly TopicPartition[]): Offsets {
    const partitions = of === undefined ? [...this.#next.keys()] : of.filter((partition) => this.#next.has(partition));
    return new Map(partitions.map((partition) => [partition, { offset: this.#next.get(partition) ?? 0 }]));
  }

  /** These were committed: what was handled since then is left. */
  committed(offsets: Offsets): void {
    for (const [partition, { offset }] of offsets) {
      if (this.#next.get(partition) === offset) this.#next.delete(partition);
    }
  }

  forget(partitions: readonly TopicPartition[]): void {
    for (const partition of partitions) this.#next.delete(partition);
  }
}
