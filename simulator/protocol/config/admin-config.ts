// Floor 2. The configuration of an admin client (Kafka: AdminClientConfig, KafkaAdminClient.configureDefaultApiTimeoutMs).
import { ConfigException } from '../kafka-exception.ts';
import { apiTimeoutKey, commonKeys } from './common-keys.ts';
import { type ConfigInput, type ConfigOf, keysOf } from './config-key.ts';
import { type ReadConfig, readConfig } from './parse-config.ts';

const { int } = keysOf('org.apache.kafka.clients.admin.AdminClientConfig');

export const adminKeys = {
  ...commonKeys,
  ...apiTimeoutKey,
  retries: int(
    2147483647,
    { atLeast: 0 },
    'How often a failed request is sent again; default.api.timeout.ms is the better bound.',
  ),
} as const;

/** The configuration of an admin client: every key has a value. */
export type AdminConfig = ConfigOf<typeof adminKeys>;
/** What is given for it, under Kafka's keys. */
export type AdminConfigInput = ConfigInput<typeof adminKeys>;

/**
 * Reads the configuration of an admin client and checks what no single key can tell.
 *
 * @param nextClientNumber the number in a made-up `client.id`; drawn only when it is needed
 * @throws ConfigException for a value that cannot be, or two that contradict each other
 */
export function readAdminConfig(input: AdminConfigInput, nextClientNumber: () => number): ReadConfig<typeof adminKeys> {
  const { config, unknownKeys } = readConfig(adminKeys, input);
  let apiTimeoutMs = config['default.api.timeout.ms'];
  if (apiTimeoutMs < config['request.timeout.ms']) {
    if (input['default.api.timeout.ms'] !== undefined) {
      throw new ConfigException(
        `The specified value of default.api.timeout.ms must be no smaller than the value of request.timeout.ms. They are ${apiTimeoutMs} and ` +
          `${config['request.timeout.ms']}: lower request.timeout.ms, too.`,
        { key: 'default.api.timeout.ms' },
      );
    }
    apiTimeoutMs = config['request.timeout.ms'];
  }
  return {
    config: Object.freeze({
      ...config,
      'default.api.timeout.ms': apiTimeoutMs,
      'client.id': config['client.id'] === '' ? `adminclient-${nextClientNumber()}` : config['client.id'],
    }),
    unknownKeys,
  };
}
