// Floor 2. The way from what somebody wrote to the configuration of a client: read, checked, and nothing in it that no client knows.
import { type AdminConfig, type AdminConfigInput, adminKeys, readAdminConfig } from './admin-config.ts';
import { brokerKeys, topicKeys } from './broker-config.ts';
import type { ConfigKeys } from './config-key.ts';
import { type ConsumerConfig, type ConsumerConfigInput, consumerKeys, readConsumerConfig } from './consumer-config.ts';
import { refuseUnknownKeys } from './parse-config.ts';
import { type ProducerConfig, type ProducerConfigInput, producerKeys, readProducerConfig } from './producer-config.ts';

const allKeys: ReadonlyMap<string, ConfigKeys> = new Map<string, ConfigKeys>([
  ['consumer', consumerKeys],
  ['producer', producerKeys],
  ['admin', adminKeys],
  ['broker', brokerKeys],
  ['topic', topicKeys],
]);

const one = (): number => 1;

/**
 * The configuration of a consumer.
 *
 * @param nextClientNumber the number in a made-up `client.id`
 * @param isRead whether somebody else (a configured assignor) reads a key that consumers do not know
 * @throws ConfigException for an unknown key, a value that cannot be, or two that contradict each other
 */
export function parseConsumerConfig(
  input: ConsumerConfigInput,
  nextClientNumber: () => number = one,
  isRead: (key: string) => boolean = () => false,
): ConsumerConfig {
  const { config, unknownKeys } = readConsumerConfig(input, nextClientNumber);
  refuseUnknownKeys(
    unknownKeys.filter((key) => !isRead(key)),
    consumerKeys,
    'consumer',
    allKeys,
  );
  return config;
}

/** The configuration of a producer: see `parseConsumerConfig`. */
export function parseProducerConfig(input: ProducerConfigInput, nextClientNumber: () => number = one): ProducerConfig {
  const { config, unknownKeys } = readProducerConfig(input, nextClientNumber);
  refuseUnknownKeys(unknownKeys, producerKeys, 'producer', allKeys);
  return config;
}

/** The configuration of an admin client: see `parseConsumerConfig`. */
export function parseAdminConfig(input: AdminConfigInput, nextClientNumber: () => number = one): AdminConfig {
  const { config, unknownKeys } = readAdminConfig(input, nextClientNumber);
  refuseUnknownKeys(unknownKeys, adminKeys, 'admin client', allKeys);
  return config;
}
