// Floor 6. The group in which a suite lets answers live that react to a consumer: processes of one cluster that are started, told to leave, and
// watched until every record is processed. What a process does is said by the exercise.
import { type ConsumerConfigInput, type TopicPartition, topicPartition } from 'kafka';
import { type ProcessContext, SimulatedCluster, type SimulatedProcess } from 'simulator';
import { CooperativeStickyAssignor, RangeAssignor } from './assignors.ts';
import { expectNoProblem } from './expect-no-problem.ts';
import { expectProcessesWell } from './expect-processes.ts';
import { storyOf } from './record-story.ts';

export type Protocol = 'eager' | 'cooperative';

export interface GroupOfAppsOptions {
  readonly protocol: Protocol;
  /** Of each topic. */
  readonly partitions: number;
  /** Default: `orders` alone. */
  readonly topics?: readonly string[];
  readonly seed?: number | string;
}

export abstract class GroupOfApps {
  readonly cluster: SimulatedCluster;
  /** Of the topic `orders`. */
  readonly partitions: readonly TopicPartition[];
  readonly #protocol: Protocol;
  readonly #leaving = new Set<string>();
  readonly #processed = new Set<string>();
  #appended = 0;
  #readTo = 0;

  constructor({ protocol, partitions, topics = ['orders'], seed = 1 }: GroupOfAppsOptions) {
    this.#protocol = protocol;
    this.partitions = Array.from({ length: partitions }, (_, number) => topicPartition('orders', number));
    this.cluster = new SimulatedCluster({
      seed,
      brokers: 1,
      topics: Object.fromEntries(topics.map((topic) => [topic, partitions])),
      config: { 'group.initial.rebalance.delay.ms': 0 },
    });
  }

  /** The life of a process, from its start until it returns by itself. */
  protected abstract main(context: ProcessContext): Promise<void>;

  /** Puts this many records into each partition of `orders`, or into one of them. */
  produce(records: number, only?: number): void {
    for (const { partition } of this.partitions) {
      if (only !== undefined && partition !== only) continue;
      const orders = Array.from({ length: records }, () => ({ value: 'an order' }));
      this.cluster.append('orders', partition, orders);
      this.#appended += records;
    }
  }

  process(name: string): SimulatedProcess {
    return this.cluster.process(name);
  }

  start(...names: readonly string[]): void {
    for (const name of names) {
      this.#leaving.delete(name);
      this.process(name).start((context) => this.main(context));
    }
  }

  /** Lets them leave their loop after the present poll, and close their consumer. */
  leave(...names: readonly string[]): void {
    for (const name of names) this.#leaving.add(name);
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

  protected isLeaving(name: string): boolean {
    return this.#leaving.has(name);
  }

  /** What the consumers of all these groups have in common: a short session, no commits of their own, ten records a poll. */
  protected consumerConfig(clientId: string): ConsumerConfigInput {
    return {
      'group.id': 'shop',
      'client.id': clientId,
      'enable.auto.commit': false,
      'auto.offset.reset': 'earliest',
      'max.poll.records': 10,
      'session.timeout.ms': 6000,
      'heartbeat.interval.ms': 1000,
      'partition.assignment.strategy': [this.#protocol === 'eager' ? RangeAssignor : CooperativeStickyAssignor],
    };
  }

  /** Lets time pass until `record.processed` has been told of every record, or until the time is up; @returns which of the two */
  protected async untilAllProcessed(withinMs: number): Promise<boolean> {
    const hasAll = () => this.#countProcessed() === this.#appended;
    await this.cluster.runUntil('all is processed', hasAll, { withinMs }).catch(() => {});
    expectProcessesWell(this.cluster);
    return hasAll();
  }

  /** Fails the test with the story of the first record that was not processed, if there is one. @param says of a record such as `offset 3 of orders-0` */
  protected expectNoneLeft(says: (record: string) => string): void {
    this.#countProcessed();
    for (const partition of this.partitions) {
      const name = `${partition.topic}-${partition.partition}`;
      const end = this.cluster.partition(partition.topic, partition.partition).logEndOffset;
      for (let offset = 0; offset < end; offset++) {
        if (this.#processed.has(`${name}@${offset}`)) continue;
        const story = storyOf(this.cluster.trace, partition, offset);
        const told = `${says(`offset ${offset} of ${name}`)} What became of it:${story}`;
        expectNoProblem({ cluster: this.cluster, atMs: this.cluster.now, says: told });
      }
    }
  }

  #countProcessed(): number {
    const { trace } = this.cluster;
    for (; this.#readTo < trace.length; this.#readTo++) {
      const event = trace[this.#readTo];
      if (event?.kind !== 'record.processed') continue;
      this.#processed.add(`${event.partition.topic}-${event.partition.partition}@${event.offset}`);
    }
    return this.#processed.size;
  }
}
