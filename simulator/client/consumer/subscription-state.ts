// Floor 3. What a consumer subscribes to, what it is assigned, and how far it is in each partition (Kafka: SubscriptionState). Sends
// nothing. Keeps count of partitions without a position, so that a poll with nothing to do looks at none of them.
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import { IllegalStateException } from '../errors.ts';
import type { CoreListener } from './core-listener.ts';
import { partitionName, sortedPartitions } from './partition-order.ts';
import { isFetchable, newPartitionState, type OffsetReset, type PartitionState } from './partition-state.ts';

type SubscriptionType = 'NONE' | 'AUTO_TOPICS' | 'AUTO_PATTERN' | 'USER_ASSIGNED';

const noTopics: ReadonlySet<string> = new Set();
const noPartitions: readonly TopicPartition[] = Object.freeze([]);

export class SubscriptionState {
  #type: SubscriptionType = 'NONE';
  #topics: ReadonlySet<string> = noTopics;
  #pattern: RegExp | undefined;
  #groupTopics: ReadonlySet<string> = noTopics;
  #assigned = new Map<TopicPartition, PartitionState>();
  #assignedList: readonly TopicPartition[] = noPartitions;
  readonly #initializing = new Set<TopicPartition>();
  readonly #awaitingReset = new Set<TopicPartition>();
  #fetchRevision = 0;
  listener: CoreListener | undefined;
  /** Told of each change of the assignment. */
  onAssignment: (() => void) | undefined;

  // Subscription

  get isSubscribedOrAssigned(): boolean {
    return this.#type !== 'NONE';
  }
  get hasPattern(): boolean {
    return this.#type === 'AUTO_PATTERN';
  }
  /** Whether the group decides what is assigned. */
  get isAutoAssigned(): boolean {
    return this.#type === 'AUTO_TOPICS' || this.#type === 'AUTO_PATTERN';
  }

  /** @returns whether the topics are others than before */
  subscribe(topics: ReadonlySet<string>, listener: CoreListener | undefined): boolean {
    this.listener = listener;
    this.#setType('AUTO_TOPICS');
    return this.#changeTopics(topics);
  }

  subscribePattern(pattern: RegExp, listener: CoreListener | undefined): void {
    this.listener = listener;
    this.#setType('AUTO_PATTERN');
    // As in Java a pattern matches a whole name.
    this.#pattern = new RegExp(`^(?:${pattern.source})$`, pattern.flags.replace(/[gy]/g, ''));
  }

  subscribeFromPattern(topics: ReadonlySet<string>): boolean {
    return this.#changeTopics(topics);
  }

  matchesPattern(topic: string): boolean {
    return this.#pattern?.test(topic) === true;
  }

  unsubscribe(): void {
    this.#type = 'NONE';
    this.#topics = noTopics;
    this.#groupTopics = noTopics;
    this.#pattern = undefined;
    this.#assign(noPartitions);
  }

  /** The subscribed topics; none when partitions were assigned by hand. */
  get topics(): ReadonlySet<string> {
    return this.isAutoAssigned ? this.#topics : noTopics;
  }

