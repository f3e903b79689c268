// Keeps the rows to itself, in an object that is made for each time a partition is assigned, and gives them to the sink only when it
// flushes: there is never anything in the sink to discard.
import {
  type ConsumerRebalanceListener,
  type ConsumerRecords,
  type KafkaConsumer,
  type OffsetAndMetadata,
  type TopicPartition,
  topicPartition,
} from 'kafka';
import type { Sink } from 'testkit';

interface App extends ConsumerRebalanceListener {
  onRecords(records: ConsumerRecords): void;
  checkpoint(): Promise<void>;
}

interface Tenure {
  readonly rows: { readonly offset: number }[];
  next: number | undefined;
}

export function createApp(consumer: KafkaConsumer, sink: Sink<{ readonly offset: number }>): App {
  const tenures = new Map<TopicPartition, Tenure>();

  async function putOut(partition: TopicPartition, { rows }: Tenure): Promise<void> {
    for (const row of rows.splice(0)) sink.add(partition, row);
    await sink.flush(partition);
  }

  /** @returns whether the coordinator took it */
  async function commit(offsets: Map<TopicPartition, OffsetAndMetadata>): Promise<boolean> {
    try {
      if (offsets.size > 0) await consumer.commitSync(offsets);
      return true;
    } catch (error) {
      const refusals = ['CommitFailedException', 'RebalanceInProgressException'];
      if (error instanceof Error && refusals.includes(error.name)) return false;
      throw error;
    }
  }

  async function checkpoint(of: Iterable<readonly [TopicPartition, Tenure]>): Promise<void> {
    const reached: [TopicPartition, Tenure, number][] = [];
    for (const [partition, tenure] of of) {
      if (tenure.next === undefined) continue;
      await putOut(partition, tenure);
      reached.push([partition, tenure, tenure.next]);
    }
    if (!(await commit(new Map(reached.map(([partition, , offset]) => [partition, { offset }]))))) return;
    for (const [, tenure] of reached) tenure.next = undefined;
  }

  return {
    onPartitionsAssigned(partitions) {
      for (const partition of partitions) tenures.set(partition, { rows: [], next: undefined });
    },
    onRecords(records) {
      for (const record of records) {
        const tenure = tenures.get(topicPartition(record.topic, record.partition));
        tenure?.rows.push({ offset: record.offset });
        if (tenure !== undefined) tenure.next = record.offset + 1;
      }
    },
    async checkpoint() {
      await checkpoint([...tenures]);
    },
    async onPartitionsRevoked(partitions) {
      const going = [...tenures].filter(([partition]) => partitions.includes(partition));
      for (const partition of partitions) tenures.delete(partition);
      await checkpoint(going);
    },
    onPartitionsLost(partitions) {
      for (const partition of partitions) tenures.delete(partition);
    },
  };
}
