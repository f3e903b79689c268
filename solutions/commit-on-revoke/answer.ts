// Floor 5. Hands records to workers that finish in any order, and commits a partition to the end of its unbroken run of finished records
// before it gives the partition up. What it knows of a partition ends with the partition.
import {
  CommitFailedException,
  type ConsumerRebalanceListener,
  type ConsumerRecord,
  type ConsumerRecords,
  type KafkaConsumer,
  type OffsetAndMetadata,
  type TopicPartition,
  topicPartition,
} from 'kafka';
import type { Workers } from 'testkit';

interface App extends ConsumerRebalanceListener {
  onRecords(records: ConsumerRecords): void;
}

export function createApp(consumer: KafkaConsumer, workers: Workers): App {
  const tenures = new Map<TopicPartition, Tenure>();

  /** Until it is finished, or no longer ours. */
  async function work(record: ConsumerRecord, tenure: Tenure): Promise<void> {
    while (!tenure.isOver) {
      try {
        await workers.handle(record);
        tenure.finish(record.offset);
        return;
      } catch {
        // A worker failed at it: it is handed over again.
      }
    }
  }

  function end(partitions: readonly TopicPartition[]): Map<TopicPartition, OffsetAndMetadata> {
    const offsets = new Map<TopicPartition, OffsetAndMetadata>();
    for (const partition of partitions) {
      const tenure = tenures.get(partition);
      if (tenure === undefined) continue;
      tenures.delete(partition);
      tenure.isOver = true;
      offsets.set(partition, { offset: tenure.next });
    }
    return offsets;
  }

  return {
    onRecords(records) {
      for (const record of records) {
        const partition = topicPartition(record.topic, record.partition);
        // The first record that comes is the one at which the group's committed offset stands.
        const tenure = tenures.get(partition) ?? new Tenure(record.offset);
        tenures.set(partition, tenure);
        void work(record, tenure);
      }
    },

    async onPartitionsRevoked(partitions) {
      try {
        await consumer.commitSync(end(partitions));
      } catch (error) {
        // The group has gone on without us, and nobody has told the consumer yet: these partitions are lost, in truth.
        if (!(error instanceof CommitFailedException)) throw error;
      }
    },

    /** Somebody else may own them, and be far ahead: there is nothing left to commit. */
    onPartitionsLost(partitions) {
      end(partitions);
    },

    /** Nothing is known of them until their first records come. */
    onPartitionsAssigned() {},
  };
}

/** What is known of a partition from its first record until it is taken away. When it comes back, that is another tenure. */
class Tenure {
  isOver = false;
  readonly #finished = new Set<number>();
  #next: number;

  constructor(first: number) {
    this.#next = first;
  }

  /** The offset to commit: everything from the first one up to it is finished. */
  get next(): number {
    return this.#next;
  }

  /** Finished out of order: the run goes on when the gap before it closes. */
  finish(offset: number): void {
    this.#finished.add(offset);
    while (this.#finished.delete(this.#next)) this.#next++;
  }
}