  /** The leader also watches what the others subscribe to. @returns whether that is more than its own */
  groupSubscribe(topics: ReadonlySet<string>): boolean {
    this.#groupTopics = new Set(topics);
    return !containsAll(this.#topics, topics);
  }

  resetGroupSubscription(): void {
    this.#groupTopics = noTopics;
  }

  get metadataTopics(): ReadonlySet<string> {
    if (this.#groupTopics.size === 0) return this.#topics;
    if (containsAll(this.#groupTopics, this.#topics)) return this.#groupTopics;
    return new Set([...this.#groupTopics, ...this.#topics]);
  }

  // Assignment

  /** In order, frozen; the same list until the assignment changes. */
  get assignedPartitions(): readonly TopicPartition[] {
    return this.#assignedList;
  }
  get assignedCount(): number {
    return this.#assigned.size;
  }

  /** @returns whether other topics are needed than before */
  assignFromUser(partitions: readonly TopicPartition[]): boolean {
    this.#setType('USER_ASSIGNED');
    const sorted = sortedPartitions(partitions);
    const isSame =
      sorted.length === this.#assignedList.length && sorted.every((partition) => this.#assigned.has(partition));
    if (isSame) return false;
    this.#assign(sorted);
    return this.#changeTopics(new Set(sorted.map((partition) => partition.topic)));
  }

  matchesSubscription(partitions: readonly TopicPartition[]): boolean {
    return partitions.every(({ topic }) =>
      this.#pattern === undefined ? this.#topics.has(topic) : this.matchesPattern(topic),
    );
  }

  /** What stays keeps its position and whether it is paused. */
  assignFromSubscribed(partitions: readonly TopicPartition[]): void {
    this.#assign(partitions);
  }

  isAssigned(partition: TopicPartition): boolean {
    return this.#assigned.has(partition);
  }

  // Fetching

  /** Changes whenever another set of partitions, or another offset, may have to be fetched. */
  get fetchRevision(): number {
    return this.#fetchRevision;
  }

  state(partition: TopicPartition): PartitionState | undefined {
    return this.#assigned.get(partition);
  }

  isFetchable(partition: TopicPartition): boolean {
    const state = this.#assigned.get(partition);
    return state !== undefined && isFetchable(state);
  }

  *fetchable(): Iterable<readonly [TopicPartition, PartitionState]> {
    for (const entry of this.#assigned) if (isFetchable(entry[1])) yield entry;
  }

  pause(partition: TopicPartition): void {
    this.#existing(partition).isPaused = true;
    this.#fetchRevision++;
  }
  resume(partition: TopicPartition): void {
    this.#existing(partition).isPaused = false;
    this.#fetchRevision++;
  }
  get pausedPartitions(): readonly TopicPartition[] {
    return Object.freeze(this.#assignedList.filter((partition) => this.#assigned.get(partition)?.isPaused));
  }

  markPendingRevocation(): void {
    for (const state of this.#assigned.values()) state.isPendingRevocation = true;
  }

  // Positions

  get hasAllPositions(): boolean {
    return this.#initializing.size === 0 && this.#awaitingReset.size === 0;
  }
  get initializingPartitions(): ReadonlySet<TopicPartition> {
    return this.#initializing;
  }

  /** @throws IllegalStateException when the partition is not assigned */
  position(partition: TopicPartition): number | undefined {
    const state = this.#existing(partition);
    return state.fetchState === 'FETCHING' ? state.position : undefined;
  }

  /** @throws IllegalStateException when the partition is not assigned */
  seek(partition: TopicPartition, offset: number): void {
    const state = this.#existing(partition);
    state.fetchState = 'FETCHING';
    state.position = offset;
    state.reset = undefined;
    state.nextRetryAtMs = 0;
    this.#initializing.delete(partition);
    this.#awaitingReset.delete(partition);
    this.#fetchRevision++;
  }

  /** @throws IllegalStateException when the partition is not assigned */
  requestReset(partition: TopicPartition, reset: OffsetReset): void {
    const state = this.#existing(partition);
    state.fetchState = 'AWAIT_RESET';
    state.position = -1;
    state.reset = reset;
    state.nextRetryAtMs = 0;
    this.#initializing.delete(partition);
    this.#awaitingReset.add(partition);
    this.#fetchRevision++;
  }

  partitionsNeedingReset(nowMs: number): readonly TopicPartition[] {
    return [...this.#awaitingReset].filter((partition) => nowMs >= this.#existing(partition).nextRetryAtMs);
  }

  setNextRetry(partitions: Iterable<TopicPartition>, atMs: number): void {
    for (const partition of partitions) {
      const state = this.#assigned.get(partition);
      if (state !== undefined) state.nextRetryAtMs = atMs;
    }
  }

  /** The next offset of each partition that has one: what a commit without arguments commits. */
  allConsumed(): Map<TopicPartition, number> {
    const consumed = new Map<TopicPartition, number>();
    for (const [partition, state] of this.#assigned) {
      if (state.fetchState === 'FETCHING') consumed.set(partition, state.position);
    }
    return consumed;
  }

  #setType(type: SubscriptionType): void {
    if (this.#type !== 'NONE' && this.#type !== type) {
      throw new IllegalStateException(
        'Subscription to topics, partitions and pattern are mutually exclusive. Call unsubscribe() before you change from one to another.',
      );
    }
    this.#type = type;
  }

  #changeTopics(topics: ReadonlySet<string>): boolean {
    if (topics.size === this.#topics.size && containsAll(this.#topics, topics)) return false;
    this.#topics = new Set([...topics].sort());
    return true;
  }

  #assign(partitions: readonly TopicPartition[]): void {
    const assigned = new Map<TopicPartition, PartitionState>();
    for (const partition of partitions) assigned.set(partition, this.#assigned.get(partition) ?? newPartitionState());
    this.#assigned = assigned;
    this.#assignedList = partitions;
    this.#initializing.clear();
    this.#awaitingReset.clear();
    for (const [partition, state] of assigned) {
      if (state.fetchState === 'INITIALIZING') this.#initializing.add(partition);
      else if (state.fetchState === 'AWAIT_RESET') this.#awaitingReset.add(partition);
    }
    this.#fetchRevision++;
    this.onAssignment?.();
  }

  #existing(partition: TopicPartition): PartitionState {
    const state = this.#assigned.get(partition);
    if (state !== undefined) return state;
    throw new IllegalStateException(
      `No current assignment for partition ${partitionName(partition)}: this consumer does not own it (any more). assignment() tells what it owns.`,
    );
  }
}

export function containsAll<T>(set: ReadonlySet<T>, values: Iterable<T>): boolean {
  for (const value of values) if (!set.has(value)) return false;
  return true;
}
