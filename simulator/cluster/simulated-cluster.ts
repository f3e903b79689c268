// Floor 4. The simulated cluster: brokers, a network, and processes on one clock. What a suite, a scenario or a page holds in hand.
import { Brokers, type BrokerView, type TopicView } from '../broker/brokers.ts';
import type { PartitionView } from '../broker/controller/partition.ts';
import type { GroupView } from '../broker/group/group.ts';
import type { Endpoint } from '../broker/network/endpoint.ts';
import type { Latency } from '../broker/network/latency.ts';
import type { Loss } from '../broker/network/loss.ts';
import type { Way } from '../broker/network/network.ts';
import { RandomStreams } from '../kernel/random.ts';
import { type RunEnd, Simulation } from '../kernel/simulation.ts';
import { SimulationLimit, Trace, type Traced } from '../kernel/trace.ts';
import type { LoggedRecord } from '../protocol/requests.ts';
import { type TopicPartition, topicPartition } from '../protocol/topic-partition.ts';
import type { TraceEvent } from '../protocol/trace-event.ts';
import { checkClusterOptions, checkProcessName, checkRun } from './check-options.ts';
import { brokerSpecs, brokersConfig, type ClusterOptions, type TopicOptions, topicSpec } from './cluster-options.ts';
import { theHost } from './host.ts';
import { Incarnation } from './incarnation.ts';
import { type ProcessReport, SimulatedProcess } from './process.ts';
import { describeWaiting, RunEndedEarly } from './waiting-report.ts';
import { tellWatcher } from './watch-clusters.ts';

/** A record to be put into a log: its value, or more about it. */
export interface NewRecord {
  /** Default: none. */
  readonly key?: string | null;
  readonly value?: unknown;
  /** In ms. Default: now. */
  readonly timestamp?: number;
}

const defaultEventsMax = 5_000_000;

export class SimulatedCluster {
  readonly name: string;
  readonly #simulation: Simulation;
  readonly #trace: Trace<TraceEvent>;
  readonly #randoms: RandomStreams;
  readonly #brokers: Brokers;
  readonly #processes = new Map<string, SimulatedProcess>();

