// Floor 6. The group in which answers of this exercise live: a loop that polls and hands everything to the app, workers that take minutes,
// members that come, leave and freeze. What is right is said in checks.ts.
import { type ConsumerRebalanceListener, type ConsumerRecord, type ConsumerRecords, KafkaConsumer } from 'kafka';
import type { ProcessContext } from 'simulator';
import {
  expectNoProblem,
  expectProcessesWell,
  GroupOfApps,
  type GroupOfAppsOptions,
  SimulatedWorkers,
  toldWorkers,
  type Workers,
} from 'testkit';

type App = ConsumerRebalanceListener & { onRecords(records: ConsumerRecords): void | Promise<void> };

/** The answer, evaluated anew for each life of a process. */
export type Answer = () => Promise<{ readonly createApp: (consumer: KafkaConsumer, workers: Workers) => App }>;

export interface GroupOptions extends GroupOfAppsOptions {
  /** How long a worker takes for a record. */
  readonly takesMs: (record: ConsumerRecord) => number;
}

export class AppGroup extends GroupOfApps {
  readonly #answer: Answer;
  readonly #workers: SimulatedWorkers;
  /** Members that were asked to leave at any time, or frozen for longer than their session. */
  readonly #excused = new Set<string>();

  constructor(answer: Answer, options: GroupOptions) {
    const { takesMs, seed = 1 } = options;
    super(options);
    this.#answer = answer;
    this.#workers = new SimulatedWorkers({ seed, duration: takesMs });
  }

  override leave(...names: readonly string[]): void {
    super.leave(...names);
    for (const name of names) this.#excused.add(name);
  }

  /** For longer than its session: it is thrown out, and finds out when it wakes up. */
  freeze(name: string, ms: number): void {
    this.#excused.add(name);
    this.process(name).freeze(ms);
  }

  override async runFor(ms: number): Promise<void> {
    await super.runFor(ms);
    expectProcessesWell(this.cluster);
  }

  /** Lets all of it be handled, and a while pass for the last commits; the test fails when that does not happen in time. */
  async expectAllHandled(withinMs: number): Promise<void> {
    if (await this.untilAllProcessed(withinMs)) return this.runFor(2000);
    this.expectNoneLeft((record) => `No worker has finished ${record} within ${withinMs / 1000} s.`);
  }

  /** Lets all of it be handled if the answer gets there, for tests that look at something else. */
  async settle(withinMs: number): Promise<void> {
    await this.untilAllProcessed(withinMs);
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

  protected async main({ name }: ProcessContext): Promise<void> {
    const { createApp } = await this.#answer();
    const consumer = new KafkaConsumer({ ...this.consumerConfig(name), 'max.poll.interval.ms': 10_000 });
    const app = createApp(consumer, toldWorkers(this.cluster, name, this.#workers.client()));
    await consumer.subscribe(['orders'], app);
    while (!this.isLeaving(name)) await app.onRecords(await consumer.poll(500));
    await consumer.close();
  }
}
