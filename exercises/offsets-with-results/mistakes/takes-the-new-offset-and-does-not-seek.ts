// R6: Expects what is stored from then on, and writes the next records as if they followed it.
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
        expected.set(partition, result.kind === 'written' ? next : result.storedOffset);
      }
    },

    onPartitionsRevoked() {},
    onPartitionsLost() {},
  };
}
