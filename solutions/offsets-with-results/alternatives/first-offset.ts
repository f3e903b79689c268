// Keeps no offsets: a batch begins where the table stood when it was read, so its first offset is what the write expects. Only of a partition
// without a stored offset it has to know that there was none.
import type { ConsumerRebalanceListener, ConsumerRecords, KafkaConsumer, TopicPartition } from 'kafka';
import type { Table } from 'testkit';

interface Row {
  readonly partition: number;
  readonly offset: number;
}

interface App extends ConsumerRebalanceListener {
  onRecords(records: ConsumerRecords): Promise<void>;
}

export function createApp(consumer: KafkaConsumer, table: Table<Row>): App {
  const untouched = new Set<TopicPartition>();

  return {
    async onPartitionsAssigned(partitions) {
      const offsets = await Promise.all(partitions.map((partition) => table.storedOffset(partition)));
      for (const [index, partition] of partitions.entries()) {
        const offset = offsets[index];
        if (offset !== undefined) consumer.seek(partition, offset);
        else {
          untouched.add(partition);
          consumer.seekToBeginning([partition]);
        }
      }
    },

    async onRecords(records) {
      // All partitions of a batch at once: they have nothing to do with each other.
      await Promise.all(
        records.partitions().map(async (partition) => {
          const batch = records.records(partition);
          const [first] = batch;
          if (first === undefined) return;
          const rows = batch.map(({ offset }) => ({ partition: partition.partition, offset }));
          const next = { ...partition, offset: first.offset + batch.length };
          const result = await table.write(rows, next, untouched.delete(partition) ? undefined : first.offset);
          if (result.kind === 'refused') consumer.seek(partition, result.storedOffset ?? first.offset);
        }),
      );
    },

    onPartitionsRevoked(partitions) {
      for (const partition of partitions) untouched.delete(partition);
    },
  };
}
