// R2: Where nothing is stored it leaves the beginning to the consumer, which takes what somebody committed to Kafka.
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
    if (stored !== undefined) consumer.seek(partition, stored);
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
        else readOnFrom(partition, result.storedOffset);
      }
    },

    onPartitionsRevoked() {},
    onPartitionsLost() {},
  };
}
