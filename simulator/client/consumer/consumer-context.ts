// Floor 3. What the parts of one consumer share. Each part is handed this and the parts it works with.
import type { Clock } from '../../kernel/clock.ts';
import type { RandomStream } from '../../kernel/random.ts';
import type { ConsumerConfig } from '../../protocol/config/consumer-config.ts';
import type { Metadata } from '../metadata.ts';
import type { ExponentialBackoff } from '../network-client-backoff.ts';
import type { ConsumerMetrics } from './consumer-metrics.ts';
import type { ConsumerNetworkClient } from './consumer-network-client.ts';
import type { ConsumerTrace } from './consumer-trace.ts';
import type { Membership } from './membership.ts';
import type { Monitor } from './monitor.ts';
import type { SubscriptionState } from './subscription-state.ts';

export interface ConsumerContext {
  readonly clock: Clock;
  readonly random: RandomStream;
  readonly config: ConsumerConfig;
  readonly network: ConsumerNetworkClient;
  readonly metadata: Metadata;
  readonly subscriptions: SubscriptionState;
  readonly membership: Membership;
  /** `retry.backoff.ms` to `retry.backoff.max.ms` */
  readonly retryBackoff: ExponentialBackoff;
  readonly monitor: Monitor;
  readonly metrics: ConsumerMetrics;
  readonly trace: ConsumerTrace;
}

/** The parts of a consumer that has a group. */
export interface GroupContext extends ConsumerContext {
  readonly groupId: string;
  readonly groupInstanceId: string | null;
}
