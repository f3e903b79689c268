// R3: Makes a transaction for every record.
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
        for (const { offset } of batch) {
          const rows = [{ partition: partition.partition, offset }];
          const result = await table.write(rows, { ...partition, offset: offset + 1 }, expected.get(partition));
          if (result.kind === 'written') {
            expected.set(partition, offset + 1);
            continue;
          }
          readOnFrom(partition, result.storedOffset);
          break;
        }
      }
    },

    onPartitionsRevoked() {},
    onPartitionsLost() {},
  };
}
