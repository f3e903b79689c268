// Floor 5. Each partition has a lane: its records go to the workers one after another, it is paused while the lane has work, and what is
// finished is committed after each poll. A lane ends with the partition.
import {
  CommitFailedException,
  type ConsumerRebalanceListener,
  type ConsumerRecord,
  type ConsumerRecords,
  type KafkaConsumer,
  type OffsetAndMetadata,
  type TopicPartition,
} from 'kafka';
import type { Workers } from 'testkit';

interface App extends ConsumerRebalanceListener {
  onRecords(records: ConsumerRecords): void;
}

export function createApp(consumer: KafkaConsumer, workers: Workers): App {
  const lanes = new Map<TopicPartition, Lane>();

  /** What was finished and is not known to be committed. */
  function due(partitions: Iterable<TopicPartition>): Map<TopicPartition, OffsetAndMetadata> {
    const offsets = new Map<TopicPartition, OffsetAndMetadata>();
    for (const partition of partitions) {
      const lane = lanes.get(partition);
      if (lane !== undefined && lane.next > lane.committed) offsets.set(partition, { offset: lane.next });
    }
    return offsets;
  }

  /** Does not wait. What fails, in the middle of a rebalance for example, is due again after the next poll. */
  function commitWhatIsFinished(): void {
    const offsets = due(lanes.keys());
    if (offsets.size === 0) return;
    const committing = [...offsets].map(([partition, { offset }]) => ({ lane: lanes.get(partition), offset }));
    consumer.commitAsync(offsets, (_, error) => {
      if (error !== undefined) return;
      for (const { lane, offset } of committing) if (lane !== undefined) lane.committed = offset;
    });
  }

  function end(partitions: readonly TopicPartition[]): void {
    for (const partition of partitions) {
      lanes.get(partition)?.end();
      lanes.delete(partition);
    }
  }

  return {
    onRecords(records) {
      for (const partition of records.partitions()) {
        const batch = records.records(partition);
        const [first] = batch;
        if (first === undefined) continue;
        // The first record that comes is the one at which the group's committed offset stands.
        const lane = lanes.get(partition) ?? new Lane(first.offset, workers);
        lanes.set(partition, lane);
        void lane.work(batch);
        consumer.pause([partition]);
      }
      const idle = [...lanes].filter(([, lane]) => lane.isIdle).map(([partition]) => partition);
      consumer.resume(idle);
      commitWhatIsFinished();
    },

    async onPartitionsRevoked(partitions) {
      const offsets = due(partitions);
      end(partitions);
      try {
        await consumer.commitSync(offsets);
      } catch (error) {
        // The group has gone on without us, and nobody has told the consumer yet: these partitions are lost, in truth.
        if (!(error instanceof CommitFailedException)) throw error;
      }
    },

    /** Somebody else may own them, and be far ahead: there is nothing left to commit. */
    onPartitionsLost: end,

    /** The consumer does not pause them, and nothing is known of them until their first records come. */
    onPartitionsAssigned() {},
  };
}

/** The records of a partition from its first one until it is taken away. */
class Lane {
  /** The offset to commit: everything from the first one up to it is finished. */
  next: number;
  committed: number;
  isIdle = true;
  readonly #workers: Workers;
  #isOver = false;

  constructor(first: number, workers: Workers) {
    this.next = first;
    this.committed = first;
    this.#workers = workers;
  }

  /** No more records come until it is through with these: the partition is paused. */
  async work(records: readonly ConsumerRecord[]): Promise<void> {
    this.isIdle = false;
    for (const record of records) {
      await this.#workers.handle(record);
      if (this.#isOver) return;
      this.next = record.offset + 1;
    }
    this.isIdle = true;
  }

  /** The record at work is finished all the same; nobody counts it. */
  end(): void {
    this.#isOver = true;
  }
}
