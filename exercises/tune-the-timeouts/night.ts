// Floor 6. The group whose consumers have the answer's settings: three processes, records that take their time, and what is looked at
// afterwards. Knows the answer by what it exports.
import { type ConsumerConfigInput, type ConsumerRecord, KafkaConsumer, sleep, topicPartition } from 'kafka';
import { type ProcessContext, SimulatedCluster, type TracedEvent } from 'simulator';
import { expectNoProblem, expectProcessesWell, RangeAssignor } from 'testkit';
import type { Pause } from './cases';

export type Answer = () => Promise<{ readonly settings: Partial<ConsumerConfigInput> }>;

const partitions = 6;
export const everybody = ['c1', 'c2', 'c3'];

/** What a record asks of its handler, in ms; `'for ever'` only of the process that is to hang. */
type Work = number | 'for ever';

export class Night {
  readonly cluster: SimulatedCluster;
  readonly #answer: Answer;
  /** From when on nothing that happens is the group's own beginning. */
  #restMs = 0;
  #hanging: string | undefined;

  constructor(answer: Answer, seed = 1) {
    this.#answer = answer;
    this.cluster = new SimulatedCluster({
      seed,
      brokers: 1,
      topics: { orders: partitions },
      network: { latency: { kind: 'uniform', minMs: 1, maxMs: 25 } },
    });
  }

  start(...names: readonly string[]): void {
    for (const name of names) this.cluster.process(name).start(this.#main);
  }

  /** Starts them, and lets the group come to rest. */
  async begin(names: readonly string[] = everybody): Promise<void> {
    this.start(...names);
    await this.runFor(15_000);
    this.#restMs = this.cluster.now;
  }

  async runFor(ms: number): Promise<void> {
    await this.cluster.runFor(ms);
    expectProcessesWell(this.cluster);
  }

  /** Puts one record into each partition. */
  produce(workMs: number): void {
    for (let partition = 0; partition < partitions; partition++) this.#append(partition, workMs);
  }

  /** A record for one process. */
  produceFor(name: string, work: Work): void {
    const [first] = this.ownedBy(name);
    if (first !== undefined) this.#append(first, work);
  }

  /** Its next record never ends, unless somebody else handles it. */
  hang(name: string): void {
    this.#hanging = name;
    this.produceFor(name, 'for ever');
  }

  /** By short pauses, so that no two members send their heartbeats at the same time. */
  async getOutOfStep(): Promise<void> {
    const chance = this.cluster.random('out of step');
    for (const name of everybody) this.cluster.process(name).freeze(chance.integer(500, 7500));
    await this.runFor(8000);
  }

  /** Lets time pass until a heartbeat of it has arrived, or a minute. */
  async untilHeartbeatOf(name: string): Promise<void> {
    await this.#untilHeartbeat(name, 'request.delivered');
  }

  /** Lets time pass until the millisecond before its next heartbeat, going by the last two: no silence of a living member is longer. */
  async untilHeartbeatIsDue(name: string): Promise<void> {
    await this.#untilHeartbeat(name, 'request.sent');
    const firstMs = this.cluster.now;
    await this.#untilHeartbeat(name, 'request.sent');
    await this.runFor(this.cluster.now - firstMs - 1);
  }

  /** Lets a night pass. */
  async pass(pauses: readonly Pause[]): Promise<void> {
    for (const { atMs, process, forMs } of pauses) {
      this.cluster.schedule(atMs, () => this.cluster.process(process).freeze(forMs));
    }
    await this.runFor(130_000);
  }

  /** Rules 2 and 3. */
  expectNobodyRemoved(why: string): void {
    // A newcomer is let wait for five minutes in its first JoinGroup, whatever the settings, and asks anew.
    const removed = this.cluster.trace.find(
      (event) => event.kind === 'group.member.removed' && event.atMs > this.#restMs && event.why !== 'join timed out',
    );
    if (removed?.kind !== 'group.member.removed') return;
    this.#fail(
      removed.atMs,
      `${removed.clientId} was removed from the group (${removed.why}) at ${inS(removed.atMs)}. ${why}`,
    );
  }

