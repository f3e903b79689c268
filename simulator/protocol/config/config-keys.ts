// Floor 2. Every configuration key there is, as data, for whoever tells people about them.
import { adminKeys } from './admin-config.ts';
import { brokerKeys, topicKeys } from './broker-config.ts';
import type { ConfigKeys } from './config-key.ts';
import { consumerKeys } from './consumer-config.ts';
import { producerKeys } from './producer-config.ts';

/** By the name of the constant that holds them. */
export const configKeys: Readonly<Record<string, ConfigKeys>> = {
  consumerKeys,
  producerKeys,
  adminKeys,
  brokerKeys,
  topicKeys,
};
