// Floor 6. The group in which answers of this exercise live: three brokers, a topic, processes with names, an errand for each record. It lets
// faults happen and time pass; what is right is said in checks.ts.
import type { AssignorClass, ConsumerRecord } from 'kafka';
import { type ProcessContext, RandomStream, SimulatedCluster, type SimulatedProcess } from 'simulator';
import {
  CooperativeStickyAssignor,
  expectNoProblem,
  expectProcessesWell,
  RangeAssignor,
  RoundRobinAssignor,
  recordHandler,
  StickyAssignor,
  storyOf,
} from 'testkit';
import { firstUnhandled, groupId } from './checks';

const drainMs = 300_000;
const assignors = { RangeAssignor, RoundRobinAssignor, StickyAssignor, CooperativeStickyAssignor };

interface Context {
  readonly instance: string;
  readonly groupId: string;
  readonly assignors: Readonly<Record<keyof typeof assignors, AssignorClass>>;
  readonly handle: (record: ConsumerRecord) => Promise<void>;
  readonly shutdown: ProcessContext['shutdown'];
}

/** The answer, evaluated anew for each life of a process. */
export type Answer = () => Promise<{ readonly run: (context: Context) => Promise<void> }>;

export class Shop {
  readonly cluster: SimulatedCluster;
  readonly #answer: Answer;
  readonly #chance: RandomStream;
  readonly #partitions: number;
  #appended = 0;
  #faults = 0;
  #readTo = 0;
  readonly #processed = new Set<string>();

  constructor(answer: Answer, { seed = 1, partitions = 6, records = 20 } = {}) {
    this.#answer = answer;
    this.#partitions = partitions;
    this.#chance = new RandomStream(`survive-a-bad-day/errands ${seed}`);
    this.cluster = new SimulatedCluster({ seed, brokers: 3, topics: { orders: partitions } });
    this.produce(records);
  }

  /** How many things have failed. */
  get faults(): number {
    return this.#faults;
  }

  /** Puts this many records into each partition. */
  produce(records: number): void {
    for (let partition = 0; partition < this.#partitions; partition++) {
      this.cluster.append(
        'orders',
        partition,
        Array.from({ length: records }, () => ({ value: 'an order' })),
      );
    }
    this.#appended += records * this.#partitions;
  }

  start(...names: readonly string[]): void {
    for (const name of names) this.process(name).start((context) => this.#main(context));
  }

  process(name: string): SimulatedProcess {
    return this.cluster.process(name);
  }

  runFor(ms: number): Promise<void> {
    return this.cluster.runFor(ms);
  }

  /** Three processes that have come to rest, with work to do. */
  async begin(): Promise<void> {
    this.start('pod-1', 'pod-2', 'pod-3');
    await this.runFor(12_000);
    this.produce(15);
  }

  /** Something fails that is not asked for. */
  fails(happens: () => void): void {
    this.#faults++;
    happens();
  }

  /** Asked to stop, or killed, and started again a while later. */
  async restart(name: string, how: 'stop' | 'crash', downMs: number): Promise<void> {
    const process = this.process(name);
    if (!process.isAlive) return;
    if (how === 'crash') this.fails(() => process.crash());
    else process.stop();
    await this.runFor(downMs);
    // One that has not come to its end is what rule 5 tells of.
    if (process.isAlive) await this.runFor(20_000);
    if (!process.isAlive) this.start(name);
  }

  /** Rule 1. @param day its name, where a test has several */
  async expectAllHandled(day?: string): Promise<void> {
    if (await this.untilHandled()) return;
    const { partition, offset } = firstUnhandled(this.cluster) ?? {};
    if (partition === undefined || offset === undefined) return;
    const says =
      `${day === undefined ? '' : `${day}: `}Offset ${offset} of ${partition.topic}-${partition.partition} was not handled within five minutes after the last thing that happened. ` +
      `What became of it:${storyOf(this.cluster.trace, partition, offset)}`;
    expectNoProblem({ cluster: this.cluster, atMs: this.cluster.now, says });
  }

  /** Lets all of it be handled if the answer gets there, and a while pass then: for tests that look at something else. */
  async settle(): Promise<void> {
    await this.untilHandled();
    await this.runFor(8000);
  }

  /** Returns whether this many have been handled, by default all of them, in the time that there is for that. */
  async untilHandled(count = this.#appended): Promise<boolean> {
    const hasAll = () => this.#processedCount() >= count;
    await this.cluster.runUntil('they are handled', hasAll, { withinMs: drainMs }).catch(() => {});
    return hasAll();
  }

  /** Rule 6. */
  expectWell(): void {
    expectProcessesWell(this.cluster);
    const { trace, processes } = this.cluster;
    for (const { name, state } of processes) {
      if (state !== 'stopped') continue;
      const last = trace.findLast((event) => event.kind === 'process.stopping' && event.process === name);
      const began = trace.findLast((event) => event.kind === 'process.started' && event.process === name);
      if (last !== undefined && began !== undefined && last.atMs >= began.atMs) continue;
      const end = trace.findLast((event) => event.kind === 'process.stopped' && event.process === name)?.atMs ?? 0;
      const says = `run() of ${name} returned at ${end.toLocaleString('en-US')} ms, though nobody had asked it to shut down.`;
      expectNoProblem({ cluster: this.cluster, atMs: end, says });
    }
  }

  #processedCount(): number {
    const { trace } = this.cluster;
    for (; this.#readTo < trace.length; this.#readTo++) {
      const event = trace[this.#readTo];
      if (event?.kind === 'record.processed') this.#processed.add(`${event.partition.partition}@${event.offset}`);
    }
    return this.#processed.size;
  }

  async #main({ name, shutdown }: ProcessContext): Promise<void> {
    const { run } = await this.#answer();
    const handle = recordHandler(this.cluster, {
      clientId: name,
      takesMs: () => (this.#chance.chance(0.01) ? 5000 : this.#chance.integer(30, 50)),
    });
    await run({ instance: name, groupId, assignors, handle, shutdown });
  }
}
