// Floor 3. The brokers' side of a cluster as one room: brokers, topics, logs, groups and the network to them. All that the floors
// above use of it. Knows nothing of clients and processes but their names.
import type { RandomStreams } from '../kernel/random.ts';
import type { BrokerEndpoint, LoggedRecord, ProducedRecord } from '../protocol/requests.ts';
import { type TopicPartition, topicPartition } from '../protocol/topic-partition.ts';
import type { Emit } from '../protocol/trace-event.ts';
import { BrokerLives } from './broker-lives.ts';
import { type BrokerSpec, type BrokersConfig, checkBrokers, defaultBrokersConfig } from './brokers-config.ts';
import { ClusterState } from './controller/cluster-state.ts';
import type { Partition, PartitionView } from './controller/partition.ts';
import { deleteHead, RetentionCheck } from './controller/retention-check.ts';
import { offsetsTopic, type TopicSpec } from './controller/topic.ts';
import type { GroupView } from './group/group.ts';
import { partitionFor } from './group/java-hash.ts';
import { Network } from './network/network.ts';
import type { Scheduler } from './network/scheduler.ts';
import { BrokerNode } from './node/broker-node.ts';
import { coordinatorOf } from './node/coordination.ts';

export interface BrokersOptions {
  readonly scheduler: Scheduler;
  readonly randoms: RandomStreams;
  readonly emit: Emit;
  readonly brokers: readonly BrokerSpec[];
  readonly topics: readonly TopicSpec[];
  /** What differs from the defaults. */
  readonly config?: Partial<BrokersConfig>;
}

/** A broker as anybody may look at it. `starting`: it waits until the controller has noticed that it was gone. */
export interface BrokerView extends BrokerEndpoint {
  readonly state: 'up' | 'starting' | 'down';
}

/** A topic as anybody may look at it. */
export interface TopicView {
  readonly topic: string;
  readonly isInternal: boolean;
  readonly partitions: readonly PartitionView[];
}

export class Brokers {
  /** Latency, loss, cuts, and the wires of clients. */
  readonly network: Network;
  readonly #options: BrokersOptions;
  readonly #config: BrokersConfig;
  readonly #cluster: ClusterState;
  readonly #lives: BrokerLives;
  readonly #retention: RetentionCheck;

