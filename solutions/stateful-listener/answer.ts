// Floor 5. Opens the state of a partition when it comes and closes it when it goes: flushed when it was revoked, as it is when it was lost.
import { type ConsumerRebalanceListener, sleep, type TopicPartition } from 'kafka';
import type { StateStore } from 'testkit';

const attemptsMost = 3;
const pauseMs = 100;

export class StatefulListener implements ConsumerRebalanceListener {
  readonly #store: StateStore;
  /** What is owned and could be opened. */
  readonly #open = new Set<TopicPartition>();

  constructor(store: StateStore) {
    this.#store = store;
  }

  async onPartitionsAssigned(partitions: readonly TopicPartition[]): Promise<void> {
    const outcomes = await Promise.allSettled(partitions.map((partition) => this.#openState(partition)));
    const failure = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failure !== undefined) throw failure.reason;
  }

  async onPartitionsRevoked(partitions: readonly TopicPartition[]): Promise<void> {
    await this.#give(partitions, async (partition) => {
      await this.#store.flush(partition);
      await this.#store.close(partition);
    });
  }

  async onPartitionsLost(partitions: readonly TopicPartition[]): Promise<void> {
    await this.#give(partitions, (partition) => this.#store.close(partition));
  }

  async #openState(partition: TopicPartition): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await this.#store.open(partition);
        this.#open.add(partition);
        return;
      } catch (error) {
        if (attempt === attemptsMost) throw error;
        await sleep(pauseMs);
      }
    }
  }

  /** Takes leave of those that are open; a partition that could not be opened has nothing to close. */
  async #give(
    partitions: readonly TopicPartition[],
    close: (partition: TopicPartition) => Promise<void>,
  ): Promise<void> {
    const open = partitions.filter((partition) => this.#open.delete(partition));
    await Promise.all(open.map(close));
  }
}
