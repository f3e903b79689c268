// R4: What was sent counts as committed, also when a rebalance refuses it.
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

  function due(partitions: Iterable<TopicPartition>): Map<TopicPartition, OffsetAndMetadata> {
    const offsets = new Map<TopicPartition, OffsetAndMetadata>();
    for (const partition of partitions) {
      const lane = lanes.get(partition);
      if (lane !== undefined && lane.next > lane.committed) offsets.set(partition, { offset: lane.next });
    }
    return offsets;
  }

  function commitWhatIsFinished(): void {
    const offsets = due(lanes.keys());
    if (offsets.size === 0) return;
    consumer.commitAsync(offsets);
    for (const [partition, { offset }] of offsets) {
      const lane = lanes.get(partition);
      if (lane !== undefined) lane.committed = offset;
    }
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
        if (!(error instanceof CommitFailedException)) throw error;
      }
    },

    onPartitionsLost: end,

    onPartitionsAssigned() {},
  };
}

class Lane {
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

  async work(records: readonly ConsumerRecord[]): Promise<void> {
    this.isIdle = false;
    for (const record of records) {
      await this.#workers.handle(record);
      if (this.#isOver) return;
      this.next = record.offset + 1;
    }
    this.isIdle = true;
  }

  end(): void {
    this.#isOver = true;
  }
}
