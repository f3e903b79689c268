// R1: An async function handed to forEach: the callback comes back before anything is open.
import { type ConsumerRebalanceListener, sleep, type TopicPartition } from 'kafka';
import type { StateStore } from 'testkit';

export class StatefulListener implements ConsumerRebalanceListener {
  readonly #store: StateStore;
  readonly #open = new Set<TopicPartition>();

  constructor(store: StateStore) {
    this.#store = store;
  }

  onPartitionsAssigned(partitions: readonly TopicPartition[]): void {
    partitions.forEach(async (partition) => {
      await this.#openState(partition).catch(() => {});
    });
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
        if (attempt === 3) throw error;
        await sleep(100);
      }
    }
  }
}
