// Floor 3. Makes the parts of a consumer from its configuration and from what its process gives it.
import type { ConsumerConfig } from '../../protocol/config/consumer-config.ts';
import type { ConsumerPartitionAssignor } from '../assignor.ts';
import type { ClientEnvironment } from '../environment.ts';
import { Metadata } from '../metadata.ts';
import { ExponentialBackoff } from '../network-client-backoff.ts';
import type { ConsumerContext } from './consumer-context.ts';
import { ConsumerCoordinator } from './consumer-coordinator.ts';
import { ConsumerMetrics } from './consumer-metrics.ts';
import { ConsumerNetworkClient } from './consumer-network-client.ts';
import { ConsumerTrace } from './consumer-trace.ts';
import { Fetcher } from './fetcher.ts';
import { Membership } from './membership.ts';
import { Monitor } from './monitor.ts';
import { Positions } from './positions.ts';
import { SubscriptionState } from './subscription-state.ts';

export interface ConsumerParts {
  readonly context: ConsumerContext;
  /** `undefined` without `group.id`. */
  readonly coordinator: ConsumerCoordinator | undefined;
  readonly positions: Positions;
  readonly fetcher: Fetcher;
  /** Topics that are asked for although the consumer is not subscribed to them. */
  readonly transientTopics: Set<string>;
}

/** @throws IllegalArgumentException when the assignors have no rebalance protocol in common */
export function consumerParts(
  environment: ClientEnvironment,
  config: ConsumerConfig,
  assignors: readonly ConsumerPartitionAssignor[],
): ConsumerParts {
  const { clock, random } = environment;
  const clientId = config['client.id'];
  const groupId = config['group.id'];
  const subscriptions = new SubscriptionState();
  const membership = new Membership();
  const transientTopics = new Set<string>();
  const retryBackoff = new ExponentialBackoff(config['retry.backoff.ms'], config['retry.backoff.max.ms'], random);
  const metadata = new Metadata({
    clock,
    backoff: retryBackoff,
    maxAgeMs: config['metadata.max.age.ms'],
    bootstrapBrokers: environment.bootstrapBrokers,
    retains: ({ topic, isInternal }) => {
      if (transientTopics.has(topic) || subscriptions.metadataTopics.has(topic)) return true;
      if (isInternal === true && config['exclude.internal.topics']) return false;
      return subscriptions.hasPattern && subscriptions.matchesPattern(topic);
    },
  });
  const network = new ConsumerNetworkClient({
    clock,
    random,
    wire: environment.wire(clientId),
    requestTimeoutMs: config['request.timeout.ms'],
    retryBackoffMs: config['retry.backoff.ms'],
    reconnectBackoff: new ExponentialBackoff(
      config['reconnect.backoff.ms'],
      config['reconnect.backoff.max.ms'],
      random,
    ),
    metadata,
    metadataRequest: () => ({
      topics: subscriptions.hasPattern ? null : [...new Set([...subscriptions.metadataTopics, ...transientTopics])],
    }),
  });
  const { emit, process } = environment;
  const trace = new ConsumerTrace(emit, { process, clientId, groupId }, membership, subscriptions);
  membership.onState = (from, to) => trace.state(from, to);
  subscriptions.onAssignment = () => trace.assignment();
  const context: ConsumerContext = {
    clock,
    random,
    config,
    network,
    metadata,
    subscriptions,
    membership,
    retryBackoff,
    monitor: new Monitor(),
    metrics: new ConsumerMetrics(clock, subscriptions),
    trace,
  };
  const coordinator =
    groupId === undefined
      ? undefined
      : new ConsumerCoordinator(
          { ...context, groupId, groupInstanceId: config['group.instance.id'] ?? null },
          assignors,
        );
  const positions = new Positions(context, coordinator?.committed);
  const fetcher = new Fetcher(context, positions.defaultReset);
  return { context, coordinator, positions, fetcher, transientTopics };
}
