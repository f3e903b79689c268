// R2: Commits to Kafka after each write and begins where Kafka says; the offset in the table is only a guard.
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
      for (const partition of partitions) expected.set(partition, await table.storedOffset(partition));
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
        else readOnFrom(partition, result.storedOffset);
        await consumer.commitSync(new Map([[partition, { offset: next }]])).catch(() => {});
      }
    },

    onPartitionsRevoked() {},
    onPartitionsLost() {},
  };
}
