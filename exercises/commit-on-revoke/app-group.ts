// Floor 6. The group in which answers of this exercise live: a loop that polls and hands everything to the app, workers that take their time,
// members that come, leave, freeze and crash. What is right is said in checks.ts.
import { type ConsumerRebalanceListener, type ConsumerRecord, type ConsumerRecords, KafkaConsumer } from 'kafka';
import type { ProcessContext } from 'simulator';
import {
  expectProcessesWell,
  GroupOfApps,
  type GroupOfAppsOptions,
  type RunProblem,
  SimulatedWorkers,
  toldWorkers,
  type Workers,
} from 'testkit';

export type App = ConsumerRebalanceListener & { onRecords(records: ConsumerRecords): void | Promise<void> };

/** The answer, evaluated anew for each life of a process. */
export type Answer = () => Promise<{ readonly createApp: (consumer: KafkaConsumer, workers: Workers) => App }>;

export interface GroupOptions extends GroupOfAppsOptions {
  /** How many records each partition begins with. */
  readonly records: number;
  /** How long a worker takes for a record. Default: 5 to 400 ms, by chance. */
  readonly takesMs?: (record: ConsumerRecord) => number;
  /** The chance of each attempt to fail. Default: 0. */
  readonly failureChance?: number;
}

/** How long the group may take to get everything done after the last fault. */
const drainMs = 60_000;

export class AppGroup extends GroupOfApps {
  readonly #answer: Answer;
  readonly #workers: SimulatedWorkers;
  readonly #slow: RunProblem[] = [];

  constructor(answer: Answer, options: GroupOptions) {
    const { records, takesMs, failureChance = 0, seed = 1 } = options;
    super(options);
    this.#answer = answer;
    this.#workers = new SimulatedWorkers({ seed, duration: takesMs ?? { leastMs: 5, mostMs: 400 }, failureChance });
    this.produce(records);
  }

  /** What the app took too long for in its loop. */
  get slowest(): RunProblem | undefined {
    return this.#slow[0];
  }

  /** Lets all of it be handled; the test fails when that does not happen in time. */
  async expectAllHandled(): Promise<void> {
    if (await this.untilAllProcessed(drainMs)) return;
    this.expectNoneLeft(
      (record) =>
        `No worker has finished ${record} within ${drainMs / 1000} s after the last thing that happened to the group.`,
    );
  }

  /** Lets all of it be handled if the answer gets there, and a while pass then: for tests that look at something else. */
  async settle(): Promise<void> {
    await this.untilAllProcessed(drainMs);
    await this.cluster.runFor(1000);
    expectProcessesWell(this.cluster);
  }

  protected async main({ name }: ProcessContext): Promise<void> {
    const { createApp } = await this.#answer();
    const consumer = new KafkaConsumer(this.consumerConfig(name));
    const app = createApp(consumer, toldWorkers(this.cluster, name, this.#workers.client()));
    await consumer.subscribe(['orders'], app);
    while (!this.isLeaving(name)) {
      const records = await consumer.poll(200);
      const { now } = this.cluster;
      await app.onRecords(records);
      this.#look(name, now);
    }
    await consumer.close();
  }

  #look(name: string, begunMs: number): void {
    const tookMs = this.cluster.now - begunMs;
    if (tookMs <= 1000) return;
    const says =
      `onRecords() of ${name}, called at ${begunMs} ms, came back after ${tookMs} ms. ` +
      'Do not wait for workers there: while it waits, nobody polls, and no rebalance gets on.';
    this.#slow.push({ cluster: this.cluster, atMs: begunMs, says });
  }
}
