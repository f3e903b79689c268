// Floor 6. The three consumers that are to be broken, as the brief shows them. Each looks right, and is, on most days. Knows no schedule.
import {
  CommitFailedException,
  type ConsumerRebalanceListener,
  type ConsumerRecord,
  type ConsumerRecords,
  type KafkaConsumer,
  topicPartition,
} from 'kafka';

export interface App extends ConsumerRebalanceListener {
  onRecords(records: ConsumerRecords): void | Promise<void>;
  /** After `close`, before the process ends. */
  finish(): Promise<void>;
}

export type Handle = (record: ConsumerRecord) => Promise<void>;
export type CreateApp = (consumer: KafkaConsumer, handle: Handle) => App;

/** Works beside the loop, and commits where the consumer stands when partitions are revoked. */
export const createQueue: CreateApp = (consumer, handle) => {
  let work = Promise.resolve();
  return {
    onRecords(records) {
      for (const record of records) work = work.then(() => handle(record));
    },
    async onPartitionsRevoked() {
      await commit(() => consumer.commitSync());
    },
    onPartitionsLost() {},
    onPartitionsAssigned() {},
    finish: () => work,
  };
};

/** Handles a record and commits it, one after the other. */
export const createCareful: CreateApp = (consumer, handle) => ({
  async onRecords(records) {
    for (const record of records) {
      await handle(record);
      const next = new Map([[topicPartition(record.topic, record.partition), { offset: record.offset + 1 }]]);
      if (!(await commit(() => consumer.commitSync(next)))) return;
    }
  },
  onPartitionsRevoked() {},
  onPartitionsLost() {},
  onPartitionsAssigned() {},
  async finish() {},
});

/** Handles a batch, as long as its partitions are its own, and commits it. */
export const createWatchful: CreateApp = (consumer, handle) => {
  const owned = new Set<unknown>();
  return {
    async onRecords(records) {
      for (const record of records) {
        if (owned.has(topicPartition(record.topic, record.partition))) await handle(record);
      }
      if (!records.isEmpty()) await commit(() => consumer.commitSync());
    },
    onPartitionsAssigned(partitions) {
      for (const partition of partitions) owned.add(partition);
    },
    onPartitionsRevoked(partitions) {
      for (const partition of partitions) owned.delete(partition);
    },
    onPartitionsLost(partitions) {
      for (const partition of partitions) owned.delete(partition);
    },
    async finish() {},
  };
};

/** @returns whether it was taken; `false` when the group has gone on */
async function commit(send: () => Promise<void>): Promise<boolean> {
  try {
    await send();
    return true;
  } catch (error) {
    if (error instanceof CommitFailedException) return false;
    throw error;
  }
}
