// R1: Waits until there are ten records of a partition, and the last ones wait for ever.
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
  const waiting = new Map<TopicPartition, Row[]>();
  const expected = new Map<TopicPartition, number | undefined>();

  function readOnFrom(partition: TopicPartition, stored: number | undefined): void {
    expected.set(partition, stored);
    waiting.delete(partition);
    if (stored === undefined) consumer.seekToBeginning([partition]);
    else consumer.seek(partition, stored);
  }

  return {
    async onPartitionsAssigned(partitions) {
      for (const partition of partitions) readOnFrom(partition, await table.storedOffset(partition));
    },

    async onRecords(records) {
      for (const partition of records.partitions()) {
        const rows = waiting.get(partition) ?? [];
        waiting.set(partition, rows);
        for (const { offset } of records.records(partition)) rows.push({ partition: partition.partition, offset });
        const last = rows.at(-1);
        if (last === undefined || rows.length < 10) continue;
        waiting.delete(partition);
        const next = last.offset + 1;
        const result = await table.write(rows, { ...partition, offset: next }, expected.get(partition));
        if (result.kind === 'written') expected.set(partition, next);
        else readOnFrom(partition, result.storedOffset);
      }
    },

    onPartitionsRevoked() {},
    onPartitionsLost() {},
  };
}
