// Floor 3. What a consumer counts of itself, under Kafka's names (Kafka: GroupCoordinatorMetrics, ConsumerCoordinatorMetrics,
// KafkaConsumerMetrics, RebalanceCallbackMetricsManager). Rates over a window of time are left out: a total and a time give them.
import type { Clock } from '../../kernel/clock.ts';
import type { CallbackName } from '../../protocol/trace-event.ts';
import { partitionName } from './partition-order.ts';
import type { SubscriptionState } from './subscription-state.ts';

/** How often, and how long, in ms. */
class Latency {
  count = 0;
  totalMs = 0;
  maxMs = 0;

  record(ms: number): void {
    this.count++;
    this.totalMs += ms;
    this.maxMs = Math.max(this.maxMs, ms);
  }

  get averageMs(): number {
    return this.count === 0 ? Number.NaN : this.totalMs / this.count;
  }
  /** As Kafka reports a maximum of nothing. */
  get maximumMs(): number {
    return this.count === 0 ? Number.NaN : this.maxMs;
  }
}

const callbackMetric: Readonly<Record<CallbackName, string>> = {
  onPartitionsAssigned: 'partition-assigned-latency',
  onPartitionsRevoked: 'partition-revoked-latency',
  onPartitionsLost: 'partition-lost-latency',
};

export class ConsumerMetrics {
  readonly #clock: Clock;
  readonly #subscriptions: SubscriptionState;
  readonly #heartbeats = new Latency();
  readonly #joins = new Latency();
  readonly #syncs = new Latency();
  readonly #commits = new Latency();
  readonly #rebalances = new Latency();
  readonly #betweenPolls = new Latency();
  readonly #callbacks = new Map<CallbackName, Latency>();
  #failedRebalances = 0;
  #recordsConsumed = 0;
  #commitSyncMs = 0;
  #rebalanceStartedAtMs: number | undefined;
  #rebalanceEndedAtMs: number | undefined;
  #lastHeartbeatAtMs: number | undefined;
  #lastPollAtMs: number | undefined;

  constructor(clock: Clock, subscriptions: SubscriptionState) {
    this.#clock = clock;
    this.#subscriptions = subscriptions;
  }

  heartbeatSent(): void {
    this.#lastHeartbeatAtMs = this.#clock.now();
  }
  heartbeat(latencyMs: number): void {
    this.#heartbeats.record(latencyMs);
  }
  joined(latencyMs: number): void {
    this.#joins.record(latencyMs);
  }
  synced(latencyMs: number): void {
    this.#syncs.record(latencyMs);
  }
  committed(latencyMs: number): void {
    this.#commits.record(latencyMs);
  }
  commitSyncTook(ms: number): void {
    this.#commitSyncMs += ms;
  }
  consumed(recordCount: number): void {
    this.#recordsConsumed += recordCount;
  }
  callbackRan(callback: CallbackName, latencyMs: number): void {
    let latency = this.#callbacks.get(callback);
    if (latency === undefined) {
      latency = new Latency();
      this.#callbacks.set(callback, latency);
    }
    latency.record(latencyMs);
  }

  /** A rebalance lasts from its first JoinGroup, over all tries, to the answered SyncGroup. */
  rebalanceStarted(): void {
    this.#rebalanceStartedAtMs ??= this.#clock.now();
  }
  rebalanceFailed(): void {
    this.#failedRebalances++;
  }
  rebalanceCompleted(): void {
    const now = this.#clock.now();
    this.#rebalances.record(now - (this.#rebalanceStartedAtMs ?? now));
    this.#rebalanceStartedAtMs = undefined;
    this.#rebalanceEndedAtMs = now;
  }

  polled(): void {
    const now = this.#clock.now();
    if (this.#lastPollAtMs !== undefined) this.#betweenPolls.record(now - this.#lastPollAtMs);
    this.#lastPollAtMs = now;
  }

  /** By name. `NaN`: nothing to take an average or a maximum of; -1: never. */
  snapshot(): ReadonlyMap<string, number> {
    const values = new Map<string, number>([
      ['heartbeat-total', this.#heartbeats.count],
      ['heartbeat-response-time-max', this.#heartbeats.maximumMs],
      ['last-heartbeat-seconds-ago', this.#secondsSince(this.#lastHeartbeatAtMs)],
      ['join-total', this.#joins.count],
      ['join-time-avg', this.#joins.averageMs],
      ['join-time-max', this.#joins.maximumMs],
      ['sync-total', this.#syncs.count],
      ['sync-time-avg', this.#syncs.averageMs],
      ['sync-time-max', this.#syncs.maximumMs],
      ['rebalance-total', this.#rebalances.count],
      ['rebalance-latency-avg', this.#rebalances.averageMs],
      ['rebalance-latency-max', this.#rebalances.maximumMs],
      ['rebalance-latency-total', this.#rebalances.totalMs],
      ['failed-rebalance-total', this.#failedRebalances],
      ['last-rebalance-seconds-ago', this.#secondsSince(this.#rebalanceEndedAtMs)],
      ['assigned-partitions', this.#subscriptions.assignedCount],
      ['commit-total', this.#commits.count],
      ['commit-latency-avg', this.#commits.averageMs],
      ['commit-latency-max', this.#commits.maximumMs],
      ['last-poll-seconds-ago', this.#secondsSince(this.#lastPollAtMs)],
      ['time-between-poll-avg', this.#betweenPolls.averageMs],
      ['time-between-poll-max', this.#betweenPolls.maximumMs],
      ['commit-sync-time-ns-total', this.#commitSyncMs * 1_000_000],
      ['records-consumed-total', this.#recordsConsumed],
    ]);
    for (const [callback, name] of Object.entries(callbackMetric)) {
      const latency = this.#callbacks.get(callback as CallbackName) ?? new Latency();
      values.set(`${name}-avg`, latency.averageMs);
      values.set(`${name}-max`, latency.maximumMs);
    }
    this.#addLags(values);
    return values;
  }

  /** `TOPIC-PARTITION.records-lag` and `.records-lead`, as in Kafka before KIP-225 put the partition into tags. */
  #addLags(values: Map<string, number>): void {
    let lagMax = Number.NaN;
    let leadMin = Number.NaN;
    for (const partition of this.#subscriptions.assignedPartitions) {
      const state = this.#subscriptions.state(partition);
      if (state === undefined || state.fetchState !== 'FETCHING') continue;
      if (state.highWatermark !== undefined) {
        const lag = Math.max(0, state.highWatermark - state.position);
        values.set(`${partitionName(partition)}.records-lag`, lag);
        lagMax = Number.isNaN(lagMax) ? lag : Math.max(lagMax, lag);
      }
      if (state.logStartOffset !== undefined) {
        const lead = state.position - state.logStartOffset;
        values.set(`${partitionName(partition)}.records-lead`, lead);
        leadMin = Number.isNaN(leadMin) ? lead : Math.min(leadMin, lead);
      }
    }
    values.set('records-lag-max', lagMax);
    values.set('records-lead-min', leadMin);
  }

  #secondsSince(atMs: number | undefined): number {
    return atMs === undefined ? -1 : Math.floor((this.#clock.now() - atMs) / 1000);
  }
}
