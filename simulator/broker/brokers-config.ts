// Floor 3. The settings of the brokers' side, with Kafka's defaults, and what can be wrong with them.
import type { GroupCoordinatorConfig } from './group/environment.ts';
import { defaultNetwork, type NetworkConfig } from './network/network.ts';
import type { LoadingTime } from './node/coordination.ts';

export interface BrokerSpec {
  /** A whole number from 0 up, unique. */
  readonly id: number;
  /** `broker.rack` */
  readonly rack?: string;
}

/** Times are in milliseconds. */
export interface BrokersConfig {
  readonly group: GroupCoordinatorConfig;
  /** `default.replication.factor` */
  readonly defaultReplicationFactor: number;
  /** `offsets.topic.num.partitions` */
  readonly offsetsPartitionCount: number;
  /** `offsets.topic.replication.factor`. With fewer brokers: as many as there are, where Kafka would not create the topic. */
  readonly offsetsReplicationFactor: number;
  /** How long a broker takes to read the groups of a partition of `__consumer_offsets` that it takes over. */
  readonly loading: LoadingTime;
  /** KIP-392: consumers with a `client.rack` read from a replica in their rack (`replica.selector.class`: RackAwareReplicaSelector). */
  readonly isFollowerFetchingOn: boolean;
  /** `broker.session.timeout.ms`: when the controller notices that a broker crashed. Until then nobody else leads what it led. */
  readonly brokerSessionTimeoutMs: number;
  /**
   * How long after its return a broker is given back what it is the preferred leader of; `undefined`: never
   * (`auto.leader.rebalance.enable` false). Kafka looks every 5 minutes (`leader.imbalance.check.interval.seconds`).
   */
  readonly preferredLeaderDelayMs: number | undefined;
  /** `log.retention.check.interval.ms` */
  readonly retentionCheckIntervalMs: number;
  readonly network: NetworkConfig;
}

export const defaultBrokersConfig: BrokersConfig = {
  group: {
    initialRebalanceDelayMs: 3000,
    minSessionTimeoutMs: 6000,
    maxSessionTimeoutMs: 1_800_000,
    newMemberJoinTimeoutMs: 300_000,
    maxSize: 2_147_483_647,
    offsetMetadataMaxBytes: 4096,
    offsetsRetentionMs: 604_800_000,
    offsetsRetentionCheckIntervalMs: 600_000,
  },
  defaultReplicationFactor: 1,
  offsetsPartitionCount: 50,
  offsetsReplicationFactor: 3,
  loading: { fixedMs: 20, perRecordMs: 0.01 },
  isFollowerFetchingOn: false,
  brokerSessionTimeoutMs: 9000,
  preferredLeaderDelayMs: 0,
  retentionCheckIntervalMs: 300_000,
  network: defaultNetwork,
};

/** @throws RangeError that names the setting and what it may be */
export function checkBrokers(brokers: readonly BrokerSpec[], config: BrokersConfig): void {
  if (brokers.length === 0) throw new RangeError('A cluster needs a broker. Name one or more, for example { id: 1 }.');
  const ids = brokers.map(({ id }) => id);
  for (const id of ids) checkWhole('The id of a broker', id, 0);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice !== undefined) throw new RangeError(`There are two brokers ${twice}. Give each an id of its own.`);
  checkWhole('defaultReplicationFactor', config.defaultReplicationFactor, 1);
  checkWhole('offsetsPartitionCount', config.offsetsPartitionCount, 1);
  checkWhole('offsetsReplicationFactor', config.offsetsReplicationFactor, 1);
  checkWhole('brokerSessionTimeoutMs', config.brokerSessionTimeoutMs, 0);
  checkWhole('retentionCheckIntervalMs', config.retentionCheckIntervalMs, 1);
  checkWhole('network.setupTimeoutMs', config.network.setupTimeoutMs, 1);
  if (config.preferredLeaderDelayMs !== undefined) {
    checkWhole('preferredLeaderDelayMs', config.preferredLeaderDelayMs, 0);
  }
  for (const [name, ms] of Object.entries(config.loading)) {
    if (!(ms >= 0)) throw new RangeError(`loading.${name} is ${ms}. Give milliseconds, 0 or more.`);
  }
}

function checkWhole(what: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least) return;
  throw new RangeError(`${what} is ${value}. Give a whole number, ${least} or more.`);
}