  /** All brokers are up, all topics are there. @throws RangeError when brokers, topics or settings cannot be as they are given */
  constructor(options: BrokersOptions) {
    const { scheduler, randoms, emit, brokers } = options;
    const config = { ...defaultBrokersConfig, ...options.config };
    checkBrokers(brokers, config);
    this.#options = options;
    this.#config = config;
    this.#cluster = new ClusterState({
      brokers: brokers.map(endpointOf),
      defaultReplicationFactor: config.defaultReplicationFactor,
      emit,
      listener: {
        leaderChanged: (partition, former) => this.#leaderChanged(partition, former),
        topicDeleted: (topic) => {
          for (const { coordinator } of this.#lives.nodes) coordinator.topicDeleted(topic);
        },
      },
    });
    this.#retention = new RetentionCheck(scheduler, this.#cluster, emit, config.retentionCheckIntervalMs);
    const brokerIds = brokers.map(({ id }) => id);
    this.#lives = new BrokerLives({
      scheduler,
      cluster: this.#cluster,
      emit,
      brokerIds,
      brokerSessionTimeoutMs: config.brokerSessionTimeoutMs,
      preferredLeaderDelayMs: config.preferredLeaderDelayMs,
      createNode: (brokerId) => this.#createNode(brokerId, () => this.#retention.logGrew()),
      wentDown: (port) => this.network.brokerWentDown(port),
    });
    this.network = new Network({
      scheduler,
      randoms,
      emit,
      brokerIds,
      port: (brokerId) => this.#lives.port(brokerId),
      config: config.network,
    });
    this.#lives.startAll();
    this.createTopic({
      topic: offsetsTopic,
      partitionCount: config.offsetsPartitionCount,
      replicationFactor: Math.min(config.offsetsReplicationFactor, brokers.length),
      cleanupPolicy: 'compact',
    });
    for (const topic of options.topics) this.createTopic(topic);
  }

  /** @throws RangeError when there is a topic of this name, or it cannot be as it is given */
  createTopic(spec: TopicSpec): void {
    this.#cluster.createTopic(spec);
  }

  /** Its logs and what groups committed for it are gone at once. @throws RangeError when there is no such topic */
  deleteTopic(topic: string): void {
    this.#cluster.deleteTopic(topic);
  }

  /** @param partitionCount how many there are to be in all @throws RangeError unless there are fewer now */
  createPartitions(topic: string, partitionCount: number): void {
    this.#cluster.createPartitions(topic, partitionCount);
  }

  /**
   * The broker is gone from one moment to the next: connections break, what is on its way to it is lost. The controller notices
   * after `brokerSessionTimeoutMs`; only then others lead what it led.
   *
   * @throws RangeError when it is down already
   */
  crashBroker(brokerId: number): void {
    this.#lives.crash(brokerId);
  }

  /** A clean end: others lead what it led before it closes its connections. @throws RangeError when it is down already */
  stopBroker(brokerId: number): void {
    this.#lives.stop(brokerId);
  }

  /**
   * Starts a broker again: with its logs, and with nothing in its memory. When the controller has not noticed yet that it was gone,
   * it has to wait for that, as in Kafka (DuplicateBrokerRegistrationException).
   *
   * @throws RangeError when it is up
   */
  restartBroker(brokerId: number): void {
    this.#lives.restart(brokerId);
  }

  /** @throws RangeError when that broker is down, out of sync, or has no replica */
  moveLeader(partition: TopicPartition, brokerId: number): void {
    this.#cluster.moveLeader(partition, brokerId);
  }

  /** Lets another broker coordinate the group: moves its partition of `__consumer_offsets`. @throws RangeError as `moveLeader` */
  moveCoordinator(groupId: string, brokerId: number): void {
    this.moveLeader(topicPartition(offsetsTopic, partitionFor(groupId, this.#config.offsetsPartitionCount)), brokerId);
  }

  /** How long a broker takes for a request before it deals with it, in whole milliseconds. */
  setProcessing(brokerId: number, processingMs: number): void {
    this.#lives.setProcessing(brokerId, processingMs);
  }

  /** Deletes the records below `offset` (Kafka: DeleteRecords). @throws RangeError when the log does not reach that far */
  deleteRecords(name: TopicPartition, offset: number): void {
    deleteHead(this.#partition(name), offset, 'deleted', this.#options.emit);
  }

  /**
   * Puts records into a log without a producer, whether or not the partition has a leader: what has been there before.
   *
   * @throws RangeError when there is no such partition, or it is one of `__consumer_offsets`
   */
  append(name: TopicPartition, records: readonly ProducedRecord[]): void {
    const partition = this.#partition(name);
    if (name.topic === offsetsTopic) {
      throw new RangeError(`Only group coordinators write to ${offsetsTopic}. Commit offsets as a client does.`);
    }
    if (records.length === 0) return;
    const firstOffset = partition.log.endOffset;
    this.#options.emit({
      kind: 'log.appended',
      partition: name,
      firstOffset,
      lastOffset: firstOffset + records.length - 1,
    });
    partition.append(records, this.#options.scheduler.now());
    this.#retention.logGrew();
  }

  // Views

  get brokers(): readonly BrokerView[] {
    return this.#options.brokers.map((spec) => ({
      ...endpointOf(spec),
      state: this.#lives.node(spec.id) !== undefined ? 'up' : this.#lives.isStarting(spec.id) ? 'starting' : 'down',
    }));
  }

  /** In the order in which they were created; `__consumer_offsets` is the first. */
  get topics(): readonly TopicView[] {
    return Array.from(this.#cluster.topics, ({ name, partitions }) => ({
      topic: name,
      isInternal: name === offsetsTopic,
      partitions: partitions.map(({ view }) => view),
    }));
  }

  /** `undefined`: there is no such topic. */
  partitionCount(topic: string): number | undefined {
    return this.#cluster.partitionCount(topic);
  }

  /** @throws RangeError when there is no such partition */
  partition(name: TopicPartition): PartitionView {
    return this.#partition(name).view;
  }

  /** What is in the log of a partition now. @throws RangeError when there is no such partition */
  records(name: TopicPartition): readonly LoggedRecord[] {
    return this.#partition(name).records;
  }

  /** The broker that leads the group's partition of `__consumer_offsets`; `undefined` while there is none. It may have crashed. */
  coordinatorOf(groupId: string): number | undefined {
    return coordinatorOf(this.#cluster, groupId);
  }

  /** The groups of all coordinators that are up and have loaded them, by group id. */
  get groups(): readonly GroupView[] {
    return this.#lives.nodes
      .flatMap(({ coordinator }) => coordinator.groups())
      .sort((a, b) => (a.groupId < b.groupId ? -1 : 1));
  }

  #createNode(brokerId: number, logGrew: () => void): BrokerNode {
    const { scheduler, randoms, emit } = this.#options;
    const { group, loading, isFollowerFetchingOn, offsetsPartitionCount } = this.#config;
    return new BrokerNode({
      brokerId,
      clock: scheduler,
      cluster: this.#cluster,
      emit,
      group,
      loading,
      isFollowerFetchingOn,
      uuid: (clientId) => randoms.stream(`member-ids/${clientId}`).uuid(),
      offsetsPartitionCount,
      logGrew,
    });
  }

  /** Leading a partition of `__consumer_offsets` is coordinating its groups. */
  #leaderChanged({ name, leader }: Partition, former: number | undefined): void {
    if (name.topic !== offsetsTopic) return;
    if (former !== undefined) this.#lives.node(former)?.coordination.resigned(name.partition);
    if (leader !== undefined) this.#lives.node(leader)?.coordination.elected(name.partition);
  }

  #partition(name: TopicPartition): Partition {
    const partition = this.#cluster.partition(name);
    if (partition !== undefined) return partition;
    throw new RangeError(`There is no partition ${name.topic}-${name.partition}.`);
  }
}

function endpointOf({ id, rack }: BrokerSpec): BrokerEndpoint {
  return Object.freeze({ id, host: `broker-${id}`, port: 9092, rack });
}
