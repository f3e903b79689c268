// Floor 6. The group that the suite restarts: its processes, their loop, and what is looked at afterwards. Knows the answer by what it exports.
import {
  type ConsumerConfigInput,
  type ConsumerRecord,
  type ConsumerRecords,
  FencedInstanceIdException,
  KafkaConsumer,
  WakeupException,
} from 'kafka';
import { type ProcessContext, SimulatedCluster } from 'simulator';
import { expectNoProblem, expectProcessesWell, RangeAssignor, recordHandler } from 'testkit';

const groupId = 'shop';
/** After how many records the loop commits. */
const commitEvery = 20;

export type Answer = () => Promise<{
  readonly configFor: (instance: string) => Partial<ConsumerConfigInput>;
  readonly stop: (consumer: KafkaConsumer) => Promise<void>;
}>;

export class Deploy {
  readonly cluster: SimulatedCluster;
  readonly #answer: Answer;
  readonly #partitions: number;
  #appended = 0;

  constructor(answer: Answer, { partitions = 10, seed = 1 }: { partitions?: number; seed?: number } = {}) {
    this.#answer = answer;
    this.#partitions = partitions;
    this.cluster = new SimulatedCluster({
      seed,
      brokers: 1,
      topics: { orders: partitions },
      config: { 'group.initial.rebalance.delay.ms': 3000 },
    });
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

  /** @param process by default that of the instance's name */
  start(instance: string, process = instance): void {
    this.cluster.process(process).start((context) => this.#main(instance, context));
  }

  /** Starts all, and lets the group come to rest. */
  async startAll(instances: readonly string[]): Promise<void> {
    for (const instance of instances) this.start(instance);
    await this.cluster.runFor(20_000);
    expectProcessesWell(this.cluster);
  }

  /** Asks it to stop, or kills it, and starts it again 20 s later. */
  async restart(instance: string, how: 'stop' | 'crash'): Promise<void> {
    const process = this.cluster.process(instance);
    if (how === 'stop') process.stop();
    else process.crash();
    await this.cluster.runFor(20_000);
    expectProcessesWell(this.cluster);
    this.start(instance);
    await this.cluster.runFor(10_000);
    expectProcessesWell(this.cluster);
  }

  /** Who leads the present generation. */
  leader(): string {
    const began = this.cluster.trace.findLast((event) => event.kind === 'group.generation');
    const { leader, members } = began?.kind === 'group.generation' ? began : { leader: null, members: [] };
    return members.find(({ memberId }) => memberId === leader)?.clientId ?? '';
  }

  /** Asks it to stop, or kills it, and waits as long as its partitions may have no owner. */
  async loseForGood(instance: string, how: 'stop' | 'crash'): Promise<void> {
    const process = this.cluster.process(instance);
    if (how === 'stop') process.stop();
    else process.crash();
    await this.cluster.runFor(60_000);
    expectProcessesWell(this.cluster, { allowed: how === 'crash' ? [instance] : [] });
  }

  /** Rule 5: starts another process with the name of one that is alive, which is to end, and to leave it what it had. */
  async startSecond(instance: string): Promise<void> {
    const before = this.owned()[instance] ?? '';
    this.start(instance, 'second');
    await this.cluster.runFor(15_000);
    expectProcessesWell(this.cluster, { allowed: [instance] });
    const { failure, state } = this.cluster.process(instance);
    if (!(failure instanceof FencedInstanceIdException)) {
      const says = `The older ${instance} was to end with a FencedInstanceIdException; it is ${state}.`;
      expectNoProblem({ cluster: this.cluster, atMs: this.cluster.now, says });
    }
    this.expectOwned('second', before);
  }

  /** Rule 1. @param sinceMs when the group was at rest */
  expectNoRebalance(sinceMs: number): void {
    const began = this.cluster.trace.find(
      (event) => event.atMs > sinceMs && event.kind === 'group.state' && event.to === 'PreparingRebalance',
    );
    if (began?.kind !== 'group.state') return;
    const says = `The group began to rebalance at ${began.atMs / 1000} s (${began.cause ?? 'no cause'}), and was to stay Stable through the restart.`;
    expectNoProblem({ cluster: this.cluster, atMs: began.atMs, says });
  }

  /** What each process owns, in its consumer's own view. */
  owned(): Readonly<Record<string, string>> {
    const owned: Record<string, string> = {};
    for (const event of this.cluster.trace) {
      if (event.kind === 'process.crashed' || event.kind === 'process.stopped') owned[event.process] = '';
      if (event.kind !== 'consumer.assignment') continue;
      owned[event.process] = event.assignment
        .map(({ partition }) => partition)
        .sort((a, b) => a - b)
        .join(', ');
    }
    return owned;
  }

  expectOwned(process: string, expected: string): void {
    const owned = this.owned()[process] ?? '';
    if (owned === expected) return;
    const says = `${process} owns [${owned}] of orders, and was to own [${expected}].`;
    expectNoProblem({ cluster: this.cluster, atMs: this.cluster.now, says });
  }

  /** Every partition has exactly one owner. */
  expectAllOwned(): void {
    const numbers = Object.values(this.owned()).flatMap((list) => (list === '' ? [] : list.split(', ')));
    if (numbers.length === this.#partitions && new Set(numbers).size === this.#partitions) return;
    const says = `Each of ${this.#partitions} partitions was to have one owner; owned are [${numbers.join(', ')}].`;
    expectNoProblem({ cluster: this.cluster, atMs: this.cluster.now, says });
  }

  /** Rule 3: all is handled, once. */
  expectHandledOnce(): void {
    const times = new Map<string, number>();
    for (const event of this.cluster.trace) {
      if (event.kind !== 'record.processed') continue;
      const record = `offset ${event.offset} of orders-${event.partition.partition}`;
      times.set(record, (times.get(record) ?? 0) + 1);
      if (times.get(record) === 1) continue;
      const says = `${event.process} handled ${record} again, which was handled before the stop: stop() was to commit it.`;
      expectNoProblem({ cluster: this.cluster, atMs: event.atMs, says });
    }
    if (times.size === this.#appended) return;
    const says = `${times.size} of ${this.#appended} records were handled: stop() was to commit no offset beyond the positions.`;
    expectNoProblem({ cluster: this.cluster, atMs: this.cluster.now, says });
  }

  /** Rule 3. */
  expectClosed(process: string): void {
    if (this.cluster.trace.some((event) => event.kind === 'consumer.closed' && event.process === process)) return;
    const says = `The consumer of ${process} was not closed: stop() was to end with close().`;
    expectNoProblem({ cluster: this.cluster, atMs: this.cluster.now, says });
  }

  async #main(instance: string, { name, shutdown }: ProcessContext): Promise<void> {
    const { configFor, stop } = await this.#answer();
    const consumer = new KafkaConsumer({
      'enable.auto.commit': false,
      ...configFor(instance),
      'group.id': groupId,
      'client.id': name,
      'auto.offset.reset': 'earliest',
      'max.poll.records': 5,
      'partition.assignment.strategy': [RangeAssignor],
    });
    await consumer.subscribe(['orders']);
    const handle = recordHandler(this.cluster, { clientId: name, takesMs: () => 2 });
    await loop(consumer, handle, shutdown);
    await stop(consumer);
  }
}

async function loop(
  consumer: KafkaConsumer,
  handle: (record: ConsumerRecord) => Promise<void>,
  shutdown: ProcessContext['shutdown'],
): Promise<void> {
  let uncommitted = 0;
  while (!shutdown.isRequested) {
    for (const record of await pollUnlessWoken(consumer)) {
      await handle(record);
      uncommitted++;
    }
    if (uncommitted < commitEvery || shutdown.isRequested) continue;
    await commitUnlessWoken(consumer);
    uncommitted = 0;
  }
}

/** A wakeup that ends it comes with the request to stop: what is missing is up to stop() then. */
async function commitUnlessWoken(consumer: KafkaConsumer): Promise<void> {
  try {
    await consumer.commitSync();
  } catch (error) {
    if (!(error instanceof WakeupException)) throw error;
  }
}

async function pollUnlessWoken(consumer: KafkaConsumer): Promise<ConsumerRecords | readonly ConsumerRecord[]> {
  try {
    return await consumer.poll(1000);
  } catch (error) {
    if (error instanceof WakeupException) return [];
    throw error;
  }
}