  /**
   * Rules 1 and 5: others have handled a record of each of these partitions by then.
   *
   * @param sinceMs what counts is the first record that was handled after this time
   */
  expectTakenOver(from: string, owned: readonly number[], sinceMs: number, withinMs: number): void {
    for (const number of owned) {
      const first = this.cluster.trace.find(
        (event) =>
          event.kind === 'record.processed' &&
          event.atMs > sinceMs &&
          event.process !== from &&
          event.partition.partition === number,
      );
      const tookMs = (first?.atMs ?? Number.POSITIVE_INFINITY) - sinceMs;
      if (tookMs <= withinMs) continue;
      const came = first === undefined ? 'nobody has handled one yet' : `it took ${inS(tookMs)}`;
      const steps = this.#stepsAfter(sinceMs);
      this.#fail(
        sinceMs + withinMs,
        `${from} owned orders-${number} and was heard of for the last time at ${inS(sinceMs)}. Somebody else was to handle a record of it within ${inS(withinMs)}; ${came}.${steps}`,
      );
    }
  }

  /** Rule 4. */
  expectFewHeartbeats(): void {
    for (const name of everybody) {
      const sent = this.cluster.trace.filter(
        (event) => event.kind === 'request.sent' && event.api === 'Heartbeat' && event.clientId === name,
      );
      for (const [at, { atMs }] of sent.entries()) {
        const inMinute = sent.slice(at).filter((other) => other.atMs < atMs + 60_000).length;
        if (inMinute <= 30) continue;
        this.#fail(atMs, `${name} sent ${inMinute} heartbeats in the minute from ${inS(atMs)} on, and 30 are allowed.`);
      }
    }
  }

  /** The partitions of a process, in its consumer's own view. */
  ownedBy(name: string): readonly number[] {
    const last = this.cluster.trace.findLast((event) => event.kind === 'consumer.assignment' && event.process === name);
    return last?.kind === 'consumer.assignment' ? last.assignment.map(({ partition }) => partition) : [];
  }

  /** When it polled last. */
  lastPollOf(name: string): number {
    return this.cluster.trace.findLast((event) => event.kind === 'poll.entered' && event.process === name)?.atMs ?? 0;
  }

  async #untilHeartbeat(name: string, kind: 'request.sent' | 'request.delivered'): Promise<void> {
    const since = this.cluster.now;
    const isThere = () => {
      const last = this.cluster.trace.findLast(
        (event) => event.kind === kind && event.api === 'Heartbeat' && event.clientId === name,
      );
      return last !== undefined && last.atMs > since;
    };
    await this.cluster.runUntil(`a heartbeat of ${name}`, isThere, { withinMs: 60_000 }).catch(() => {});
    expectProcessesWell(this.cluster);
  }

  #append(partition: number, work: Work): void {
    this.cluster.append('orders', partition, [{ value: work }]);
  }

  #stepsAfter(sinceMs: number): string {
    const steps = this.cluster.trace.filter(
      (event): event is Extract<TracedEvent, { kind: 'group.member.removed' | 'group.state' }> =>
        event.atMs > sinceMs && (event.kind === 'group.member.removed' || event.kind === 'group.state'),
    );
    const lines = steps.slice(0, 4).map((event) => {
      const what =
        event.kind === 'group.state' ? `the group is ${event.to}` : `${event.clientId} is removed (${event.why})`;
      return `At ${inS(event.atMs)}: ${what}.`;
    });
    return lines.length === 0 ? ' The coordinator has not noticed anything.' : ['', ...lines].join('\n');
  }

  #fail(atMs: number, says: string): void {
    expectNoProblem({ cluster: this.cluster, atMs, says });
  }

  readonly #main = async ({ name }: ProcessContext): Promise<void> => {
    const { settings } = await this.#answer();
    const consumer = new KafkaConsumer({
      'enable.auto.commit': false,
      ...settings,
      'group.id': 'night-shift',
      'client.id': name,
      'auto.offset.reset': 'earliest',
      'partition.assignment.strategy': [RangeAssignor],
    });
    await consumer.subscribe(['orders']);
    for (;;) {
      const records = await consumer.poll(1000);
      for (const record of records) await this.#handle(name, record);
      // Whoever was thrown out hears of it in the next poll.
      if (records.count() > 0) await consumer.commitSync().catch(() => {});
    }
  };

  async #handle(name: string, { topic, partition, offset, value }: ConsumerRecord): Promise<void> {
    if (value === 'for ever' && name === this.#hanging) await sleep(24 * 3_600_000);
    await sleep(typeof value === 'number' ? value : 50);
    const told = { process: name, clientId: name, partition: topicPartition(topic, partition), offset };
    this.cluster.emit({ kind: 'record.processed', ...told });
  }
}

const inS = (ms: number): string => `${(ms / 1000).toLocaleString('en-US')} s`;
