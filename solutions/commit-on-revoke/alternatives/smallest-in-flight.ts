// Watches what is not finished instead of what is: the offset to commit is the smallest in flight, or else the end of what was handed over.
// One object for the whole time between two rebalances of a partition; a job of an earlier one holds on to its own.
import {
  CommitFailedException,
  type ConsumerRebalanceListener,
  type ConsumerRecords,
  type KafkaConsumer,
  type TopicPartition,
} from 'kafka';
import type { Workers } from 'testkit';

interface Watch {
  readonly first: number;
  readonly inFlight: Set<number>;
  end: number;
}

export function createApp(
  consumer: KafkaConsumer,
  workers: Workers,
): ConsumerRebalanceListener & { onRecords(records: ConsumerRecords): void } {
  let watches = new Map<TopicPartition, Watch>();

  const without = (partitions: readonly TopicPartition[]) => {
    watches = new Map([...watches].filter(([partition]) => !partitions.includes(partition)));
  };

  return {
    onRecords(records) {
      for (const partition of records.partitions()) {
        for (const record of records.records(partition)) {
          const watch = watches.get(partition) ?? {
            first: record.offset,
            inFlight: new Set<number>(),
            end: record.offset,
          };
          watches.set(partition, watch);
          watch.inFlight.add(record.offset);
          watch.end = record.offset + 1;
          const attempt = (): Promise<void> =>
            workers.handle(record).then(
              () => void watch.inFlight.delete(record.offset),
              () => (watches.get(partition) === watch ? attempt() : undefined),
            );
          void attempt();
        }
      }
    },

    async onPartitionsRevoked(partitions) {
      for (const partition of partitions) {
        const watch = watches.get(partition);
        if (watch === undefined) continue;
        const offset = Math.min(watch.end, ...watch.inFlight);
        if (offset > watch.first) await consumer.commitSync(new Map([[partition, { offset }]])).catch(unlessTooLate);
      }
      without(partitions);
    },

    onPartitionsLost: without,
    onPartitionsAssigned: () => {},
  };
}

function unlessTooLate(error: unknown): void {
  if (!(error instanceof CommitFailedException)) throw error;
}
