// An object for each time that a partition is assigned. One that was refused reads the table again, as at its beginning.
import {
  type ConsumerRebalanceListener,
  type ConsumerRecord,
  type ConsumerRecords,
  type KafkaConsumer,
  type TopicPartition,
  topicPartition,
} from 'kafka';
import type { Table } from 'testkit';

interface Row {
  readonly partition: number;
  readonly offset: number;
}

class Tenure {
  readonly consumer: KafkaConsumer;
  readonly table: Table<Row>;
  readonly partition: TopicPartition;
  #token: number | undefined;

  private constructor(consumer: KafkaConsumer, table: Table<Row>, partition: TopicPartition) {
    this.consumer = consumer;
    this.table = table;
    this.partition = partition;
  }

  static async begin(consumer: KafkaConsumer, table: Table<Row>, partition: TopicPartition): Promise<Tenure> {
    const tenure = new Tenure(consumer, table, partition);
    await tenure.catchUp();
    return tenure;
  }

  async catchUp(): Promise<void> {
    this.#token = await this.table.storedOffset(this.partition);
    if (this.#token === undefined) this.consumer.seekToBeginning([this.partition]);
    else this.consumer.seek(this.partition, this.#token);
  }

  async write(records: readonly ConsumerRecord[]): Promise<void> {
    const rows = records.map(({ partition, offset }) => ({ partition, offset }));
    const offset = Math.max(...records.map((record) => record.offset)) + 1;
    const { kind } = await this.table.write(rows, { ...this.partition, offset }, this.#token);
    if (kind === 'refused') await this.catchUp();
    else this.#token = offset;
  }
}

export function createApp(consumer: KafkaConsumer, table: Table<Row>): App {
  return new App(consumer, table);
}

class App implements ConsumerRebalanceListener {
  readonly #consumer: KafkaConsumer;
  readonly #table: Table<Row>;
  readonly #tenures = new Map<TopicPartition, Tenure>();

  constructor(consumer: KafkaConsumer, table: Table<Row>) {
    this.#consumer = consumer;
    this.#table = table;
  }

  async onRecords(records: ConsumerRecords): Promise<void> {
    const byPartition = new Map<TopicPartition, ConsumerRecord[]>();
    for (const record of records) {
      const partition = topicPartition(record.topic, record.partition);
      byPartition.set(partition, [...(byPartition.get(partition) ?? []), record]);
    }
    for (const [partition, of] of byPartition) await this.#tenures.get(partition)?.write(of);
  }

  async onPartitionsAssigned(partitions: readonly TopicPartition[]): Promise<void> {
    for (const partition of partitions) {
      this.#tenures.set(partition, await Tenure.begin(this.#consumer, this.#table, partition));
    }
  }

  onPartitionsRevoked(partitions: readonly TopicPartition[]): void {
    for (const partition of partitions) this.#tenures.delete(partition);
  }
}
