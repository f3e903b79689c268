// Floor 3. What Kafka's controller knows and decides: brokers, topics, replicas, leaders. All brokers learn of it at once, since
// the controller's own quorum is not simulated. Knows nothing of requests and of the network.
import type { BrokerEndpoint, TopicMetadata } from '../../protocol/requests.ts';
import { type TopicPartition, topicPartition } from '../../protocol/topic-partition.ts';
import type { Emit } from '../../protocol/trace-event.ts';
import { Partition } from './partition.ts';
import { placeReplicas } from './replica-placement.ts';
import {
  isTopicName,
  offsetsTopic,
  type Refusal,
  refusalOfSpec,
  retentionOf,
  type Topic,
  type TopicSpec,
} from './topic.ts';

/** Told of what changes, after it has changed. */
export interface ClusterListener {
  leaderChanged(partition: Partition, former: number | undefined): void;
  topicDeleted(topic: string): void;
}

export interface ClusterStateOptions {
  readonly brokers: readonly BrokerEndpoint[];
  /** `default.replication.factor` */
  readonly defaultReplicationFactor: number;
  readonly emit: Emit;
  readonly listener: ClusterListener;
}

export class ClusterState {
  readonly #brokers: ReadonlyMap<number, BrokerEndpoint>;
  readonly #options: ClusterStateOptions;
  readonly #topics = new Map<string, Topic>();
  /** Brokers that may lead. One that crashed is still among them until the controller has noticed. */
  readonly #available = new Set<number>();
  #availableEndpoints: readonly BrokerEndpoint[] | undefined;
  #nextProducerId = 0;

