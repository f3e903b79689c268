// Floor 6. The group in which answers of this exercise live: one topic, consumers that are made and subscribed, a handler that takes its
// time. It lets time pass and says what became of the records; what is right is said in checks.ts.
import { type ConsumerRecord, IllegalStateException, KafkaConsumer } from 'kafka';
import type { ProcessContext, ShutdownSignal, SimulatedCluster, SimulatedProcess } from 'simulator';
import { expectNoProblem, expectProcessesWell, GroupOfApps, recordHandler, storyOf } from 'testkit';
import { firstUnhandled } from './checks';

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

export class Shop extends GroupOfApps {
  readonly #answer: Answer;
  readonly #handleMs: number;
  readonly #leftOpen = new Set<string>();

  constructor(answer: Answer, { partitions, records = 20, handleMs = 2, seed = 1 }: ShopOptions) {
    super({ protocol: 'eager', partitions, seed });
    this.#answer = answer;
    this.#handleMs = handleMs;
    this.produce(records);
  }

  /** Processes whose last life returned without having closed its consumer. */
  get leftOpen(): ReadonlySet<string> {
    return this.#leftOpen;
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
    if (await this.untilAllProcessed(drainMs)) return;
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
    await this.untilAllProcessed(drainMs);
    await this.cluster.runFor(1500);
    expectProcessesWell(this.cluster);
  }

  protected async main({ name, shutdown }: ProcessContext): Promise<void> {
    const { run } = await this.#answer();
    const consumer = new KafkaConsumer({
      ...this.consumerConfig(name),
      'max.poll.records': batchSize,
      'heartbeat.interval.ms': 2000,
    });
    await consumer.subscribe(['orders']);
    const handle = recordHandler(this.cluster, { clientId: name, takesMs: () => this.#handleMs });
    this.#leftOpen.delete(name);
    await run(consumer, handle, shutdown);
    if (isOpen(consumer)) this.#leftOpen.add(name);
  }
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
