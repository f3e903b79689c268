// Floor 2. The configuration of a consumer (Kafka: ConsumerConfig, GroupRebalanceConfig). Knows assignors only as something with a
// name that can be configured.
import { ConfigException } from '../kafka-exception.ts';
import { type AutoOffsetReset, isAutoOffsetReset } from './auto-offset-reset.ts';
import { apiTimeoutKey, commonKeys } from './common-keys.ts';
import { type ConfigInput, type ConfigOf, keysOf } from './config-key.ts';
import { invalidValue, type ReadConfig, readConfig } from './parse-config.ts';
import { isPlainName, plainNameWords } from './plain-name.ts';

const { int, boolean, choice, list, string, optionalString } = keysOf(
  'org.apache.kafka.clients.consumer.ConsumerConfig',
);

const ms = { unit: 'ms' } as const;
const atLeast0Ms = { unit: 'ms', atLeast: 0 } as const;
const atLeast0Bytes = { unit: 'bytes', atLeast: 0 } as const;

/** An assignor's class, of which each consumer makes an instance of its own. */
export type AssignorClass = new () => object;

export const consumerKeys = {
  ...commonKeys,
  ...apiTimeoutKey,
  'group.id': optionalString(
    { shape: { words: 'a name that is not empty', holds: (value) => value.trim() !== '' } },
    'The group that the consumer belongs to; without one it can neither subscribe nor commit.',
  ),
  'group.instance.id': optionalString(
    { shape: { words: plainNameWords, holds: isPlainName } },
    'What makes the consumer a static member: the same id after a restart is the same member. Each running instance needs its own.',
  ),
  'group.protocol': choice(['classic', 'consumer'], 'The rebalance protocol: classic, or the one of KIP-848.'),
  'group.remote.assignor': optionalString({}, 'The assignor of the broker to use; for group.protocol=consumer only.'),
  'session.timeout.ms': int(
    45_000,
    ms,
    'How long the coordinator waits for a heartbeat before it takes the member for dead and rebalances. The broker bounds it.',
  ),
  'heartbeat.interval.ms': int(
    3000,
    ms,
    'The time between two heartbeats, and so how soon a member hears of a rebalance. Less than session.timeout.ms; a third of it is usual.',
  ),
  'max.poll.interval.ms': int(
    300_000,
    { unit: 'ms', atLeast: 1 },
    'How long the application may go without calling poll before the consumer leaves the group; also how long a rebalance waits for it.',
  ),
  'max.poll.records': int(500, { unit: 'records', atLeast: 1 }, 'How many records one poll returns at most.'),
  'partition.assignment.strategy': list<AssignorClass>(
    'The assignors that the member offers, most wanted first, as classes. Kafka’s default is range and cooperative-sticky; here there is none.',
  ),
  'enable.auto.commit': boolean(
    true,
    'Whether the consumer commits the positions of earlier polls by itself, inside poll and close. Without group.id: false.',
  ),
  'auto.commit.interval.ms': int(5000, atLeast0Ms, 'The time between two automatic commits.'),
  'auto.offset.reset': string<AutoOffsetReset>(
    'latest',
    {
      shape: {
        words: 'earliest, latest, none, or by_duration:PnDTnHnMnS',
        holds: isAutoOffsetReset,
      },
    },
    'Where to begin in a partition without a committed offset, or whose position is no longer in the log.',
  ),
  'isolation.level': choice(
    ['read_uncommitted', 'read_committed'],
    'Whether records of open and aborted transactions are returned. No producer here writes transactions, so both read the same.',
  ),
  'client.rack': string<string>(
    '',
    {},
    'The rack of the consumer: assignors see it, and brokers name a replica in the same rack to fetch from (KIP-392).',
  ),
  'fetch.min.bytes': int(
    1,
    atLeast0Bytes,
    'How much a broker waits to have, up to fetch.max.wait.ms, before it answers a fetch.',
  ),
  'fetch.max.wait.ms': int(
    500,
    atLeast0Ms,
    'How long a broker holds a fetch while there is less than fetch.min.bytes.',
  ),
  'fetch.max.bytes': int(
    52_428_800,
    atLeast0Bytes,
    'How much one fetch returns at most, over all partitions; here it is max.partition.fetch.bytes alone that bounds a fetch.',
  ),
  'max.partition.fetch.bytes': int(
    1_048_576,
    atLeast0Bytes,
    'How much one fetch returns at most of one partition; a record counts as 1,024 bytes here.',
  ),
  'exclude.internal.topics': boolean(
    true,
    'Whether a subscription by pattern leaves out internal topics such as __consumer_offsets.',
  ),
} as const;

