// R5: Goes on trying for ever inside the callback; the group throws it out.
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
        await this.#store.open(partition);
        this.#open.add(partition);
        return;
      } catch (error) {
        void error;
        await sleep(100 * attempt);
      }
    }
  }
}
