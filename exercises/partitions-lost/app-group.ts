// Floor 6. The group in which answers of this exercise live: a loop that polls and makes checkpoints, an output that keeps rows back, members
// that come, leave, stand still and crash. What is right is said in checks.ts.
import {
  type ConsumerRebalanceListener,
  type ConsumerRecords,
  KafkaConsumer,
  type TopicPartition,
  topicPartition,
} from 'kafka';
import { type ProcessContext, SimulatedCluster, type SimulatedProcess } from 'simulator';
import {
  CooperativeStickyAssignor,
  expectNoProblem,
  expectProcessesWell,
  RangeAssignor,
  SimulatedSink,
  type Sink,
  storyOf,
} from 'testkit';

interface Row {
  readonly offset: number;
}

type App = ConsumerRebalanceListener & {
  onRecords(records: ConsumerRecords): void | Promise<void>;
  checkpoint(): Promise<void>;
};

/** The answer, evaluated anew for each life of a process. */
export type Answer = () => Promise<{ readonly createApp: (consumer: KafkaConsumer, sink: Sink<Row>) => App }>;

export type Protocol = 'eager' | 'cooperative';

export interface GroupOptions {
  readonly protocol: Protocol;
  readonly partitions: number;
  /** How many records each partition begins with. */
  readonly records: number;
  /** What the loop of a process that stood still comes to first. Default: the next poll. */
  readonly comesBackTo?: 'poll' | 'checkpoint' | 'close';
  readonly seed?: number;
}

/** How long the group may take to get everything done after the last fault. */
const drainMs = 60_000;

export class AppGroup {
  readonly cluster: SimulatedCluster;
  readonly #answer: Answer;
  readonly #options: GroupOptions;
  readonly #sink: SimulatedSink<Row>;
  readonly #leaving = new Set<string>();
  #appended = 0;
  #readTo = 0;
  readonly #putOut = new Set<string>();

  constructor(answer: Answer, options: GroupOptions) {
    const { partitions, records, seed = 1 } = options;
    this.#answer = answer;
    this.#options = options;
    this.#sink = new SimulatedSink({ seed: `sink ${seed}` });
    this.cluster = new SimulatedCluster({
      seed,
      brokers: 1,
      topics: { orders: partitions },
      config: { 'group.initial.rebalance.delay.ms': 0 },
    });
    this.produce(records);
  }

  /** Puts this many records into each partition. */
  produce(records: number): void {
    for (const { partition } of this.partitions) {
      this.cluster.append(
        'orders',
        partition,
        Array.from({ length: records }, () => ({ value: 'an order' })),
      );
    }
    this.#appended += records * this.#options.partitions;
  }

  get partitions(): readonly TopicPartition[] {
    return Array.from({ length: this.#options.partitions }, (_, number) => topicPartition('orders', number));
  }

  start(...names: readonly string[]): void {
    for (const name of names) {
      this.#leaving.delete(name);
      this.process(name).start(this.#main);
    }
  }

  process(name: string): SimulatedProcess {
    return this.cluster.process(name);
  }

  /** Lets it leave its loop after the present poll, and close its consumer. */
  leave(name: string): void {
    this.#leaving.add(name);
  }

  /** Lets these go on, or start, whatever was planned for them. */
  keep(...names: readonly string[]): void {
    for (const name of names) {
      this.#leaving.delete(name);
      if (!this.process(name).isAlive) this.start(name);
    }
  }

  runFor(ms: number): Promise<void> {
    return this.cluster.runFor(ms);
  }

  /** Lets every record be put out; the test fails when that does not happen in time. */
  async expectAllPutOut(): Promise<void> {
    if (await this.#untilPutOut()) return;
    for (const partition of this.partitions) {
      const end = this.cluster.partition('orders', partition.partition).logEndOffset;
      for (let offset = 0; offset < end; offset++) {
        if (this.#putOut.has(`${partition.partition}@${offset}`)) continue;
        expectNoProblem({
          cluster: this.cluster,
          atMs: this.cluster.now,
          says:
            `No row of offset ${offset} of orders-${partition.partition} was put out within ${drainMs / 1000} s after the last thing that happened to the group. ` +
            `What became of it:${storyOf(this.cluster.trace, partition, offset)}`,
        });
      }
    }
  }

  /** Lets all be put out if the answer gets there, and two checkpoints pass then: for tests that look at something else. */
  async settle(): Promise<void> {
    await this.#untilPutOut();
    await this.cluster.runFor(2500);
    expectProcessesWell(this.cluster);
  }

  async #untilPutOut(): Promise<boolean> {
    const hasAll = () => this.#putOutCount() === this.#appended;
    await this.cluster.runUntil('all is put out', hasAll, { withinMs: drainMs }).catch(() => {});
    expectProcessesWell(this.cluster);
    return hasAll();
  }

  #putOutCount(): number {
    const { trace } = this.cluster;
    for (; this.#readTo < trace.length; this.#readTo++) {
      const event = trace[this.#readTo];
      if (event?.kind === 'record.processed') this.#putOut.add(`${event.partition.partition}@${event.offset}`);
    }
    return this.#putOut.size;
  }

  readonly #main = async ({ name }: ProcessContext): Promise<void> => {
    const { createApp } = await this.#answer();
    const consumer = new KafkaConsumer({
      'group.id': 'shop',
      'client.id': name,
      'enable.auto.commit': false,
      'auto.offset.reset': 'earliest',
      'max.poll.records': 10,
      'max.poll.interval.ms': 8000,
      'session.timeout.ms': 6000,
      'heartbeat.interval.ms': 1000,
      'partition.assignment.strategy': [this.#options.protocol === 'eager' ? RangeAssignor : CooperativeStickyAssignor],
    });
    const app = createApp(consumer, this.#sinkOf(name));
    await consumer.subscribe(['orders'], app);
    let checkpointMs = this.cluster.now + 1000;
    while (!this.#leaving.has(name)) {
      const begunMs = this.cluster.now;
      await app.onRecords(await consumer.poll(200));
      const stoodStill = this.cluster.now - begunMs > 3000;
      if (stoodStill && this.#options.comesBackTo === 'close') break;
      if (stoodStill && this.#options.comesBackTo !== 'checkpoint') checkpointMs = this.cluster.now + 1000;
      if (this.cluster.now < checkpointMs) continue;
      await app.checkpoint();
      checkpointMs = this.cluster.now + 1000;
    }
    await consumer.close();
  };

  /** The same output, with each row that is put out told in the trace. */
  #sinkOf(name: string): Sink<Row> {
    const client = this.#sink.client();
    // What an earlier life of the process has put out is none of this one's.
    let told = this.#sink.flushes.length;
    return {
      add: client.add,
      discard: client.discard,
      flush: async (partition) => {
        await client.flush(partition);
        const arrived = this.#sink.flushes.slice(told).filter(({ process }) => process === name);
        told = this.#sink.flushes.length;
        for (const flush of arrived) {
          const of = { process: name, clientId: name, partition: topicPartition(flush.topic, flush.partition) };
          for (const { offset } of flush.rows) this.cluster.emit({ kind: 'record.processed', ...of, offset });
        }
      },
    };
  }
}