/** The configuration of a consumer: every key has a value. */
export type ConsumerConfig = ConfigOf<typeof consumerKeys>;
/** What is given for it, under Kafka's keys. */
export type ConsumerConfigInput = ConfigInput<typeof consumerKeys>;

/**
 * Reads the configuration of a consumer and checks what no single key can tell.
 *
 * @param nextClientNumber the number in a made-up `client.id`; drawn only when it is needed, as in Kafka
 * @throws ConfigException for a value that cannot be, or two that contradict each other
 */
export function readConsumerConfig(
  input: ConsumerConfigInput,
  nextClientNumber: () => number,
): ReadConfig<typeof consumerKeys> {
  const { config, unknownKeys } = readConfig(consumerKeys, input);
  checkProtocol(config);
  if (config['heartbeat.interval.ms'] < 1) {
    throw invalidValue('heartbeat.interval.ms', config['heartbeat.interval.ms'], 'Value must be at least 1 of ms.');
  }
  if (config['heartbeat.interval.ms'] >= config['session.timeout.ms']) {
    throw new ConfigException(
      `Heartbeat must be set lower than the session timeout: heartbeat.interval.ms is ${config['heartbeat.interval.ms']}, ` +
        `session.timeout.ms is ${config['session.timeout.ms']}. A third of the session timeout is usual.`,
      { key: 'heartbeat.interval.ms' },
    );
  }
  return {
    config: Object.freeze({
      ...config,
      'enable.auto.commit': autoCommitOf(config, input),
      'client.id': clientIdOf(config, nextClientNumber),
    }),
    unknownKeys,
  };
}

function checkProtocol(config: ConsumerConfig): void {
  if (config['group.protocol'] === 'consumer') {
    throw new ConfigException(
      'group.protocol=consumer (KIP-848) is not part of this cluster yet. Leave group.protocol out, or set it to classic.',
      { key: 'group.protocol' },
    );
  }
  if (config['group.remote.assignor'] !== undefined && config['group.remote.assignor'] !== '') {
    throw new ConfigException(
      'group.remote.assignor cannot be set when group.protocol=classic: the members assign. Set partition.assignment.strategy instead.',
      { key: 'group.remote.assignor' },
    );
  }
}

/** ConsumerConfig.maybeOverrideEnableAutoCommit: a consumer without a group has nothing to commit to. */
function autoCommitOf(config: ConsumerConfig, input: ConsumerConfigInput): boolean {
  if (config['group.id'] !== undefined) return config['enable.auto.commit'];
  if (input['enable.auto.commit'] === true) {
    throw new ConfigException(
      'enable.auto.commit cannot be set to true when there is no group.id: committed offsets belong to a group. Set group.id.',
      { key: 'enable.auto.commit' },
    );
  }
  return false;
}

/** ConsumerConfig.maybeOverrideClientId. */
function clientIdOf(config: ConsumerConfig, nextClientNumber: () => number): string {
  if (config['client.id'] !== '') return config['client.id'];
  return `consumer-${config['group.id'] ?? 'null'}-${config['group.instance.id'] ?? nextClientNumber()}`;
}
