// Floor 3. A consumer beneath its public face: every call of Kafka's `Consumer`, as routines on virtual time (Kafka:
// ClassicKafkaConsumer). It does not guard against calls at the same time, and knows no promises: both are the public class's.
import type { Routine } from '../../kernel/routine.ts';
import type { ConsumerConfig } from '../../protocol/config/consumer-config.ts';
import type { OffsetTimestamp } from '../../protocol/requests.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import type { MemberState } from '../../protocol/trace-event.ts';
import type { ConsumerGroupMetadata, ConsumerPartitionAssignor } from '../assignor.ts';
import type { PartitionInfo } from '../cluster-metadata.ts';
import type { ClientEnvironment } from '../environment.ts';
import {
  IllegalArgumentException,
  IllegalStateException,
  InvalidGroupIdException,
  KafkaException,
  TimeoutException,
} from '../errors.ts';
import { ConsumerRecords, type OffsetAndTimestamp, type Offsets } from '../records.ts';
import { consumedOffsets } from './auto-commit.ts';
import type { CommittedOffsets } from './committed-offsets.ts';
import type { ConsumerCoordinator } from './consumer-coordinator.ts';
import { type ConsumerParts, consumerParts } from './consumer-parts.ts';
import type { CoreListener } from './core-listener.ts';
import { Deadline } from './deadline.ts';
import { earliestTimestamp, latestTimestamp } from './list-offsets.ts';
import { LogLookups } from './log-lookups.ts';
import type { CommitCallback } from './offset-commits.ts';
import { partitionName } from './partition-order.ts';
import { pollLoop } from './poll-loop.ts';

const closeTimeoutMs = 30_000;
/** Most polls return nothing: the trace of a large group has one such map, not one for each of them. */
const nothingRead: ReadonlyMap<TopicPartition, readonly [number, number]> = new Map();

export class ConsumerCore {
  readonly #parts: ConsumerParts;
  readonly #config: ConsumerConfig;
  readonly #lookups: LogLookups;
  #isClosed = false;

  /**
   * @param assignors instances for this consumer alone, in order of preference, configured already
   * @throws IllegalArgumentException when they have no rebalance protocol in common
   */
  constructor(environment: ClientEnvironment, config: ConsumerConfig, assignors: readonly ConsumerPartitionAssignor[]) {
    this.#config = config;
    this.#parts = consumerParts(environment, config, assignors);
    this.#lookups = new LogLookups(this.#parts);
    this.#parts.context.trace.created();
  }

  get clientId(): string {
    return this.#config['client.id'];
  }
  get memberState(): MemberState {
    return this.#parts.context.membership.state;
  }
  /** The generation that the client is in as far as it knows; -1 with what id it has when it is in none. */
  get generation(): { readonly generationId: number; readonly memberId: string } {
    return this.#parts.context.membership.generation;
  }

  // Subscription and assignment

  /** Replaces the subscription. No topics: the same as `unsubscribe`. A pattern matches whole names. */
  *subscribe(topics: readonly string[] | RegExp, listener?: CoreListener): Routine<void> {
    const { subscriptions, metadata } = this.#open();
    const coordinator = this.#coordinator();
    if (topics instanceof RegExp) {
      coordinator.checkAssignors();
      subscriptions.subscribePattern(topics, listener);
      coordinator.updatePattern();
      metadata.requestUpdateForNewTopics();
      return;
    }
    if (topics.length === 0) {
      yield* this.unsubscribe();
      return;
    }
    if (topics.some((topic) => topic.trim() === '')) {
      throw new IllegalArgumentException('Topic collection to subscribe to cannot contain null or empty topic.');
    }
    coordinator.checkAssignors();
    const names = new Set(topics);
    this.#parts.fetcher.retainBuffered(subscriptions.assignedPartitions.filter(({ topic }) => names.has(topic)));
    if (subscriptions.subscribe(names, listener)) metadata.requestUpdateForNewTopics();
  }

  /** Callback, LeaveGroup, and no subscription any more. @throws KafkaException with what the callback threw; then the subscription stays */
  *unsubscribe(): Routine<void> {
    const { subscriptions } = this.#open();
    this.#parts.fetcher.retainBuffered([]);
    yield* this.#parts.coordinator?.leave('the consumer unsubscribed from all topics') ?? [];
    subscriptions.unsubscribe();
  }

  /** Assigns partitions by hand, without the group. None: the same as `unsubscribe`. */
  *assign(partitions: readonly TopicPartition[]): Routine<void> {
    const { subscriptions, metadata } = this.#open();
    if (partitions.length === 0) {
      yield* this.unsubscribe();
      return;
    }
    if (partitions.some(({ topic }) => topic.trim() === '')) {
      throw new IllegalArgumentException('Topic partitions to assign to cannot have null or empty topic.');
    }
    this.#parts.fetcher.retainBuffered(partitions);
    // No rebalance follows that would commit what is let go.
    this.#parts.coordinator?.commitIfDue();
    if (subscriptions.assignFromUser(partitions)) metadata.requestUpdateForNewTopics();
  }

