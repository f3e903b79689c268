// Floor 6. The group in which answers of this exercise live: a loop that polls, a table that outlives every process, members that come, leave,
// stand still and crash. What is right is said in checks.ts.
import {
  type ConsumerRebalanceListener,
  type ConsumerRecords,
  KafkaConsumer,
  type TopicPartition,
  topicPartition,
} from 'kafka';
import type { ProcessContext } from 'simulator';
import {
  expectNoProblem,
  expectProcessesWell,
  expectWithin,
  GroupOfApps,
  type GroupOfAppsOptions,
  SimulatedTable,
  storyOf,
  type Table,
} from 'testkit';

export interface Row {
  readonly partition: number;
  readonly offset: number;
}

type App = ConsumerRebalanceListener & { onRecords(records: ConsumerRecords): void | Promise<void> };

/** The answer, evaluated anew for each life of a process. */
export type Answer = () => Promise<{ readonly createApp: (consumer: KafkaConsumer, table: Table<Row>) => App }>;

export interface GroupOptions extends GroupOfAppsOptions {
  /** How many records each partition begins with. */
  readonly records: number;
}

/** A partition that was assigned, and what was stored for it when the callback came back. */
export interface AssignedNote {
  readonly process: string;
  readonly partition: TopicPartition;
  /** How many events the trace had then. */
  readonly eventIndex: number;
  readonly stored: number | undefined;
}

/** How long the group may take to get everything done after the last fault. */
const drainMs = 60_000;

export class AppGroup extends GroupOfApps {
  readonly table: SimulatedTable<Row>;
  readonly assigned: AssignedNote[] = [];
  readonly #answer: Answer;

  constructor(answer: Answer, options: GroupOptions) {
    const { records, seed = 1 } = options;
    super(options);
    this.#answer = answer;
    this.table = new SimulatedTable({ seed: `table ${seed}`, latency: { leastMs: 5, mostMs: 30 } });
    this.produce(records);
  }

  /** Until a member has been given partitions once more, and its callback has come back. */
  async untilAssigned(name: string): Promise<void> {
    const count = () => this.assigned.filter(({ process }) => process === name).length;
    const before = count();
    const isAssigned = () => count() > before;
    await expectWithin(this.cluster, `${name} is given partitions`, isAssigned, { withinMs: drainMs });
  }

  /** Before the answer: somebody stores the first rows of a partition in the table. */
  async stored(partition: number, rows: number): Promise<void> {
    this.process('earlier').start(async () => {
      const first = Array.from({ length: rows }, (_, offset) => ({ partition, offset }));
      await this.table.client().write(first, { topic: 'orders', partition, offset: rows }, undefined);
    });
    await this.runFor(500);
  }

  /** Before the answer: somebody commits an offset to Kafka in the name of the group. */
  async committed(partition: number, offset: number): Promise<void> {
    this.process('somebody').start(async () => {
      const consumer = new KafkaConsumer({ 'group.id': 'shop', 'enable.auto.commit': false });
      const of = topicPartition('orders', partition);
      await consumer.assign([of]);
      await consumer.commitSync(new Map([[of, { offset }]]));
      await consumer.close();
    });
    await this.runFor(2000);
  }

  /** Lets every record become a row; the test fails when that does not happen in time. */
  async expectAllStored(): Promise<void> {
    if (await this.#untilStored()) return;
    for (const partition of this.partitions) {
      const rows = new Set(this.#rowsOf(partition.partition));
      const end = this.#endOf(partition.partition);
      for (let offset = 0; offset < end; offset++) {
        if (rows.has(offset)) continue;
        const says =
          `There was no row of offset ${offset} of orders-${partition.partition} in the table within ${drainMs / 1000} s after the last thing that happened to the group. ` +
          `Stored for the partition is ${this.table.offsetOf(partition) ?? 'no offset'}. What became of the record:${storyOf(this.cluster.trace, partition, offset)}`;
        expectNoProblem({ cluster: this.cluster, atMs: this.cluster.now, says });
      }
    }
  }

  /** Lets all become rows if the answer gets there: for tests that look at something else. */
  async settle(): Promise<void> {
    await this.#untilStored();
    await this.cluster.runFor(1000);
    expectProcessesWell(this.cluster);
  }

  async #untilStored(): Promise<boolean> {
    const isStored = ({ partition }: TopicPartition) =>
      new Set(this.#rowsOf(partition)).size === this.#endOf(partition);
    let looked = -1;
    const hasAll = () => {
      // Rows come with writes alone.
      if (looked === this.table.writes.length) return false;
      looked = this.table.writes.length;
      return this.partitions.every(isStored);
    };
    await this.cluster.runUntil('all is stored', hasAll, { withinMs: drainMs }).catch(() => {});
    expectProcessesWell(this.cluster);
    return this.partitions.every(isStored);
  }

  #rowsOf(partition: number): readonly number[] {
    return this.table.rows.flatMap((row) => (row.partition === partition ? [row.offset] : []));
  }

  #endOf(partition: number): number {
    return this.cluster.partition('orders', partition).logEndOffset;
  }

  protected async main({ name }: ProcessContext): Promise<void> {
    const { createApp } = await this.#answer();
    const consumer = new KafkaConsumer({ ...this.consumerConfig(name), 'max.poll.interval.ms': 8000 });
    const app = createApp(consumer, this.#tableOf(name));
    await consumer.subscribe(['orders'], this.#noting(name, app));
    while (!this.isLeaving(name)) await app.onRecords(await consumer.poll(200));
    await consumer.close();
  }

  /** The app as a listener, with what was stored when it came back from an assignment. */
  #noting(process: string, app: App): ConsumerRebalanceListener {
    return {
      onPartitionsAssigned: async (partitions) => {
        await app.onPartitionsAssigned(partitions);
        for (const partition of partitions) {
          const stored = this.table.offsetOf(partition);
          this.assigned.push({ process, partition, eventIndex: this.cluster.trace.length, stored });
        }
      },
      onPartitionsRevoked: (partitions) => app.onPartitionsRevoked(partitions),
      onPartitionsLost: (partitions) =>
        app.onPartitionsLost === undefined ? app.onPartitionsRevoked(partitions) : app.onPartitionsLost(partitions),
    };
  }

  /** The same table, with each row that is stored told in the trace. */
  #tableOf(name: string): Table<Row> {
    const client = this.table.client();
    return {
      storedOffset: client.storedOffset,
      write: async (rows, offset, expectedOffset) => {
        const result = await client.write(rows, offset, expectedOffset);
        if (result.kind === 'refused') return result;
        for (const row of rows) {
          const of = { process: name, clientId: name, partition: topicPartition('orders', row.partition) };
          this.cluster.emit({ kind: 'record.processed', ...of, offset: row.offset });
        }
        return result;
      },
    };
  }
}
