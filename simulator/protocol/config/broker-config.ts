// Floor 2. The configuration of brokers and of topics (Kafka: GroupCoordinatorConfig, ServerLogConfigs, TopicConfig). Knows no broker.
import { ConfigException } from '../kafka-exception.ts';
import { type ConfigInput, type ConfigOf, keysOf } from './config-key.ts';
import { readConfig, refuseUnknownKeys } from './parse-config.ts';

const group = keysOf('org.apache.kafka.coordinator.group.GroupCoordinatorConfig');
const log = keysOf('org.apache.kafka.server.config.ServerLogConfigs');
const replication = keysOf('org.apache.kafka.server.config.ReplicationConfigs');
const topic = keysOf('org.apache.kafka.common.config.TopicConfig');

const ms = { unit: 'ms', atLeast: 1 } as const;

export const brokerKeys = {
  'group.initial.rebalance.delay.ms': group.int(
    3000,
    { unit: 'ms', atLeast: 0 },
    'How long the first rebalance of an empty group waits for more members; each one that joins extends it, up to the rebalance timeout.',
  ),
  'group.min.session.timeout.ms': group.int(6000, ms, 'The shortest session.timeout.ms that a member may ask for.'),
  'group.max.session.timeout.ms': group.int(1_800_000, ms, 'The longest session.timeout.ms that a member may ask for.'),
  'group.max.size': group.int(2147483647, { unit: 'members', atLeast: 1 }, 'How many members a group may have.'),
  'offset.metadata.max.bytes': group.int(
    4096,
    { unit: 'bytes', atLeast: 0 },
    'How long the metadata beside a committed offset may be.',
  ),
  'offsets.topic.num.partitions': group.int(
    50,
    { unit: 'partitions', atLeast: 1 },
    'How many partitions __consumer_offsets has; the hash of a group’s id over this number chooses its coordinator.',
  ),
  'offsets.topic.replication.factor': group.int(
    3,
    { unit: 'replicas', atLeast: 1 },
    'How many replicas __consumer_offsets has; no more than there are brokers.',
  ),
  'offsets.retention.minutes': group.int(
    10_080,
    { unit: 'minutes', atLeast: 1 },
    'How long committed offsets outlive the last member of their group, or the last subscription to their topic.',
  ),
  'offsets.retention.check.interval.ms': group.long(600_000, ms, 'The time between two searches for expired offsets.'),
  'log.retention.check.interval.ms': log.long(300_000, ms, 'The time between two searches for records to delete.'),
  'default.replication.factor': replication.int(
    1,
    { unit: 'replicas', atLeast: 1 },
    'How many replicas a topic has that is created without saying so.',
  ),
  'replica.selector.class': replication.optionalString(
    {
      shape: {
        words: 'org.apache.kafka.common.replica.RackAwareReplicaSelector, or leave it out',
        holds: (name) => name === 'org.apache.kafka.common.replica.RackAwareReplicaSelector',
      },
    },
    'How brokers choose the replica that a consumer with client.rack fetches from (KIP-392); left out, it is the leader.',
  ),
} as const;

/** The configuration that all brokers of a cluster share: every key has a value. */
export type BrokerConfig = ConfigOf<typeof brokerKeys>;
/** What is given for it, under Kafka's keys. */
export type BrokerConfigInput = ConfigInput<typeof brokerKeys>;

/** @throws ConfigException for an unknown key, a value that cannot be, or two that contradict each other */
export function parseBrokerConfig(input: BrokerConfigInput): BrokerConfig {
  const { config, unknownKeys } = readConfig(brokerKeys, input);
  refuseUnknownKeys(unknownKeys, brokerKeys, 'broker', new Map([['topic', topicKeys]]));
  if (config['group.min.session.timeout.ms'] > config['group.max.session.timeout.ms']) {
    throw new ConfigException(
      `group.min.session.timeout.ms (${config['group.min.session.timeout.ms']}) is above group.max.session.timeout.ms ` +
        `(${config['group.max.session.timeout.ms']}): no member could join. Lower the first or raise the second.`,
      { key: 'group.min.session.timeout.ms' },
    );
  }
  return Object.freeze(config);
}

export const topicKeys = {
  'retention.ms': topic.long(
    604_800_000,
    { unit: 'ms', atLeast: -1 },
    'How long the topic’s records are kept; -1 is for ever.',
  ),
  'cleanup.policy': topic.choice(
    ['delete', 'compact'],
    'Whether old records are deleted after retention.ms, or only those that a later record with the same key replaces.',
  ),
} as const;

/** The configuration of one topic: every key has a value. */
export type TopicConfig = ConfigOf<typeof topicKeys>;
/** What is given for it, under Kafka's keys. */
export type TopicConfigInput = ConfigInput<typeof topicKeys>;

/** @throws ConfigException for an unknown key or a value that cannot be */
export function parseTopicConfig(input: TopicConfigInput): TopicConfig {
  const { config, unknownKeys } = readConfig(topicKeys, input);
  refuseUnknownKeys(unknownKeys, topicKeys, 'topic', new Map([['broker', brokerKeys]]));
  return Object.freeze(config);
}