  /** In order, frozen. */
  assignment(): readonly TopicPartition[] {
    return this.#open().subscriptions.assignedPartitions;
  }

  /** Sorted. Empty when partitions were assigned by hand. */
  subscription(): readonly string[] {
    return Object.freeze([...this.#open().subscriptions.topics].sort());
  }

  // Poll

  /** @param timeoutMs how long to wait for records; joining, callbacks and commits are served meanwhile */
  *poll(timeoutMs: number): Routine<ConsumerRecords> {
    const { subscriptions, metrics, trace } = this.#open();
    metrics.polled();
    trace.pollEntered(timeoutMs);
    try {
      if (!subscriptions.isSubscribedOrAssigned) {
        throw new IllegalStateException(
          'Consumer is not subscribed to any topics or assigned any partitions. Call subscribe() or assign() first.',
        );
      }
      const fetched = yield* pollLoop(this.#parts, timeoutMs);
      if (fetched.size === 0) {
        trace.pollReturned(nothingRead);
        return ConsumerRecords.empty;
      }
      trace.pollReturned(
        new Map(
          [...fetched].map(([partition, records]) => [
            partition,
            [records[0]?.offset ?? -1, records[records.length - 1]?.offset ?? -1],
          ]),
        ),
      );
      return new ConsumerRecords(fetched);
    } catch (error) {
      trace.pollReturned(nothingRead, error);
      throw error;
    }
  }

  /** Makes the blocking call that waits now, or the next one, throw a WakeupException. May be called at any time. */
  wakeup(): void {
    this.#parts.context.network.wakeup();
  }

  // Commits

  /**
   * @param offsets default: the positions of all assigned partitions
   * @throws TimeoutException, CommitFailedException, RebalanceInProgressException, and others of Kafka's
   */
  *commitSync(offsets?: Offsets, timeoutMs: number = this.#config['default.api.timeout.ms']): Routine<void> {
    const { subscriptions, metrics, clock, trace } = this.#open();
    const coordinator = this.#coordinator();
    const startMs = clock.now();
    const toCommit = offsets ?? consumedOffsets(subscriptions);
    try {
      if (yield* coordinator.commits.commitSync(toCommit, new Deadline(clock, timeoutMs))) return;
      const error = new TimeoutException(
        `Timeout of ${timeoutMs} ms expired before successfully committing offsets ${[...toCommit].map(([partition, { offset }]) => `${partitionName(partition)}=${offset}`).join(', ')}.`,
      );
      trace.committed('sync', new Map([...toCommit].map(([partition, { offset }]) => [partition, offset])), error);
      throw error;
    } finally {
      metrics.commitSyncTook(clock.now() - startMs);
    }
  }

  /** Sends and returns. The callback runs in a later poll, commitSync or commitAsync. */
  commitAsync(offsets?: Offsets, callback?: CommitCallback): void {
    const { subscriptions } = this.#open();
    this.#coordinator().commits.commitAsync(offsets ?? consumedOffsets(subscriptions), 'async', callback);
  }

  /** @throws TimeoutException */
  *committed(
    partitions: readonly TopicPartition[],
    timeoutMs: number = this.#config['default.api.timeout.ms'],
  ): Routine<CommittedOffsets> {
    const { clock } = this.#open();
    const offsets = yield* this.#coordinator().committed.fetch(new Set(partitions), new Deadline(clock, timeoutMs));
    if (offsets !== undefined) return offsets;
    throw new TimeoutException(
      `Timeout of ${timeoutMs} ms expired before the last committed offset for partitions ${partitions.map(partitionName).join(', ')} could be determined.`,
    );
  }

  // Positions

  /** The next offset to be returned; looked up when it is not known yet. @throws IllegalStateException, TimeoutException */
  *position(partition: TopicPartition, timeoutMs: number = this.#config['default.api.timeout.ms']): Routine<number> {
    const { subscriptions, network, clock } = this.#open();
    if (!subscriptions.isAssigned(partition)) {
      throw new IllegalStateException(
        `You can only check the position for partitions assigned to this consumer; ${partitionName(partition)} is not.`,
      );
    }
    const deadline = new Deadline(clock, timeoutMs);
    do {
      const position = subscriptions.position(partition);
      if (position !== undefined) return position;
      yield* this.#parts.positions.update(deadline);
      yield* network.poll(deadline);
    } while (!deadline.isExpired);
    throw new TimeoutException(
      `Timeout of ${timeoutMs} ms expired before the position for partition ${partitionName(partition)} could be determined.`,
    );
  }

  /** @throws IllegalStateException when the partition is not assigned */
  seek(partition: TopicPartition, offset: number): void {
    const { subscriptions, trace } = this.#open();
    if (!(offset >= 0 && Number.isInteger(offset))) {
      throw new IllegalArgumentException(`seek offset must be a whole number from 0 up, not ${offset}.`);
    }
    subscriptions.seek(partition, offset);
    trace.position(partition, offset, 'seek');
  }

  /** Looked up lazily, by the next poll or `position`. No partitions: all that are assigned. */
  seekToBeginning(partitions: readonly TopicPartition[]): void {
    const { subscriptions } = this.#open();
    const all = partitions.length === 0 ? subscriptions.assignedPartitions : partitions;
    for (const partition of all) subscriptions.requestReset(partition, 'earliest');
  }
  seekToEnd(partitions: readonly TopicPartition[]): void {
    const { subscriptions } = this.#open();
    const all = partitions.length === 0 ? subscriptions.assignedPartitions : partitions;
    for (const partition of all) subscriptions.requestReset(partition, 'latest');
  }

  /** @throws IllegalStateException when a partition is not assigned */
  pause(partitions: readonly TopicPartition[]): void {
    for (const partition of partitions) this.#open().subscriptions.pause(partition);
  }
  resume(partitions: readonly TopicPartition[]): void {
    for (const partition of partitions) this.#open().subscriptions.resume(partition);
  }
  paused(): readonly TopicPartition[] {
    return this.#open().subscriptions.pausedPartitions;
  }

  // Logs

  /** The offsets of the first records, by partition. @throws TimeoutException */
  beginningOffsets(
    partitions: readonly TopicPartition[],
    timeoutMs?: number,
  ): Routine<ReadonlyMap<TopicPartition, number>> {
    this.#open();
    return this.#lookups.ends(partitions, earliestTimestamp, timeoutMs);
  }

  /** The offsets that the next records will have, by partition. @throws TimeoutException */
  endOffsets(partitions: readonly TopicPartition[], timeoutMs?: number): Routine<ReadonlyMap<TopicPartition, number>> {
    this.#open();
    return this.#lookups.ends(partitions, latestTimestamp, timeoutMs);
  }

  /** The first record of each partition from a time on; `undefined`: there is none. @throws TimeoutException */
  offsetsForTimes(
    timestamps: ReadonlyMap<TopicPartition, OffsetTimestamp>,
    timeoutMs?: number,
  ): Routine<ReadonlyMap<TopicPartition, OffsetAndTimestamp | undefined>> {
    this.#open();
    return this.#lookups.offsetsForTimes(timestamps, timeoutMs);
  }

  /** What metadata says of a topic; asked for when it is not known. Empty: there is no such topic. */
  partitionsFor(topic: string, timeoutMs?: number): Routine<readonly PartitionInfo[]> {
    this.#open();
    return this.#lookups.partitionsFor(topic, timeoutMs);
  }

  // The group

  groupMetadata(): ConsumerGroupMetadata {
    this.#open();
    return this.#coordinator().groupMetadata;
  }

  /** The next poll joins again. */
  enforceRebalance(reason?: string): void {
    this.#open();
    if (this.#parts.coordinator === undefined) {
      throw new IllegalStateException('Tried to force a rebalance but consumer does not have a group. Set group.id.');
    }
    this.#parts.coordinator.requestRejoin(
      reason === undefined || reason === '' ? 'rebalance enforced by user' : reason,
    );
  }

  metrics(): ReadonlyMap<string, number> {
    return this.#parts.context.metrics.snapshot();
  }

  /**
   * Commits if the consumer does so by itself, calls the listener, leaves the group. A second call does nothing.
   *
   * @throws KafkaException with what went wrong first as its cause; the consumer is closed all the same
   */
  *close(timeoutMs: number = closeTimeoutMs): Routine<void> {
    if (!(timeoutMs >= 0)) throw new IllegalArgumentException(`The timeout cannot be negative: ${timeoutMs}.`);
    if (this.#isClosed) return;
    const { clock, network, trace } = this.#parts.context;
    let failure: { readonly error: unknown } | undefined;
    try {
      const deadline = new Deadline(clock, Math.min(timeoutMs, this.#config['request.timeout.ms']));
      if (this.#parts.coordinator !== undefined) yield* this.#parts.coordinator.close(deadline);
    } catch (error) {
      failure = { error };
    } finally {
      this.#isClosed = true;
      this.#parts.fetcher.close();
      network.close();
      trace.closed();
    }
    if (failure === undefined) return;
    throw new KafkaException('Failed to close kafka consumer. It is closed all the same; see the cause.', {
      cause: failure.error,
    });
  }

  #open(): ConsumerParts['context'] {
    if (!this.#isClosed) return this.#parts.context;
    throw new IllegalStateException('This consumer has already been closed. Make a new one.');
  }

  #coordinator(): ConsumerCoordinator {
    if (this.#parts.coordinator !== undefined) return this.#parts.coordinator;
    throw new InvalidGroupIdException(
      'To use the group management or offset commit APIs, you must provide a valid group.id in the consumer configuration.',
    );
  }
}
