// Floor 6. The group in which answers of this exercise live: a loop that polls and hands everything to the app, workers that take minutes,
// members that come, leave and freeze. What is right is said in checks.ts.
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
  SimulatedWorkers,
  storyOf,
  type Workers,
} from 'testkit';

type App = ConsumerRebalanceListener & { onRecords(records: ConsumerRecords): void | Promise<void> };

/** The answer, evaluated anew for each life of a process. */
export type Answer = () => Promise<{ readonly createApp: (consumer: KafkaConsumer, workers: Workers) => App }>;

export interface GroupOptions {
  readonly protocol: 'eager' | 'cooperative';
  readonly partitions: number;
  /** How long a worker takes for a record. */
  readonly takesMs: (record: ConsumerRecord) => number;
  readonly seed?: number;
}

export class AppGroup {
  readonly cluster: SimulatedCluster;
  readonly #answer: Answer;
  readonly #options: GroupOptions;
  readonly #workers: SimulatedWorkers;
  readonly #leaving = new Set<string>();
  /** Members that were asked to leave at any time, or frozen for longer than their session. */
  readonly #excused = new Set<string>();
  readonly #processed = new Set<string>();
  #appended = 0;
  #readTo = 0;

  constructor(answer: Answer, options: GroupOptions) {
    const { partitions, takesMs, seed = 1 } = options;
    this.#answer = answer;
    this.#options = options;
    this.#workers = new SimulatedWorkers({ seed, duration: takesMs });
    this.cluster = new SimulatedCluster({
      seed,
      brokers: 1,
      topics: { orders: partitions },
      config: { 'group.initial.rebalance.delay.ms': 0 },
    });
  }

  /** Puts this many records into each partition, or into one. */
  produce(records: number, only?: number): void {
    const partitions = only === undefined ? Array.from({ length: this.#options.partitions }, (_, at) => at) : [only];
    for (const partition of partitions) {
      this.cluster.append(
        'orders',
        partition,
        Array.from({ length: records }, () => ({ value: 'a report' })),
      );
      this.#appended += records;
    }
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
    this.#excused.add(name);
  }

  /** For longer than its session: it is thrown out, and finds out when it wakes up. */
  freeze(name: string, ms: number): void {
    this.#excused.add(name);
    this.process(name).freeze(ms);
  }

  async runFor(ms: number): Promise<void> {
    await this.cluster.runFor(ms);
    expectProcessesWell(this.cluster);
  }

  /** Lets all of it be handled, and a while pass for the last commits; the test fails when that does not happen in time. */
  async expectAllHandled(withinMs: number): Promise<void> {
    if (await this.#untilHandled(withinMs)) return this.runFor(2000);
    for (let number = 0; number < this.#options.partitions; number++) {
      const partition = topicPartition('orders', number);
      const end = this.cluster.partition('orders', number).logEndOffset;
      for (let offset = 0; offset < end; offset++) {
        if (this.#processed.has(`${number}@${offset}`)) continue;
        expectNoProblem({
          cluster: this.cluster,
          atMs: this.cluster.now,
          says:
            `No worker has finished offset ${offset} of orders-${number} within ${withinMs / 1000} s. ` +
            `What became of it:${storyOf(this.cluster.trace, partition, offset)}`,
        });
      }
    }
  }

  /** Lets all of it be handled if the answer gets there, for tests that look at something else. */
  async settle(withinMs: number): Promise<void> {
    await this.#untilHandled(withinMs);
    await this.runFor(2000);
  }

  /** Nobody was removed from the group who was neither asked to leave nor frozen. */
  expectNobodyThrownOut(): void {
    for (const event of this.cluster.trace) {
      if (event.kind !== 'group.member.removed' || this.#excused.has(event.clientId)) continue;
      expectNoProblem({
        cluster: this.cluster,
        atMs: event.atMs,
        says:
          `${event.clientId} was removed from the group at ${event.atMs.toLocaleString('en-US')} ms (${event.why}), and nobody had asked it to leave. ` +
          'A consumer leaves by itself when it is not polled for 10 s: does something wait for workers?',
      });
    }
  }

  async #untilHandled(withinMs: number): Promise<boolean> {
    const hasAll = () => this.#processedCount() === this.#appended;
    await this.cluster.runUntil('all is handled', hasAll, { withinMs }).catch(() => {});
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
      'group.id': 'reports',
      'client.id': name,
      'enable.auto.commit': false,
      'auto.offset.reset': 'earliest',
      'max.poll.records': 10,
      'max.poll.interval.ms': 10_000,
      'session.timeout.ms': 6000,
      'heartbeat.interval.ms': 1000,
      'partition.assignment.strategy': [this.#options.protocol === 'eager' ? RangeAssignor : CooperativeStickyAssignor],
    });
    const app = createApp(consumer, this.#workersOf(name));
    await consumer.subscribe(['orders'], app);
    while (!this.#leaving.has(name)) await app.onRecords(await consumer.poll(500));
    await consumer.close();
  };

  /** The same workers, with what they do told in the trace. */
  #workersOf(clientId: string): Workers {
    const workers = this.#workers.client();
    return {
      handle: async (record) => {
        const job = workers.handle(record);
        const { topic, partition, offset } = record;
        const told = { process: clientId, clientId, partition: topicPartition(topic, partition), offset };
        this.cluster.emit({ kind: 'record.started', ...told });
        await job;
        this.cluster.emit({ kind: 'record.processed', ...told });
      },
    };
  }
}
