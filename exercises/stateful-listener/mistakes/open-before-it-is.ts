// R2: Notes a state as open before it is, and flushes and closes one that could not be opened.
import { type ConsumerRebalanceListener, sleep, type TopicPartition } from 'kafka';
import type { StateStore } from 'testkit';

export class StatefulListener implements ConsumerRebalanceListener {
  readonly #store: StateStore;
  readonly #open = new Set<TopicPartition>();

  constructor(store: StateStore) {
    this.#store = store;
  }

  async onPartitionsAssigned(partitions: readonly TopicPartition[]): Promise<void> {
    let failure: unknown;
    for (const partition of partitions) {
      try {
        await this.#openState(partition);
      } catch (error) {
        failure ??= error;
      }
    }
    if (failure !== undefined) throw failure;
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

  async #openState(partition: TopicPartition): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        this.#open.add(partition);
        await this.#store.open(partition);
        return;
      } catch (error) {
        if (attempt === 3) throw error;
        await sleep(100);
      }
    }
  }
}
