// R4: After each poll the positions are committed, which are past all that has been polled.
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
    if (lanes.size > 0) consumer.commitAsync(undefined, () => {});
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
        lane.add(batch);
        consumer.pause([partition]);
      }
      const idle = [...lanes].filter(([, lane]) => lane.isIdle).map(([partition]) => partition);
      consumer.resume(idle);
      commitWhatIsFinished();
    },

    async onPartitionsRevoked(partitions) {
      const offsets = due(partitions);
      end(partitions);
      if (offsets.size === 0) return;
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
  readonly committed: number;
  readonly #workers: Workers;
  readonly #waiting: ConsumerRecord[] = [];
  #isRunning = false;
  #isOver = false;

  constructor(first: number, workers: Workers) {
    this.next = first;
    this.committed = first;
    this.#workers = workers;
  }

  get isIdle(): boolean {
    return !this.#isRunning;
  }

  add(records: readonly ConsumerRecord[]): void {
    this.#waiting.push(...records);
    if (!this.#isRunning) void this.#run();
  }

  end(): void {
    this.#isOver = true;
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    for (let record = this.#waiting.shift(); record !== undefined; record = this.#waiting.shift()) {
      await this.#workers.handle(record);
      if (this.#isOver) return;
      this.next = record.offset + 1;
    }
    this.#isRunning = false;
  }
}
