// Floor 2. The configuration of a producer (Kafka: ProducerConfig, KafkaProducer.configureDeliveryTimeout). Knows no record.
import { ConfigException } from '../kafka-exception.ts';
import { commonKeys } from './common-keys.ts';
import { type ConfigInput, type ConfigOf, keysOf } from './config-key.ts';
import { type ReadConfig, readConfig } from './parse-config.ts';

const { int, long, boolean, choice } = keysOf('org.apache.kafka.clients.producer.ProducerConfig');

const atLeast0Ms = { unit: 'ms', atLeast: 0 } as const;
const intMax = 2147483647;

export const producerKeys = {
  ...commonKeys,
  acks: choice(
    ['all', '-1', '1', '0'],
    'Who must have a record before it counts as sent: all in-sync replicas, the leader (1), or nobody (0).',
  ),
  retries: int(
    intMax,
    { atLeast: 0 },
    'How often a batch is sent again after a passing failure; delivery.timeout.ms is the better bound.',
  ),
  'delivery.timeout.ms': int(
    120_000,
    atLeast0Ms,
    'How long after send a record may still be on its way, retries included; at least linger.ms and request.timeout.ms together.',
  ),
  'linger.ms': long(
    5,
    { unit: 'ms', atLeast: 0, atMost: intMax },
    'How long a record waits for others to share its batch (0 before Kafka 4.0).',
  ),
  'batch.size': int(
    16_384,
    { unit: 'bytes', atLeast: 0 },
    'How large a batch grows before it is sent without waiting for linger.ms; a record’s size is estimated from its key and value.',
  ),
  'max.in.flight.requests.per.connection': int(
    5,
    { unit: 'requests', atLeast: 1 },
    'How many requests to one broker may wait for their answers; more than 1 without idempotence can change the order on a retry.',
  ),
  'enable.idempotence': boolean(
    true,
    'Whether brokers recognize a batch that is sent again, so that no record is written twice and order is kept.',
  ),
  'max.block.ms': long(60_000, atLeast0Ms, 'How long send and partitionsFor wait for the metadata of a topic.'),
} as const;

type Values = ConfigOf<typeof producerKeys>;
/** The configuration of a producer: every key has a value. `acks` is `-1` for `all`. */
export type ProducerConfig = Omit<Values, 'acks'> & { readonly acks: -1 | 0 | 1 };
/** What is given for it, under Kafka's keys. */
export type ProducerConfigInput = ConfigInput<typeof producerKeys>;

/**
 * Reads the configuration of a producer and checks what no single key can tell.
 *
 * @param nextClientNumber the number in a made-up `client.id`; drawn only when it is needed
 * @throws ConfigException for a value that cannot be, or two that contradict each other
 */
export function readProducerConfig(
  input: ProducerConfigInput,
  nextClientNumber: () => number,
): Omit<ReadConfig<typeof producerKeys>, 'config'> & { readonly config: ProducerConfig } {
  const { config, unknownKeys } = readConfig(producerKeys, input);
  return {
    config: Object.freeze({
      ...config,
      acks: config.acks === 'all' || config.acks === '-1' ? -1 : config.acks === '1' ? 1 : 0,
      'enable.idempotence': idempotenceOf(config, input),
      'delivery.timeout.ms': deliveryTimeoutOf(config, input),
      'client.id': config['client.id'] === '' ? `producer-${nextClientNumber()}` : config['client.id'],
    }),
    unknownKeys,
  };
}

/** ProducerConfig.postProcessAndValidateIdempotenceConfigs, as in 4.0. Asked for, it must be possible; by default, it gives way. */
function idempotenceOf(config: Values, input: ProducerConfigInput): boolean {
  if (!config['enable.idempotence']) return false;
  const isAskedFor = input['enable.idempotence'] === true;
  if (config['max.in.flight.requests.per.connection'] > 5) {
    throw new ConfigException(
      'Must set max.in.flight.requests.per.connection to at most 5 to use the idempotent producer. Or set enable.idempotence to false.',
      { key: 'max.in.flight.requests.per.connection' },
    );
  }
  if (config.retries === 0) {
    if (!isAskedFor) return false;
    throw new ConfigException('Must set retries to non-zero when using the idempotent producer.', { key: 'retries' });
  }
  if (config.acks === '0' || config.acks === '1') {
    if (!isAskedFor) return false;
    throw new ConfigException(
      'Must set acks to all in order to use the idempotent producer. Otherwise it cannot keep its promise.',
      { key: 'acks' },
    );
  }
  return true;
}

function deliveryTimeoutOf(config: Values, input: ProducerConfigInput): number {
  const least = Math.min(config['linger.ms'] + config['request.timeout.ms'], intMax);
  if (config['delivery.timeout.ms'] >= least) return config['delivery.timeout.ms'];
  if (input['delivery.timeout.ms'] === undefined) return least;
  throw new ConfigException(
    `delivery.timeout.ms should be equal to or larger than linger.ms + request.timeout.ms. It is ${config['delivery.timeout.ms']}; ` +
      `set it to ${least} or more, or lower request.timeout.ms.`,
    { key: 'delivery.timeout.ms' },
  );
}