  /**
   * Brokers are up, topics are there, and it is 0 ms. Nothing happens until the clock is let run.
   *
   * @throws RangeError for an unknown option or a topology that cannot be, ConfigException for a configuration that cannot
   */
  constructor(options: ClusterOptions = {}) {
    checkClusterOptions(options);
    const { name = 'cluster', seed = 1, limits = {}, topics = {} } = options;
    const specs = brokerSpecs(options.brokers);
    this.name = name;
    this.#simulation = new Simulation({ host: theHost(), eventsMax: limits.eventsMax ?? defaultEventsMax });
    this.#trace = new Trace(() => this.now, limits.traceEventsMax ?? defaultEventsMax);
    this.#randoms = new RandomStreams(seed);
    this.#brokers = new Brokers({
      scheduler: this.#simulation,
      randoms: this.#randoms,
      emit: this.emit,
      brokers: specs,
      topics: Object.entries(topics).map(([topic, given]) => topicSpec(topic, given, specs.length)),
      config: brokersConfig(options),
    });
    tellWatcher(this);
  }

  // Time

  /** Virtual time, in ms from 0. */
  get now(): number {
    return this.#simulation.now();
  }

  /** Everything that happened, in order. */
  get trace(): readonly Traced<TraceEvent>[] {
    return this.#trace.events;
  }

  /** How many events of the machinery have run. */
  get eventCount(): number {
    return this.#simulation.eventCount;
  }

  /** Lets `ms` of virtual time pass. @throws SimulationLimit when a bound of the cluster is met before: with what every process waits for */
  async runFor(ms: number): Promise<void> {
    await this.#run(this.#endOf(ms, 'runFor()'));
  }

  /**
   * Lets time pass until `isOver` holds at the end of an instant.
   *
   * @param what is waited for, for the message: `the group is Stable`
   * @throws RunEndedEarly when it does not hold within `withinMs`: with what every process was waiting for
   */
  async runUntil(what: string, isOver: () => boolean, { withinMs }: { readonly withinMs: number }): Promise<void> {
    const end = await this.#run(this.#endOf(withinMs, 'runUntil()'), isOver);
    if (end !== 'predicate' && !isOver()) throw new RunEndedEarly(this.now, what, this.reports());
  }

  /** As `runFor`, at once: for a cluster in which no application code lives, only programs of scenarios. */
  runMachineryFor(ms: number): void {
    tellWatcher(this);
    this.#simulation.runMachinery(this.#endOf(ms, 'runMachineryFor()'));
  }

  /** Calls `work` in `ms` of virtual time, before anything else of that instant: a fault of a schedule, for example. */
  schedule(ms: number, work: () => void): void {
    this.#simulation.after(ms, work);
  }

  // Processes

  /** The process of this name, made when it is first asked for. It runs nothing until it is started. @throws RangeError for what is no name */
  process(name: string): SimulatedProcess {
    const known = this.#processes.get(name);
    if (known !== undefined) return known;
    checkProcessName(name);
    const host = `/10.0.${Math.floor(this.#processes.size / 250)}.${(this.#processes.size % 250) + 1}`;
    const process = new SimulatedProcess({
      name,
      host,
      simulation: this.#simulation,
      emit: this.emit,
      ended: () => this.#brokers.network.closeProcess(name),
      incarnate: (skewMs) =>
        new Incarnation({
          process: name,
          simulation: this.#simulation,
          skewMs,
          random: this.#randoms.stream(`process:${name}`),
          applicationRandom: this.#randoms.stream(`application:${name}`),
          emit: this.emit,
          bootstrapBrokers: this.#brokers.brokers.map(({ id }) => id),
          wire: (clientId) => this.#brokers.network.wire({ process: name, clientId, clientHost: host }),
        }),
    });
    this.#processes.set(name, process);
    return process;
  }

  /** Every process that was asked for, in that order. */
  get processes(): readonly SimulatedProcess[] {
    return [...this.#processes.values()];
  }

  /** What every process is waiting for now. */
  reports(): readonly ProcessReport[] {
    return this.processes.map((process) => process.report());
  }

  // The world

  createTopic(topic: string, given: number | TopicOptions): void {
    this.#brokers.createTopic(topicSpec(topic, given, this.#brokers.brokers.length));
  }

  deleteTopic(topic: string): void {
    this.#brokers.deleteTopic(topic);
  }

  /** @param partitionCount how many partitions the topic is to have in all */
  createPartitions(topic: string, partitionCount: number): void {
    this.#brokers.createPartitions(topic, partitionCount);
  }

  /** Puts records into a log, without a producer. @throws RangeError when there is no such partition */
  append(topic: string, partition: number, records: readonly NewRecord[]): void {
    this.#brokers.append(
      topicPartition(topic, partition),
      records.map(({ key = null, value = null, timestamp = this.now }) => Object.freeze({ key, value, timestamp })),
    );
  }

  /** Deletes the records below `offset`, as retention does. @throws RangeError when the log does not reach that far */
  deleteRecords(topic: string, partition: number, offset: number): void {
    if (!(Number.isInteger(offset) && offset >= 0)) {
      throw new RangeError(`Records are deleted below a whole offset, 0 or more, not below ${offset}.`);
    }
    this.#brokers.deleteRecords(topicPartition(topic, partition), offset);
  }

  // Faults

  /** From one moment to the next; others lead what it led once the controller notices. @throws RangeError when it is down */
  crashBroker(brokerId: number): void {
    this.#brokers.crashBroker(brokerId);
  }

  /** A clean end: others lead what it led before it goes. @throws RangeError when it is down */
  stopBroker(brokerId: number): void {
    this.#brokers.stopBroker(brokerId);
  }

  /** With its logs, and nothing in its memory. @throws RangeError when it is up */
  restartBroker(brokerId: number): void {
    this.#brokers.restartBroker(brokerId);
  }

  /** @throws RangeError when that broker is down, out of sync, or has no replica of the partition */
  moveLeader(topic: string, partition: number, brokerId: number): void {
    this.#brokers.moveLeader(topicPartition(topic, partition), brokerId);
  }

  /** Lets another broker coordinate the group, and all others whose id hashes to the same partition. */
  moveCoordinator(groupId: string, brokerId: number): void {
    this.#brokers.moveCoordinator(groupId, brokerId);
  }

  /** How long a broker takes for a request before it deals with it, in whole ms. */
  slowBroker(brokerId: number, processingMs: number): void {
    this.#brokers.setProcessing(brokerId, processingMs);
  }

  /**
   * Cuts the link between a process (by its name) and a broker (by its id): what is sent waits until it is healed.
   *
   * @param way `to`: only what the first sends to the second
   */
  cut(a: Endpoint, b: Endpoint, way: Way = 'both'): void {
    this.#brokers.network.cut(a, b, way);
  }

  heal(a: Endpoint, b: Endpoint, way: Way = 'both'): void {
    this.#brokers.network.heal(a, b, way);
  }

  /** For what is sent from now on: everywhere, on all links of one end, or on one link. */
  setLatency(latency: Latency, a?: Endpoint, b?: Endpoint): void {
    this.#brokers.network.setLatency(latency, a, b);
  }

  setLoss(loss: Loss, a?: Endpoint, b?: Endpoint): void {
    this.#brokers.network.setLoss(loss, a, b);
  }

  /** A sentence in the trace. */
  note(text: string): void {
    this.emit({ kind: 'note', text });
  }

  // Views

  get brokers(): readonly BrokerView[] {
    return this.#brokers.brokers;
  }

  get topics(): readonly TopicView[] {
    return this.#brokers.topics;
  }

  /** @throws RangeError when there is no such partition */
  partition(topic: string, partition: number): PartitionView {
    return this.#brokers.partition(topicPartition(topic, partition));
  }

  /** What is in a log now. @throws RangeError when there is no such partition */
  records(topic: string, partition: number): readonly LoggedRecord[] {
    return this.#brokers.records(topicPartition(topic, partition));
  }

  /** Groups as their coordinators see them, by id. A group whose coordinator is down or loading is not among them. */
  get groups(): readonly GroupView[] {
    return this.#brokers.groups;
  }

  group(groupId: string): GroupView | undefined {
    return this.groups.find((group) => group.groupId === groupId);
  }

  /** What a group has committed: the next offset to read, by partition. */
  committed(groupId: string): ReadonlyMap<TopicPartition, number> {
    const offsets = this.group(groupId)?.offsets ?? new Map<TopicPartition, never>();
    return new Map([...offsets].map(([partition, { offset }]) => [partition, offset]));
  }

  /** The broker that coordinates the group; `undefined` while there is none. */
  coordinatorOf(groupId: string): number | undefined {
    return this.#brokers.coordinatorOf(groupId);
  }

  /** A stream of chance of its own, which shifts no other. */
  random(name: string) {
    return this.#randoms.stream(name);
  }

  /**
   * Records an event of the world above the cluster, such as what the code of a suite did with a record: what is derived from the
   * trace (`recordOutcomes`, `checkInvariants`) knows of records that were handled only what is told here.
   *
   * @example
   * cluster.emit({ kind: 'record.processed', process: 'c1', clientId: 'c1', partition: topicPartition('orders', 0), offset: 7 });
   */
  readonly emit = (event: TraceEvent): void => {
    try {
      this.#trace.append(event);
    } catch (limit) {
      // It reaches whatever code the event came from, which may catch it: the run ends all the same.
      this.#simulation.failWith(limit);
      throw limit;
    }
  };

  async #run(untilMs: number, isOver?: () => boolean): Promise<RunEnd> {
    tellWatcher(this);
    try {
      return await this.#simulation.run(untilMs, isOver);
    } catch (error) {
      if (!(error instanceof SimulationLimit)) throw error;
      throw error.toldWith(describeWaiting(this.reports()));
    }
  }

  #endOf(ms: number, call: string): number {
    checkRun(`${call} of ${this.name}`, ms);
    return this.now + ms;
  }
}
