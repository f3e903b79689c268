// Floor 3. When a client asks for metadata, and what it knows from the last answer (Kafka: Metadata). Sends nothing itself:
// whoever has the connections asks `timeToNextUpdateMs`, and hands in what came.
import type { Clock } from '../kernel/clock.ts';
import type { MetadataResponse, TopicMetadata } from '../protocol/requests.ts';
import type { TopicPartition } from '../protocol/topic-partition.ts';
import type { PartitionInfo } from './cluster-metadata.ts';
import { type FailureCode, InvalidTopicException, TopicAuthorizationException } from './errors.ts';
import { clusterOf, emptyCluster, hasAllLeaders, type KnownCluster } from './metadata-cluster.ts';
import type { ExponentialBackoff } from './network-client-backoff.ts';

export interface MetadataOptions {
  readonly clock: Clock;
  /** `retry.backoff.ms` and `retry.backoff.max.ms` */
  readonly backoff: ExponentialBackoff;
  /** `metadata.max.age.ms` */
  readonly maxAgeMs: number;
  readonly bootstrapBrokers: readonly number[];
  /** Which of the topics in an answer to keep. Default: all. */
  readonly retains?: (topic: TopicMetadata) => boolean;
}

/** Errors after which the same question is asked again: the answer may be different soon (Kafka: InvalidMetadataException). */
const passing: ReadonlySet<string> = new Set<FailureCode>([
  'UNKNOWN_TOPIC_OR_PARTITION',
  'LEADER_NOT_AVAILABLE',
  'NOT_LEADER_OR_FOLLOWER',
]);

export class Metadata {
  readonly #clock: Clock;
  readonly #backoff: ExponentialBackoff;
  readonly maxAgeMs: number;
  readonly #bootstrapBrokers: readonly number[];
  readonly #retains: ((topic: TopicMetadata) => boolean) | undefined;
  #cluster: KnownCluster = emptyCluster;
  #brokerIds: readonly number[];
  #isUpdateRequested = true;
  #isUpdateForNewTopicsRequested = false;
  #requestVersion = 0;
  #updateVersion = 1;
  /** When the backoff since the last answer or failure is over, and when that of answers which brought nothing new is. */
  #allowedAfterRefreshMs = 0;
  #allowedAfterSameMs = 0;
  #lastSuccessfulRefreshMs = Number.NEGATIVE_INFINITY;
  #failedAttempts = 0;
  #equivalentResponses = 0;
  #error: Error | undefined;

  constructor(options: MetadataOptions) {
    this.#clock = options.clock;
    this.#backoff = options.backoff;
    this.maxAgeMs = options.maxAgeMs;
    this.#bootstrapBrokers = options.bootstrapBrokers;
    this.#brokerIds = options.bootstrapBrokers;
    this.#retains = options.retains;
  }

  get cluster(): KnownCluster {
    return this.#cluster;
  }

  /** Grows with each answer. */
  get updateVersion(): number {
    return this.#updateVersion;
  }

  /** Grows with each change of what is asked for. To be handed to `update` with the answer. */
  get requestVersion(): number {
    return this.#requestVersion;
  }

  get isUpdateRequested(): boolean {
    return this.#isUpdateRequested || this.#isUpdateForNewTopicsRequested;
  }

  /** Whom to ask: the brokers of the last answer, or those the client was configured with. */
  get brokerIds(): readonly number[] {
    return this.#brokerIds;
  }

  partition(partition: TopicPartition): PartitionInfo | undefined {
    return this.#cluster.partitionsForTopic(partition.topic)[partition.partition];
  }

  /** The broker that leads the partition, as far as is known. */
  leaderOf(partition: TopicPartition): number | undefined {
    return this.partition(partition)?.leader?.id;
  }

  /** Asks for an update as soon as the backoff allows. Returns the present version: a greater one is the update. */
  requestUpdate(isProgress: boolean): number {
    this.#isUpdateRequested = true;
    if (isProgress) this.#forgetEquivalentResponses();
    return this.#updateVersion;
  }

