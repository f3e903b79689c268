// R4: Two transactions, the rows and then the offset: a crash between them repeats the rows.
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
        const stored = expected.get(partition);
        const here = { ...partition, offset: stored ?? 0 };
        const first = await table.write(rows, here, stored);
        const result =
          first.kind === 'refused' ? first : await table.write([], { ...partition, offset: next }, here.offset);
        if (result.kind === 'written') expected.set(partition, next);
        else readOnFrom(partition, result.storedOffset);
      }
    },

    onPartitionsRevoked() {},
    onPartitionsLost() {},
  };
}