  /** All brokers are available at first. */
  constructor(options: ClusterStateOptions) {
    this.#options = options;
    this.#brokers = new Map(options.brokers.map((broker) => [broker.id, broker]));
    for (const id of this.#brokers.keys()) this.#available.add(id);
  }

  /** In the order in which they were created. */
  get topics(): Iterable<Topic> {
    return this.#topics.values();
  }

  /** What clients are told of: the brokers that the controller takes for alive. */
  get availableEndpoints(): readonly BrokerEndpoint[] {
    this.#availableEndpoints ??= Object.freeze([...this.#brokers.values()].filter(({ id }) => this.#available.has(id)));
    return this.#availableEndpoints;
  }

  endpoint(brokerId: number): BrokerEndpoint | undefined {
    return this.#brokers.get(brokerId);
  }

  isAvailable(brokerId: number): boolean {
    return this.#available.has(brokerId);
  }

  partitionCount(topic: string): number | undefined {
    return this.#topics.get(topic)?.partitions.length;
  }

  partition({ topic, partition }: TopicPartition): Partition | undefined {
    return this.#topics.get(topic)?.partitions[partition];
  }

  /** Unique in the cluster, from 0 up. */
  nextProducerId(): number {
    return this.#nextProducerId++;
  }

  metadata(topic: string): TopicMetadata {
    const known = this.#topics.get(topic);
    if (known === undefined) {
      // There may be such a topic tomorrow, unless its name is none.
      const error = isTopicName(topic) ? 'UNKNOWN_TOPIC_OR_PARTITION' : 'INVALID_TOPIC_EXCEPTION';
      return Object.freeze({ topic, error, partitions: Object.freeze([]) });
    }
    known.metadata ??= Object.freeze({
      topic,
      error: 'NONE',
      partitions: Object.freeze(
        known.partitions.map(({ name, leader, replicas }) =>
          Object.freeze({ partition: name.partition, leader, replicas }),
        ),
      ),
      isInternal: topic === offsetsTopic,
    });
    return known.metadata;
  }

  refusalOfTopic(spec: TopicSpec): Refusal | undefined {
    if (this.#topics.has(spec.topic)) {
      return { error: 'TOPIC_ALREADY_EXISTS', message: `There is a topic ${spec.topic} already.` };
    }
    return refusalOfSpec(spec, [...this.#brokers.keys()], this.#factorOf(spec));
  }

  /** @throws RangeError for what `refusalOfTopic` refuses */
  createTopic(spec: TopicSpec): void {
    throwIf(this.refusalOfTopic(spec));
    const factor = this.#factorOf(spec);
    const topic: Topic = {
      name: spec.topic,
      partitions: [],
      replicationFactor: factor,
      retention: retentionOf(spec),
      metadata: undefined,
    };
    this.#topics.set(spec.topic, topic);
    this.#options.emit({ kind: 'topic.created', topic: spec.topic, partitionCount: spec.partitionCount });
    this.#addPartitions(topic, spec.replicas ?? placeReplicas(this.#placementBrokers(), spec.partitionCount, factor));
  }

  refusalOfPartitions(topic: string, partitionCount: number): Refusal | undefined {
    const now = this.partitionCount(topic);
    if (now === undefined) return unknownTopic(topic);
    if (Number.isInteger(partitionCount) && partitionCount > now) return undefined;
    return {
      error: 'INVALID_PARTITIONS',
      message: `Topic ${topic} has ${now} partitions. Their number can only grow, so it cannot become ${partitionCount}.`,
    };
  }

  /**
   * @param partitionCount how many there are to be in all
   * @throws RangeError for what `refusalOfPartitions` refuses
   */
  createPartitions(topic: string, partitionCount: number): void {
    throwIf(this.refusalOfPartitions(topic, partitionCount));
    const known = this.#topics.get(topic);
    if (known === undefined) return;
    const existing = known.partitions.map(({ replicas }) => replicas);
    const wanted = partitionCount - existing.length;
    this.#options.emit({ kind: 'topic.partitions', topic, partitionCount });
    this.#addPartitions(known, placeReplicas(this.#placementBrokers(), wanted, known.replicationFactor, existing));
  }

  refusalOfDeletion(topic: string): Refusal | undefined {
    if (topic === offsetsTopic) {
      return {
        error: 'INVALID_TOPIC_EXCEPTION',
        message: `${topic} holds the groups of the cluster; it cannot be deleted here.`,
      };
    }
    return this.#topics.has(topic) ? undefined : unknownTopic(topic);
  }

  /** @throws RangeError for what `refusalOfDeletion` refuses */
  deleteTopic(topic: string): void {
    throwIf(this.refusalOfDeletion(topic));
    const partitions = this.#topics.get(topic)?.partitions ?? [];
    this.#topics.delete(topic);
    this.#options.emit({ kind: 'topic.deleted', topic, partitionCount: partitions.length });
    this.#options.listener.topicDeleted(topic);
    for (const partition of partitions) partition.changed();
  }

  /** The broker takes part again: its replicas catch up at once. It leads only what nobody else could. */
  brokerJoined(brokerId: number): void {
    this.#available.add(brokerId);
    this.#electAll(brokerId);
  }

  /** The broker is gone, or about to go: others lead what it led. */
  brokerLeft(brokerId: number): void {
    this.#available.delete(brokerId);
    this.#electAll(brokerId);
  }

  /** Gives a broker what it is the preferred leader of (Kafka: `auto.leader.rebalance.enable`). */
  electPreferred(brokerId: number): void {
    if (!this.#available.has(brokerId)) return;
    this.#change(brokerId, (partition) => {
      if (partition.replicas[0] === brokerId && partition.isInSync(brokerId)) partition.lead(brokerId);
    });
  }

  /** @throws RangeError when that broker cannot lead this partition now */
  moveLeader(name: TopicPartition, brokerId: number): void {
    const partition = this.partition(name);
    const what = `The leadership of ${name.topic}-${name.partition}`;
    if (partition === undefined) throw new RangeError(`${what} cannot be moved: there is no such partition.`);
    if (!partition.isInSync(brokerId) || !this.#available.has(brokerId)) {
      const able = partition.view.isr.filter((id) => this.#available.has(id));
      throw new RangeError(
        `${what} cannot be moved to broker ${brokerId}. Replicas that could lead now: ${able.join(', ') || 'none'}.`,
      );
    }
    this.#changeOne(partition, () => partition.lead(brokerId));
  }

  #electAll(brokerId: number): void {
    this.#availableEndpoints = undefined;
    this.#change(brokerId, (partition) => partition.elect((id) => this.#available.has(id)));
  }

  /** Changes the partitions that this broker has a replica of. */
  #change(brokerId: number, change: (partition: Partition) => void): void {
    for (const topic of this.#topics.values()) {
      for (const partition of topic.partitions) {
        if (partition.replicas.includes(brokerId)) this.#changeOne(partition, () => change(partition));
      }
    }
  }

  #changeOne(partition: Partition, change: () => void): void {
    const former = partition.leader;
    change();
    if (partition.leader === former) return;
    const topic = this.#topics.get(partition.name.topic);
    if (topic !== undefined) topic.metadata = undefined;
    this.#options.emit({ kind: 'partition.leader', partition: partition.name, brokerId: partition.leader });
    this.#options.listener.leaderChanged(partition, former);
  }

  #addPartitions(topic: Topic, replicas: readonly (readonly number[])[]): void {
    topic.metadata = undefined;
    const first = topic.partitions.length;
    const added = replicas.map(
      (ofPartition, at) =>
        new Partition(topicPartition(topic.name, first + at), ofPartition, topic.retention === undefined),
    );
    topic.partitions.push(...added);
    for (const partition of added) {
      partition.elect((id) => this.#available.has(id));
      // Where `__consumer_offsets` begins is in the public state of the cluster; its 50 partitions would hide the rest of a trace.
      if (topic.name !== offsetsTopic) {
        this.#options.emit({ kind: 'partition.leader', partition: partition.name, brokerId: partition.leader });
      }
      this.#options.listener.leaderChanged(partition, undefined);
    }
  }

  #factorOf(spec: TopicSpec): number {
    return spec.replicas?.[0]?.length ?? spec.replicationFactor ?? this.#options.defaultReplicationFactor;
  }

  #placementBrokers() {
    return [...this.#brokers.values()].map(({ id, rack }) => ({ id, rack, isAvailable: this.#available.has(id) }));
  }
}

function unknownTopic(topic: string): Refusal {
  return { error: 'UNKNOWN_TOPIC_OR_PARTITION', message: `There is no topic ${topic}.` };
}

function throwIf(refusal: Refusal | undefined): void {
  if (refusal !== undefined) throw new RangeError(refusal.message);
}
