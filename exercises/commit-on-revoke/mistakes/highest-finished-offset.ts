// R2: It commits one more than the highest offset that was finished, over every gap.
import {
  CommitFailedException,
  type ConsumerRebalanceListener,
  type ConsumerRecord,
  type ConsumerRecords,
  type KafkaConsumer,
  type TopicPartition,
  topicPartition,
} from 'kafka';
import type { Workers } from 'testkit';

type App = ConsumerRebalanceListener & { onRecords(records: ConsumerRecords): void | Promise<void> };

export function createApp(consumer: KafkaConsumer, workers: Workers): App {
  const tenures = new Map<TopicPartition, Tenure>();

  async function work(record: ConsumerRecord, tenure: Tenure): Promise<void> {
    while (!tenure.isOver) {
      try {
        await workers.handle(record);
        tenure.finish(record.offset);
        return;
      } catch {
        // Once more.
      }
    }
  }

  function forget(partitions: readonly TopicPartition[]): void {
    for (const partition of partitions) {
      const tenure = tenures.get(partition);
      if (tenure !== undefined) tenure.isOver = true;
      tenures.delete(partition);
    }
  }

  return {
    onRecords(records) {
      for (const record of records) {
        const partition = topicPartition(record.topic, record.partition);
        const tenure = tenures.get(partition) ?? new Tenure(record.offset);
        tenures.set(partition, tenure);
        void work(record, tenure);
      }
    },

    async onPartitionsRevoked(partitions) {
      const offsets = new Map<TopicPartition, { offset: number }>();
      for (const partition of partitions) {
        const tenure = tenures.get(partition);
        if (tenure !== undefined && tenure.next > tenure.first) offsets.set(partition, { offset: tenure.next });
      }
      forget(partitions);
      if (offsets.size > 0) await consumer.commitSync(offsets).catch(unlessTooLate);
    },

    onPartitionsLost: forget,

    onPartitionsAssigned() {},
  };
}

class Tenure {
  isOver = false;
  readonly first: number;
  next: number;

  constructor(first: number) {
    this.first = first;
    this.next = first;
  }

  finish(offset: number): void {
    this.next = Math.max(this.next, offset + 1);
  }
}

function unlessTooLate(error: unknown): void {
  if (!(error instanceof CommitFailedException)) throw error;
}
