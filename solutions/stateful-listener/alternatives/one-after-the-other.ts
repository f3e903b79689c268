// An object for each state that is open, and one partition after the other.
import { type ConsumerRebalanceListener, sleep, type TopicPartition } from 'kafka';
import type { StateStore } from 'testkit';

class State {
  readonly #store: StateStore;
  readonly #partition: TopicPartition;

  private constructor(store: StateStore, partition: TopicPartition) {
    this.#store = store;
    this.#partition = partition;
  }

  static async open(store: StateStore, partition: TopicPartition, attemptsLeft = 3): Promise<State> {
    try {
      await store.open(partition);
      return new State(store, partition);
    } catch (error) {
      if (attemptsLeft === 1) throw error;
      await sleep(250);
      return State.open(store, partition, attemptsLeft - 1);
    }
  }

  async closeCleanly(): Promise<void> {
    await this.#store.flush(this.#partition);
    await this.#store.close(this.#partition);
  }

  async abandon(): Promise<void> {
    await this.#store.close(this.#partition);
  }
}

export class StatefulListener implements ConsumerRebalanceListener {
  readonly #store: StateStore;
  readonly #states = new Map<TopicPartition, State>();

  constructor(store: StateStore) {
    this.#store = store;
  }

  async onPartitionsAssigned(partitions: readonly TopicPartition[]): Promise<void> {
    const errors: unknown[] = [];
    for (const partition of partitions) {
      try {
        this.#states.set(partition, await State.open(this.#store, partition));
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }

  async onPartitionsRevoked(partitions: readonly TopicPartition[]): Promise<void> {
    for (const partition of partitions) {
      await this.#states.get(partition)?.closeCleanly();
      this.#states.delete(partition);
    }
  }

  async onPartitionsLost(partitions: readonly TopicPartition[]): Promise<void> {
    for (const partition of partitions) {
      await this.#states.get(partition)?.abandon();
      this.#states.delete(partition);
    }
  }
}
