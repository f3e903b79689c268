// Floor 6. The group in which answers of this exercise live: a loop that polls and hands everything to the app, workers that take their time,
// members that come, leave, freeze and crash. What is right is said in checks.ts.
import {
  type ConsumerRebalanceListener,
  type ConsumerRecord,
  type ConsumerRecords,
  KafkaConsumer,
  topicPartition,
} from 'kafka';
import { type ProcessContext, SimulatedCluster, type SimulatedProcess } from 'simulator';
import {
  CooperativeStickyAssignor,
  expectNoProblem,
  expectProcessesWell,
  RangeAssignor,
  type RunProblem,
  SimulatedWorkers,
  storyOf,
  type Workers,
} from 'testkit';

export type App = ConsumerRebalanceListener & { onRecords(records: ConsumerRecords): void | Promise<void> };

/** The answer, evaluated anew for each life of a process. */
export type Answer = () => Promise<{ readonly createApp: (consumer: KafkaConsumer, workers: Workers) => App }>;

export type Protocol = 'eager' | 'cooperative';

export interface GroupOptions {
  readonly protocol: Protocol;
  readonly partitions: number;
  /** How many records each partition begins with. */
  readonly records: number;
  /** How long a worker takes for a record. Default: 5 to 400 ms, by chance. */
  readonly takesMs?: (record: ConsumerRecord) => number;
  /** The chance of each attempt to fail. Default: 0. */
  readonly failureChance?: number;
  readonly seed?: number;
}

/** How long the group may take to get everything done after the last fault. */
const drainMs = 60_000;

export class AppGroup {
  readonly cluster: SimulatedCluster;
  readonly #answer: Answer;
  readonly #options: GroupOptions;
  readonly #workers: SimulatedWorkers;
  readonly #leaving = new Set<string>();
  readonly #slow: RunProblem[] = [];
  #appended = 0;
  #readTo = 0;
  readonly #processed = new Set<string>();

  constructor(answer: Answer, options: GroupOptions) {
    const { partitions, records, takesMs, failureChance = 0, seed = 1 } = options;
    this.#answer = answer;
    this.#options = options;
    this.#workers = new SimulatedWorkers({ seed, duration: takesMs ?? { leastMs: 5, mostMs: 400 }, failureChance });
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
    for (let partition = 0; partition < this.#options.partitions; partition++) {
      this.cluster.append(
        'orders',
        partition,
        Array.from({ length: records }, () => ({ value: 'an order' })),
      );
    }
    this.#appended += records * this.#options.partitions;
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

  /** What the app took too long for in its loop. */
  get slowest(): RunProblem | undefined {
    return this.#slow[0];
  }

  /** Lets all of it be handled; the test fails when that does not happen in time. */
  async expectAllHandled(): Promise<void> {
    if (await this.#untilHandled()) return;
    for (let number = 0; number < this.#options.partitions; number++) {
      const partition = topicPartition('orders', number);
      const end = this.cluster.partition('orders', number).logEndOffset;
      for (let offset = 0; offset < end; offset++) {
        if (this.#processed.has(`${number}@${offset}`)) continue;
        expectNoProblem({
          cluster: this.cluster,
          atMs: this.cluster.now,
          says:
            `No worker has finished offset ${offset} of orders-${number} within ${drainMs / 1000} s after the last thing that happened to the group. ` +
            `What became of it:${storyOf(this.cluster.trace, partition, offset)}`,
        });
      }
    }
  }

  /** Lets all of it be handled if the answer gets there, and a while pass then: for tests that look at something else. */
  async settle(): Promise<void> {
    await this.#untilHandled();
    await this.cluster.runFor(1000);
    expectProcessesWell(this.cluster);
  }

  async #untilHandled(): Promise<boolean> {
    const hasAll = () => this.#processedCount() === this.#appended;
    await this.cluster.runUntil('all is handled', hasAll, { withinMs: drainMs }).catch(() => {});
    expectProcessesWell(this.cluster);
    return hasAll();
  }

  #processedCount(): number {
    const { trace } = this.cluster;
    for (; this.#readTo < trace.length; this.#readTo++) {
      const event = trace[this.#readTo];
      if (event?.kind === 'record.processed') this.#processed.add(`${event.partition.partition}@${event.offset}`);
    }
    return this.#processed.size;
  }

  readonly #main = async ({ name }: ProcessContext): Promise<void> => {
    const { createApp } = await this.#answer();
    const consumer = new KafkaConsumer({
      'group.id': 'shop',
      'client.id': name,
      'enable.auto.commit': false,
      'auto.offset.reset': 'earliest',
      'max.poll.records': 10,
      'session.timeout.ms': 6000,
      'heartbeat.interval.ms': 1000,
      'partition.assignment.strategy': [this.#options.protocol === 'eager' ? RangeAssignor : CooperativeStickyAssignor],
    });
    const app = createApp(consumer, this.#workersOf(name));
    await consumer.subscribe(['orders'], app);
    while (!this.#leaving.has(name)) {
      const records = await consumer.poll(200);
      const { now } = this.cluster;
      await app.onRecords(records);
      this.#look(name, now);
    }
    await consumer.close();
  };

  #look(name: string, begunMs: number): void {
    const tookMs = this.cluster.now - begunMs;
    if (tookMs <= 1000) return;
    const says =
      `onRecords() of ${name}, called at ${begunMs} ms, came back after ${tookMs} ms. ` +
      'Do not wait for workers there: while it waits, nobody polls, and no rebalance gets on.';
    this.#slow.push({ cluster: this.cluster, atMs: begunMs, says });
  }

  /** The same workers, with what they do told in the trace. */
  #workersOf(clientId: string): Workers {
    const workers = this.#workers.client();
    return {
      handle: async (record) => {
        const job = workers.handle(record);
        const { topic, partition, offset } = record;
        const told = { process: clientId, clientId, partition: topicPartition(topic, partition), offset };
        this.cluster.emit({ kind: 'record.started', ...told });
        try {
          await job;
        } catch (error) {
          this.cluster.emit({ kind: 'record.failed', ...told });
          throw error;
        }
        this.cluster.emit({ kind: 'record.processed', ...told });
      },
    };
  }
}
