import type { ConsumerRebalanceListener, TopicPartition } from 'kafka';
import type { StateStore } from 'testkit';

/**
 * Opens the state of partitions when they come and closes it when they go, under both protocols. The rules are in the brief.
 */
export class StatefulListener implements ConsumerRebalanceListener {
  readonly #store: StateStore;

  /** @param store keeps state by partition; all three calls have to be awaited */
  constructor(store: StateStore) {
    this.#store = store;
  }

  onPartitionsAssigned(partitions: readonly TopicPartition[]): void {
    // So far nothing is opened.
    void this.#store;
    void partitions;
  }

  onPartitionsRevoked(partitions: readonly TopicPartition[]): void {
    void partitions;
  }
}
