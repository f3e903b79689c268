// Floor 4. What a cluster is built from, checked, and translated into the settings of the brokers' side.
import type { BrokerSpec, BrokersConfig } from '../broker/brokers-config.ts';
import type { TopicSpec } from '../broker/controller/topic.ts';
import type { Latency } from '../broker/network/latency.ts';
import type { Loss } from '../broker/network/loss.ts';
import {
  type BrokerConfig,
  type BrokerConfigInput,
  parseBrokerConfig,
  parseTopicConfig,
  type TopicConfigInput,
} from '../protocol/config/broker-config.ts';

/** A topic to be created. */
export interface TopicOptions {
  /** How many partitions: 1 or more. */
  readonly partitions: number;
  /** On how many brokers each partition lies. Default: 3, or as many as there are brokers. */
  readonly replicas?: number;
  /** Instead of `replicas`: the brokers of each partition, the preferred leader first. */
  readonly placement?: readonly (readonly number[])[];
  /** Kafka's keys for topics, such as `retention.ms`. */
  readonly config?: TopicConfigInput;
}

/** Bounds of a run. Each one that is met ends it with a `SimulationLimit` that names it. */
export interface ClusterLimits {
  /** Events that may run. Default 5 million. */
  readonly eventsMax?: number;
  /** Events that may be recorded. Default 5 million. */
  readonly traceEventsMax?: number;
}

/** Times in the life of brokers that are no configuration of Kafka's, or not one that a client sees, in ms. */
export interface FailOverOptions {
  /** `broker.session.timeout.ms`: when the controller notices that a broker crashed. Default 9000. */
  readonly brokerSessionTimeoutMs?: number;
  /** How long a new coordinator takes to load the groups of one partition, and for each record on top. Default 20 and 0.01. */
  readonly loading?: { readonly fixedMs: number; readonly perRecordMs: number };
  /** How long after its return a broker leads again what it is the preferred leader of. `null`: never. Default 0. */
  readonly preferredLeaderDelayMs?: number | null;
}

/** What a simulated cluster is built from. */
export interface ClusterOptions {
  /** Tells clusters of one test apart. Default `cluster`. */
  readonly name?: string;
  /** All chance comes from it. Default 1. */
  readonly seed?: number | string;
  /** How many brokers, with the ids 1, 2, 3 and so on, or each of them. Default 3. */
  readonly brokers?: number | readonly BrokerSpec[];
  /** Topics by name, with how many partitions they have or more about them. */
  readonly topics?: Readonly<Record<string, number | TopicOptions>>;
  /** Between processes and brokers. Default: 1 ms each way, and nothing is lost. */
  readonly network?: { readonly latency?: Latency; readonly loss?: Loss };
  /** Kafka's keys for brokers, such as `group.initial.rebalance.delay.ms`. */
  readonly config?: BrokerConfigInput;
  readonly failOver?: FailOverOptions;
  readonly limits?: ClusterLimits;
}

const usualReplicas = 3;

/** @throws RangeError when there is no such number of brokers */
export function brokerSpecs(brokers: ClusterOptions['brokers']): readonly BrokerSpec[] {
  if (typeof brokers === 'object') return brokers;
  const count = brokers ?? 3;
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(`A cluster of ${count} brokers was asked for. Give a whole number, 1 or more.`);
  }
  return Array.from({ length: count }, (_, at) => ({ id: at + 1 }));
}

/** @throws ConfigException for a key of the topic that cannot be as it is given */
export function topicSpec(topic: string, given: number | TopicOptions, brokerCount: number): TopicSpec {
  const options = typeof given === 'number' ? { partitions: given } : given;
  const config = parseTopicConfig(options.config ?? {});
  return {
    topic,
    partitionCount: options.partitions,
    ...(options.placement === undefined
      ? { replicationFactor: options.replicas ?? Math.min(usualReplicas, brokerCount) }
      : { replicas: options.placement }),
    retentionMs: config['retention.ms'],
    cleanupPolicy: config['cleanup.policy'],
  };
}

/** @throws ConfigException for a key of the brokers that cannot be as it is given */
export function brokersConfig({ config, failOver, network }: ClusterOptions): Partial<BrokersConfig> {
  const keys = parseBrokerConfig(config ?? {});
  return {
    group: groupConfig(keys),
    defaultReplicationFactor: keys['default.replication.factor'],
    offsetsPartitionCount: keys['offsets.topic.num.partitions'],
    offsetsReplicationFactor: keys['offsets.topic.replication.factor'],
    isFollowerFetchingOn: keys['replica.selector.class'] !== undefined,
    retentionCheckIntervalMs: keys['log.retention.check.interval.ms'],
    network: {
      latency: network?.latency ?? { kind: 'constant', ms: 1 },
      loss: network?.loss ?? { probability: 0, effect: 'stall' },
      setupTimeoutMs: 10_000,
    },
    ...(failOver?.brokerSessionTimeoutMs === undefined
      ? {}
      : { brokerSessionTimeoutMs: failOver.brokerSessionTimeoutMs }),
    ...(failOver?.loading === undefined ? {} : { loading: failOver.loading }),
    ...(failOver?.preferredLeaderDelayMs === undefined
      ? {}
      : { preferredLeaderDelayMs: failOver.preferredLeaderDelayMs ?? undefined }),
  };
}

function groupConfig(keys: BrokerConfig): BrokersConfig['group'] {
  return {
    initialRebalanceDelayMs: keys['group.initial.rebalance.delay.ms'],
    minSessionTimeoutMs: keys['group.min.session.timeout.ms'],
    maxSessionTimeoutMs: keys['group.max.session.timeout.ms'],
    newMemberJoinTimeoutMs: 300_000,
    maxSize: keys['group.max.size'],
    offsetMetadataMaxBytes: keys['offset.metadata.max.bytes'],
    offsetsRetentionMs: keys['offsets.retention.minutes'] * 60_000,
    offsetsRetentionCheckIntervalMs: keys['offsets.retention.check.interval.ms'],
  };
}
