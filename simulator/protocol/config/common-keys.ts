// Floor 2. The keys that consumers, producers and admin clients have in common (Kafka: CommonClientConfigs).
import { keysOf } from './config-key.ts';

const { int, long, list, string } = keysOf('org.apache.kafka.clients.CommonClientConfigs');

const atLeast0Ms = { unit: 'ms', atLeast: 0 } as const;

export const commonKeys = {
  'bootstrap.servers': list<string>(
    'The brokers to ask first; processes of a simulated cluster know them, so that the list may be left out and is not read.',
  ),
  'client.id': string<string>(
    '',
    {},
    'The name of the client in the broker’s logs and in --describe; made up when empty.',
  ),
  'request.timeout.ms': int(
    30_000,
    atLeast0Ms,
    'How long the client waits for the answer to one request before it drops the connection and, where it may, tries again.',
  ),
  'retry.backoff.ms': long(
    100,
    atLeast0Ms,
    'The wait before a failed request is sent again; it doubles with each failure, up to retry.backoff.max.ms, give or take 20 %.',
  ),
  'retry.backoff.max.ms': long(1000, atLeast0Ms, 'The longest wait before a request that keeps failing is sent again.'),
  'reconnect.backoff.ms': long(
    50,
    atLeast0Ms,
    'The wait before the client connects again to a broker that it could not reach; it doubles with each failure.',
  ),
  'reconnect.backoff.max.ms': long(1000, atLeast0Ms, 'The longest wait before the client connects to a broker again.'),
  'metadata.max.age.ms': long(
    300_000,
    atLeast0Ms,
    'After how long the client asks for metadata again, and so the longest until it notices new topics and partitions.',
  ),
} as const;

/** The key of the calls that have no timeout of their own. */
export const apiTimeoutKey = {
  'default.api.timeout.ms': int(
    60_000,
    atLeast0Ms,
    'How long a call such as commitSync may take, with all its retries, when it is given no timeout of its own.',
  ),
} as const;
