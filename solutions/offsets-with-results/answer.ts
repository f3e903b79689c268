// Floor 5. Stores rows and offsets together, and begins at what is stored. What it knows of a partition is the offset that its next write
// expects: read at the assignment, moved on by each write, and put right by a refusal.
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
  const expected = new Map<TopicPartition, number | undefined>();

  function readOnFrom(partition: TopicPartition, stored: number | undefined): void {
    expected.set(partition, stored);
    if (stored === undefined) consumer.seekToBeginning([partition]);
    else consumer.seek(partition, stored);
  }

  return {
    async onPartitionsAssigned(partitions) {
      for (const partition of partitions) readOnFrom(partition, await table.storedOffset(partition));
    },

    async onRecords(records) {
      for (const partition of records.partitions()) {
        const batch = records.records(partition);
        const last = batch.at(-1);
        if (last === undefined) continue;
        const next = last.offset + 1;
        const rows = batch.map(({ offset }) => ({ partition: partition.partition, offset }));
        const result = await table.write(rows, { ...partition, offset: next }, expected.get(partition));
        if (result.kind === 'written') expected.set(partition, next);
        // Somebody else has written these records. If the partition is theirs now, the next poll says so.
        else readOnFrom(partition, result.storedOffset);
      }
    },

    // Nothing is kept back that would have to be finished, and the next assignment reads the table again.
    onPartitionsRevoked() {},
    onPartitionsLost() {},
  };
}
