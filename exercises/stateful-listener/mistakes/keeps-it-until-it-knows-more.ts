// R1: Leaves what was revoked open, since most of it comes back, and closes what has not come back when something is assigned.
import { type ConsumerRebalanceListener, sleep, type TopicPartition } from 'kafka';
import type { StateStore } from 'testkit';

export class StatefulListener implements ConsumerRebalanceListener {
  readonly #store: StateStore;
  readonly #open = new Set<TopicPartition>();
  #revoked: readonly TopicPartition[] = [];

  constructor(store: StateStore) {
    this.#store = store;
  }

  async onPartitionsAssigned(partitions: readonly TopicPartition[]): Promise<void> {
    let failure: unknown;
    for (const partition of this.#revoked) {
      if (!partitions.includes(partition) && this.#open.delete(partition)) await this.#store.close(partition);
    }
    this.#revoked = [];
    for (const partition of partitions) {
      if (this.#open.has(partition)) continue;
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
      if (this.#open.has(partition)) await this.#store.flush(partition);
    }
    this.#revoked = partitions;
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
