// Floor 3. Gives every assigned partition a position: the committed offset, else what `auto.offset.reset` says (Kafka:
// ClassicKafkaConsumer.updateFetchPositions with OffsetFetcher.resetPositionsIfNeeded).
import type { Routine } from '../../kernel/routine.ts';
import { resetDurationMs } from '../../protocol/config/auto-offset-reset.ts';
import type { OffsetTimestamp } from '../../protocol/requests.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import { NoOffsetForPartitionException } from '../errors.ts';
import type { CommittedOffsetsFetcher } from './committed-offsets.ts';
import type { ConsumerContext } from './consumer-context.ts';
import { isRetriable } from './coordinator-discovery.ts';
import type { Deadline } from './deadline.ts';
import { byLeader, earliestTimestamp, type ListedOffsets, latestTimestamp, sendListOffsets } from './list-offsets.ts';
import { sortedPartitions } from './partition-order.ts';
import type { OffsetReset } from './partition-state.ts';

export class Positions {
  readonly #context: ConsumerContext;
  /** Without a group there are no committed offsets. */
  readonly #committed: CommittedOffsetsFetcher | undefined;
  /** `undefined`: `none`. */
  readonly defaultReset: OffsetReset | undefined;
  /** A failed reset that waits for the next call to throw it. */
  #failure: { readonly error: unknown } | undefined;

  constructor(context: ConsumerContext, committed: CommittedOffsetsFetcher | undefined) {
    this.#context = context;
    this.#committed = committed;
    this.defaultReset = resetOf(context.config['auto.offset.reset']);
  }

  /**
   * Asks for the committed offsets that are missing, and waits for them; then asks for what the reset policy needs, without waiting.
   *
   * @returns `false` when the time is used up before the committed offsets are there
   * @throws NoOffsetForPartitionException when nothing is committed and the policy is `none`
   */
  *update(deadline: Deadline): Routine<boolean> {
    const { subscriptions } = this.#context;
    if (subscriptions.hasAllPositions) return true;
    if (this.#committed !== undefined && !(yield* this.#seekToCommitted(this.#committed, deadline))) return false;
    this.#resetInitializing();
    this.#resetNeeded();
    return true;
  }

  *#seekToCommitted(committed: CommittedOffsetsFetcher, deadline: Deadline): Routine<boolean> {
    const { subscriptions, trace } = this.#context;
    const offsets = yield* committed.fetch(subscriptions.initializingPartitions, deadline);
    if (offsets === undefined) return false;
    for (const [partition, offset] of offsets) {
      if (offset === undefined || !subscriptions.isAssigned(partition)) continue;
      subscriptions.seek(partition, offset.offset);
      trace.position(partition, offset.offset, 'committed');
    }
    return true;
  }

  #resetInitializing(): void {
    const { subscriptions } = this.#context;
    const initializing = [...subscriptions.initializingPartitions];
    if (initializing.length === 0) return;
    const { defaultReset } = this;
    if (defaultReset === undefined) throw new NoOffsetForPartitionException(sortedPartitions(initializing));
    for (const partition of initializing) subscriptions.requestReset(partition, defaultReset);
  }

  #resetNeeded(): void {
    const failure = this.#failure;
    if (failure !== undefined) {
      this.#failure = undefined;
      throw failure.error;
    }
    const { subscriptions, clock, config } = this.#context;
    const now = clock.now();
    const partitions = subscriptions.partitionsNeedingReset(now);
    if (partitions.length === 0) return;
    const timestamps = new Map<TopicPartition, OffsetTimestamp>();
    for (const partition of partitions) {
      const reset = subscriptions.state(partition)?.reset;
      if (reset !== undefined) timestamps.set(partition, timestampOf(reset, now));
    }
    for (const [brokerId, asked] of byLeader(this.#context, timestamps).byBroker) {
      const requested = new Map(
        [...asked.keys()].map((partition) => [partition, subscriptions.state(partition)?.reset]),
      );
      // Not asked for again while the answer may still come.
      subscriptions.setNextRetry(asked.keys(), now + config['request.timeout.ms']);
      sendListOffsets(this.#context, brokerId, asked).onDone((outcome) => {
        if ('value' in outcome) this.#listed(outcome.value, requested);
        else this.#failed(requested.keys(), outcome.error);
      });
    }
  }

  #listed({ found, toRetry }: ListedOffsets, requested: ReadonlyMap<TopicPartition, OffsetReset | undefined>): void {
    const { subscriptions, metadata, clock, config, trace } = this.#context;
    const unanswered = new Set(toRetry);
    for (const [partition, reset] of requested) {
      // A time after the last record: no offset belongs to it, so reading begins at the end.
      if (!found.has(partition) && !toRetry.has(partition) && typeof reset === 'object') {
        if (subscriptions.state(partition)?.reset === reset) subscriptions.requestReset(partition, 'latest');
      }
    }
    if (unanswered.size > 0) {
      subscriptions.setNextRetry(unanswered, clock.now() + config['retry.backoff.ms']);
      metadata.requestUpdate(false);
    }
    for (const [partition, { offset }] of found) {
      const state = subscriptions.state(partition);
      // Unassigned meanwhile, given a position meanwhile, or to be reset in another way: then the answer is of no use.
      if (state === undefined || state.fetchState !== 'AWAIT_RESET' || state.reset !== requested.get(partition))
        continue;
      subscriptions.seek(partition, offset);
      trace.position(partition, offset, 'reset');
    }
  }

  #failed(partitions: Iterable<TopicPartition>, error: unknown): void {
    const { subscriptions, metadata, clock, config } = this.#context;
    subscriptions.setNextRetry(partitions, clock.now() + config['retry.backoff.ms']);
    metadata.requestUpdate(false);
    if (!isRetriable(error)) this.#failure ??= { error };
  }
}

function resetOf(policy: string): OffsetReset | undefined {
  if (policy === 'earliest' || policy === 'latest') return policy;
  const durationMs = resetDurationMs(policy);
  return durationMs === undefined ? undefined : { durationMs };
}

function timestampOf(reset: OffsetReset, nowMs: number): OffsetTimestamp {
  if (reset === 'earliest') return earliestTimestamp;
  if (reset === 'latest') return latestTimestamp;
  return Math.max(0, nowMs - reset.durationMs);
}