  /** Asks for an update at once: what is asked for has changed. */
  requestUpdateForNewTopics(): void {
    this.#allowedAfterRefreshMs = 0;
    this.#isUpdateForNewTopicsRequested = true;
    this.#forgetEquivalentResponses();
    this.#requestVersion++;
  }

  timeToAllowUpdateMs(): number {
    const now = this.#clock.now();
    if (this.#lastSuccessfulRefreshMs + this.maxAgeMs <= now) this.#forgetEquivalentResponses();
    return Math.max(0, this.#allowedAfterRefreshMs - now, this.#allowedAfterSameMs - now);
  }

  timeToNextUpdateMs(): number {
    const toExpiryMs = this.isUpdateRequested
      ? 0
      : Math.max(0, this.#lastSuccessfulRefreshMs + this.maxAgeMs - this.#clock.now());
    return Math.max(toExpiryMs, this.timeToAllowUpdateMs());
  }

  /** @param requestVersion as it was when the question was sent */
  update(requestVersion: number, response: MetadataResponse): void {
    if (response.brokers.length === 0) {
      this.updateFailed();
      return;
    }
    const now = this.#clock.now();
    this.#isUpdateForNewTopicsRequested = requestVersion < this.#requestVersion;
    this.#isUpdateRequested = false;
    this.#allowedAfterRefreshMs = now + this.#backoff.afterMs(0);
    this.#lastSuccessfulRefreshMs = now;
    this.#failedAttempts = 0;
    this.#updateVersion++;
    const before = this.#cluster;
    this.#cluster = clusterOf(response, before, this.#retains);
    this.#brokerIds = response.brokers.map((broker) => broker.id);
    const isNew = this.#cluster
      .topics()
      .some((topic) => this.#cluster.partitionsForTopic(topic) !== before.partitionsForTopic(topic));
    if (isNew) this.#forgetEquivalentResponses();
    else this.#allowedAfterSameMs = now + this.#backoff.afterMs(this.#equivalentResponses++);
    this.#noteErrors(response);
  }

  updateFailed(): void {
    // From now on failures are counted, not answers that brought nothing new.
    this.#forgetEquivalentResponses();
    this.#allowedAfterRefreshMs = this.#clock.now() + this.#backoff.afterMs(this.#failedAttempts++);
    // Brokers that are gone for good are not asked for ever: those of the configuration come back into play.
    this.#brokerIds = [...new Set([...this.#brokerIds, ...this.#bootstrapBrokers])];
  }

  /** @throws TopicAuthorizationException, InvalidTopicException when the last answer said so; once. */
  throwAnyError(): void {
    const error = this.#error;
    if (error === undefined) return;
    this.#error = undefined;
    throw error;
  }

  #forgetEquivalentResponses(): void {
    this.#equivalentResponses = 0;
    this.#allowedAfterSameMs = 0;
  }

  #noteErrors(response: MetadataResponse): void {
    const unauthorized: string[] = [];
    const invalid: string[] = [];
    for (const topic of response.topics) {
      if (topic.error === 'TOPIC_AUTHORIZATION_FAILED') unauthorized.push(topic.topic);
      else if (topic.error === 'INVALID_TOPIC_EXCEPTION') invalid.push(topic.topic);
      else if (topic.error !== 'NONE') {
        if (passing.has(topic.error)) this.#isUpdateRequested = true;
      } else if (!hasAllLeaders(topic)) {
        this.#isUpdateRequested = true;
      }
    }
    if (unauthorized.length > 0) {
      this.#error = new TopicAuthorizationException(`Not authorized to access topics: ${unauthorized.join(', ')}`);
    } else if (invalid.length > 0) {
      this.#error = new InvalidTopicException(`Invalid topics: ${invalid.join(', ')}`);
    } else {
      this.#error = undefined;
    }
  }
}
