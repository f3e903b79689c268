import type { ConsumerRebalanceListener, ConsumerRecords, KafkaConsumer } from 'kafka';
import type { Table } from 'testkit';

/** What is made of a record. */
interface Row {
  readonly partition: number;
  readonly offset: number;
}

/** What the loop of the process calls. It subscribes with the app as its listener. */
interface App extends ConsumerRebalanceListener {
  /** Called after each poll, also with an empty batch. */
  onRecords(records: ConsumerRecords): void | Promise<void>;
}

/**
 * An app that stores rows and offsets together, and begins at what is stored. The rules are in the brief.
 *
 * @param consumer commits nothing by itself
 * @param table takes rows and an offset in one step, if the offset that is stored is the expected one
 */
export function createApp(consumer: KafkaConsumer, table: Table<Row>): App {
  return {
    onRecords(records) {
      // So far no record becomes a row.
      void table;
      void records;
    },

    onPartitionsAssigned() {
      void consumer;
    },

    onPartitionsRevoked() {},
  };
}
