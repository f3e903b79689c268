// Floor 6. The group in which answers of this exercise live: one topic, consumers that are made and subscribed, a handler that takes its
// time. It lets time pass and says what became of the records; what is right is said in checks.ts.
import { type ConsumerRecord, IllegalStateException, KafkaConsumer } from 'kafka';
import {
  type ProcessContext,
  type ProcessMain,
  type ShutdownSignal,
  SimulatedCluster,
  type SimulatedProcess,
} from 'simulator';
import { expectNoProblem, expectProcessesWell, RangeAssignor, recordHandler, storyOf } from 'testkit';
import { firstUnhandled, groupId } from './checks';

/** `max.poll.records`: how many records one poll returns at most. */
export const batchSize = 5;
/** How long the group may take to get everything done after the last fault. */
const drainMs = 60_000;

/** The answer, evaluated anew for each life of a process. */
export type Answer = () => Promise<{
  readonly run: (
    consumer: KafkaConsumer,
    handle: (record: ConsumerRecord) => Promise<void>,
    shutdown: ShutdownSignal,
  ) => Promise<void>;
}>;

export interface ShopOptions {
  /** How many partitions `orders` has. */
  readonly partitions: number;
  /** How many records each of them begins with. Default: 20. */
  readonly records?: number;
  /** How long one record takes. Default: 2 ms. */
  readonly handleMs?: number;
  readonly seed?: number | string;
}

export class Shop {
  readonly cluster: SimulatedCluster;
  readonly #answer: Answer;
  readonly #options: Required<ShopOptions>;
  #appended = 0;
  /** How far the trace was read, and what was found there: distinct records that were processed. */
  #readTo = 0;
  readonly #processed = new Set<string>();
  readonly #leftOpen = new Set<string>();

  constructor(answer: Answer, options: ShopOptions) {
    this.#answer = answer;
    this.#options = { records: 20, handleMs: 2, seed: 1, ...options };
    const { partitions, records, seed } = this.#options;
    this.cluster = new SimulatedCluster({
      seed,
      brokers: 1,
      topics: { orders: partitions },
      // As in the configuration that Kafka ships for trying it out: the first member does not wait for others.
      config: { 'group.initial.rebalance.delay.ms': 0 },
    });
    this.produce(records);
  }

  /** Processes whose last life returned without having closed its consumer. */
  get leftOpen(): ReadonlySet<string> {
    return this.#leftOpen;
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

  /** Starts these processes, each with a consumer of its own. */
  start(...names: readonly string[]): void {
    for (const name of names) this.process(name).start(this.#main);
  }

  process(name: string): SimulatedProcess {
    return this.cluster.process(name);
  }

  /** Crashes it, and starts it again at once. */
  restart(name: string): void {
    // An answer that returned by itself is not there to be crashed.
    if (this.process(name).isAlive) this.process(name).restart();
    else this.start(name);
  }

  /** Asks it to shut down. */
  stop(name: string): void {
    // An answer that returned by itself is told of by the checks.
    if (this.process(name).isAlive) this.process(name).stop();
  }

  /** Lets all of it be handled; the test fails when that does not happen in time. @param run its name, where a test has several */
  async expectAllHandled(run?: string): Promise<void> {
    if (await this.#untilHandled()) return;
    const { cluster } = this;
    const prefix = run === undefined ? '' : `${run}: `;
    const gone = cluster.processes.find((process) => process.state === 'stopped' && !wasAskedToStop(cluster, process));
    if (gone !== undefined) {
      const says = `${prefix}run() of ${gone.name} returned, though nobody had asked it to shut down: it polls on until then.`;
      expectNoProblem({ cluster, atMs: endOf(cluster, gone), says });
    }
    const { partition, offset } = firstUnhandled(cluster) ?? {};
    if (partition === undefined || offset === undefined) return;
    expectNoProblem({
      cluster,
      atMs: cluster.now,
      says:
        `${prefix}Offset ${offset} of ${partition.topic}-${partition.partition} was not handled within ${drainMs / 1000} s after the last thing ` +
        `that happened to the group. What became of it:${storyOf(cluster.trace, partition, offset)}`,
    });
  }

  /** Lets all of it be handled if the answer gets there, and a while pass then: for tests that look at something else. */
  async settle(): Promise<void> {
    await this.#untilHandled();
    await this.cluster.runFor(1500);
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

  readonly #main: ProcessMain = async ({ name, shutdown }: ProcessContext) => {
    const { run } = await this.#answer();
    const consumer = new KafkaConsumer({
      'group.id': groupId,
      'client.id': name,
      'enable.auto.commit': false,
      'auto.offset.reset': 'earliest',
      'max.poll.records': batchSize,
      'session.timeout.ms': 6000,
      'heartbeat.interval.ms': 2000,
      'partition.assignment.strategy': [RangeAssignor],
    });
    await consumer.subscribe(['orders']);
    const handle = recordHandler(this.cluster, { clientId: name, takesMs: () => this.#options.handleMs });
    this.#leftOpen.delete(name);
    await run(consumer, handle, shutdown);
    if (isOpen(consumer)) this.#leftOpen.add(name);
  };
}

/** Every call of a closed consumer is refused. */
function isOpen(consumer: KafkaConsumer): boolean {
  try {
    consumer.subscription();
    return true;
  } catch (error) {
    if (error instanceof IllegalStateException) return false;
    throw error;
  }
}

function wasAskedToStop({ trace }: SimulatedCluster, { name }: SimulatedProcess): boolean {
  return trace.some((event) => event.kind === 'process.stopping' && event.process === name);
}

function endOf({ trace }: SimulatedCluster, { name }: SimulatedProcess): number {
  return trace.findLast((event) => event.kind === 'process.stopped' && event.process === name)?.atMs ?? 0;
}
