// Commits after each poll what has become certain since, without waiting, and in the callback what is left. A partition's records are a list
// with the finished ones marked; each assignment gets a number, and results of an older number are dropped.
import {
  CommitFailedException,
  type ConsumerRebalanceListener,
  type ConsumerRecords,
  type KafkaConsumer,
  type TopicPartition,
} from 'kafka';
import type { Workers } from 'testkit';

interface Row {
  readonly offset: number;
  isFinished: boolean;
}

interface Ledger {
  readonly assignment: number;
  rows: Row[];
  committed: number | undefined;
}

export function createApp(
  consumer: KafkaConsumer,
  workers: Workers,
): ConsumerRebalanceListener & { onRecords(records: ConsumerRecords): void } {
  const ledgers = new Map<TopicPartition, Ledger>();
  let assignments = 0;

  /** Takes the finished rows at the head off, and tells what to commit for them. */
  const due = (partitions: Iterable<TopicPartition>) => {
    const offsets = new Map<TopicPartition, { offset: number }>();
    for (const partition of partitions) {
      const ledger = ledgers.get(partition);
      if (ledger === undefined) continue;
      const unfinished = ledger.rows.findIndex((row) => !row.isFinished);
      const head = ledger.rows.splice(0, unfinished < 0 ? ledger.rows.length : unfinished);
      const last = head.at(-1);
      if (last !== undefined) ledger.committed = last.offset + 1;
      if (ledger.committed !== undefined) offsets.set(partition, { offset: ledger.committed });
    }
    return offsets;
  };

  return {
    onRecords(records) {
      for (const partition of records.partitions()) {
        const ledger = ledgers.get(partition);
        if (ledger === undefined) continue;
        for (const record of records.records(partition)) {
          const row = { offset: record.offset, isFinished: false };
          ledger.rows.push(row);
          const isCurrent = () => ledgers.get(partition)?.assignment === ledger.assignment;
          void (async () => {
            while (isCurrent() && !row.isFinished) {
              row.isFinished = await workers.handle(record).then(
                () => true,
                () => false,
              );
            }
          })();
        }
      }
      const offsets = due(ledgers.keys());
      if (offsets.size > 0) consumer.commitAsync(offsets, () => {});
    },

    async onPartitionsRevoked(partitions) {
      const offsets = due(partitions);
      for (const partition of partitions) ledgers.delete(partition);
      if (offsets.size === 0) return;
      try {
        await consumer.commitSync(offsets);
      } catch (error) {
        // Thrown out of the group meanwhile: the next owner repeats what is not committed.
        if (!(error instanceof CommitFailedException)) throw error;
      }
    },

    onPartitionsLost(partitions) {
      for (const partition of partitions) ledgers.delete(partition);
    },

    onPartitionsAssigned(partitions) {
      assignments++;
      for (const partition of partitions) {
        ledgers.set(partition, { assignment: assignments, rows: [], committed: undefined });
      }
    },
  };
}
