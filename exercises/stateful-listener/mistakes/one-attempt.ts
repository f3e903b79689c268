// R5: Throws at the first opening that fails, and leaves those after it closed.
import type { ConsumerRebalanceListener, TopicPartition } from 'kafka';
import type { StateStore } from 'testkit';

export class StatefulListener implements ConsumerRebalanceListener {
  readonly #store: StateStore;
  readonly #open = new Set<TopicPartition>();

  constructor(store: StateStore) {
    this.#store = store;
  }

  async onPartitionsAssigned(partitions: readonly TopicPartition[]): Promise<void> {
    for (const partition of partitions) {
      await this.#store.open(partition);
      this.#open.add(partition);
    }
  }

  async onPartitionsRevoked(partitions: readonly TopicPartition[]): Promise<void> {
    for (const partition of partitions) {
      if (!this.#open.delete(partition)) continue;
      await this.#store.flush(partition);
      await this.#store.close(partition);
    }
  }

  async onPartitionsLost(partitions: readonly TopicPartition[]): Promise<void> {
    for (const partition of partitions) {
      if (this.#open.delete(partition)) await this.#store.close(partition);
    }
  }
}
