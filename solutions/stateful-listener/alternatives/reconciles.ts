// Keeps what is owned and what is open apart, and after each change of the first brings the second to it.
import { type ConsumerRebalanceListener, sleep, type TopicPartition } from 'kafka';
import type { StateStore } from 'testkit';

export class StatefulListener implements ConsumerRebalanceListener {
  readonly #store: StateStore;
  #owned: readonly TopicPartition[] = [];
  #open: readonly TopicPartition[] = [];

  constructor(store: StateStore) {
    this.#store = store;
  }

  async onPartitionsAssigned(partitions: readonly TopicPartition[]): Promise<void> {
    this.#owned = [...this.#owned, ...partitions];
    await this.#reconcile('clean');
  }

  async onPartitionsRevoked(partitions: readonly TopicPartition[]): Promise<void> {
    this.#owned = this.#owned.filter((partition) => !partitions.includes(partition));
    await this.#reconcile('clean');
  }

  async onPartitionsLost(partitions: readonly TopicPartition[]): Promise<void> {
    this.#owned = this.#owned.filter((partition) => !partitions.includes(partition));
    await this.#reconcile('dirty');
  }

  async #reconcile(manner: 'clean' | 'dirty'): Promise<void> {
    for (const partition of this.#open) {
      if (this.#owned.includes(partition)) continue;
      if (manner === 'clean') await this.#store.flush(partition);
      await this.#store.close(partition);
    }
    this.#open = this.#open.filter((partition) => this.#owned.includes(partition));

    let missing = this.#owned.filter((partition) => !this.#open.includes(partition));
    let lastError: unknown;
    // In rounds: all that is missing is tried once before anything is tried again.
    for (let round = 1; round <= 3 && missing.length > 0; round++) {
      if (round > 1) await sleep(100);
      const failed: TopicPartition[] = [];
      for (const partition of missing) {
        try {
          await this.#store.open(partition);
          this.#open = [...this.#open, partition];
        } catch (error) {
          failed.push(partition);
          lastError = error;
        }
      }
      missing = failed;
    }
    if (missing.length > 0) throw lastError;
  }
}
