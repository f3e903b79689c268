// R5: It counts the attempts of a partition for as long as it lives, and so has none left when the partition comes back.
import { type ConsumerRebalanceListener, sleep, type TopicPartition } from 'kafka';
import type { StateStore } from 'testkit';

export class StatefulListener implements ConsumerRebalanceListener {
  readonly #store: StateStore;
  readonly #open = new Set<TopicPartition>();
  readonly #attempts = new Map<TopicPartition, number>();

  constructor(store: StateStore) {
    this.#store = store;
  }

  async onPartitionsAssigned(partitions: readonly TopicPartition[]): Promise<void> {
    const outcomes = await Promise.allSettled(partitions.map((partition) => this.#openState(partition)));
    const failure = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failure !== undefined) throw failure.reason;
  }

  async onPartitionsRevoked(partitions: readonly TopicPartition[]): Promise<void> {
    for (const partition of partitions) {
      if (!this.#open.delete(partition)) continue;
      await this.#store.flush(partition);
      await this.#store.close(partition);
    }
  }

  async onPartitionsLost(partitions: readonly TopicPartition[]): Promise<void> {
    for (const partition of partitions) if (this.#open.delete(partition)) await this.#store.close(partition);
  }

  async #openState(partition: TopicPartition): Promise<void> {
    for (;;) {
      const attempt = (this.#attempts.get(partition) ?? 0) + 1;
      this.#attempts.set(partition, attempt);
      try {
        await this.#store.open(partition);
        this.#open.add(partition);
        return;
      } catch (error) {
        if (attempt >= 3) throw error;
        await sleep(100);
      }
    }
  }
}
