// Floor 3. Committed offsets, as the coordinator tells them (Kafka: ConsumerCoordinator.fetchCommittedOffsets). Positions are set from
// them elsewhere.
import { Future } from '../../kernel/future.ts';
import type { Routine } from '../../kernel/routine.ts';
import type { OffsetFetchResponse } from '../../protocol/requests.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import {
  CoordinatorNotAvailableException,
  errorFor,
  GroupAuthorizationException,
  KafkaException,
  TopicAuthorizationException,
  UnstableOffsetCommitException,
} from '../errors.ts';
import type { OffsetAndMetadata } from '../records.ts';
import type { GroupContext } from './consumer-context.ts';
import { type CoordinatorDiscovery, isRetriable } from './coordinator-discovery.ts';
import type { Deadline } from './deadline.ts';
import type { Generation } from './membership.ts';
import { partitionName } from './partition-order.ts';
import { containsAll } from './subscription-state.ts';

/** By partition; `undefined`: nothing is committed. */
export type CommittedOffsets = ReadonlyMap<TopicPartition, OffsetAndMetadata | undefined>;

interface Pending {
  readonly partitions: ReadonlySet<TopicPartition>;
  readonly generation: Generation | undefined;
  readonly result: Future<CommittedOffsets>;
}

export class CommittedOffsetsFetcher {
  readonly #context: GroupContext;
  readonly #discovery: CoordinatorDiscovery;
  /** A request that an earlier poll did not wait for to the end. */
  #pending: Pending | undefined;

  constructor(context: GroupContext, discovery: CoordinatorDiscovery) {
    this.#context = context;
    this.#discovery = discovery;
  }

  /** @returns `undefined` when the time is used up; the next call for the same partitions waits for the same answer */
  *fetch(partitions: ReadonlySet<TopicPartition>, deadline: Deadline): Routine<CommittedOffsets | undefined> {
    if (partitions.size === 0) return new Map();
    const { membership, network, retryBackoff } = this.#context;
    const generation = membership.generationIfStable;
    if (this.#pending !== undefined && !isSameRequest(this.#pending, partitions, generation)) this.#pending = undefined;
    let attempts = 0;
    do {
      if (!(yield* this.#discovery.ensureReady(deadline))) return undefined;
      this.#pending ??= { partitions: new Set(partitions), generation, result: this.#send(partitions) };
      const { result } = this.#pending;
      yield* network.pollUntil(result, deadline);
      const { outcome } = result;
      if (outcome === undefined) return undefined;
      this.#pending = undefined;
      if ('value' in outcome) return outcome.value;
      if (!isRetriable(outcome.error)) throw outcome.error;
      yield* deadline.sleep(retryBackoff.afterMs(attempts++));
    } while (!deadline.isExpired);
    return undefined;
  }

  #send(partitions: ReadonlySet<TopicPartition>): Future<CommittedOffsets> {
    if (this.#discovery.isUnknown) return Future.failed(new CoordinatorNotAvailableException());
    const { groupId } = this.#context;
    const request = { groupId, partitions: [...partitions], requireStable: true };
    return this.#discovery.send('OffsetFetch', request, (response) => this.#answered(response));
  }

  #answered({ error, offsets }: OffsetFetchResponse): CommittedOffsets {
    const { groupId } = this.#context;
    if (error !== 'NONE') {
      if (error === 'COORDINATOR_NOT_AVAILABLE' || error === 'NOT_COORDINATOR') this.#discovery.markUnknown();
      if (error === 'GROUP_AUTHORIZATION_FAILED') {
        throw new GroupAuthorizationException(`Not authorized to access group: ${groupId}`);
      }
      const failure = errorFor(error, `group ${groupId}`);
      throw failure.retriable ? failure : new KafkaException(`Unexpected error in fetch offset response: ${error}`);
    }
    const unauthorized = new Set<string>();
    let isUnstable = false;
    const committed = new Map<TopicPartition, OffsetAndMetadata | undefined>();
    for (const [partition, { error: partitionError, offset, metadata }] of offsets) {
      if (partitionError === 'TOPIC_AUTHORIZATION_FAILED') unauthorized.add(partition.topic);
      else if (partitionError === 'UNSTABLE_OFFSET_COMMIT') isUnstable = true;
      else if (partitionError === 'UNKNOWN_TOPIC_OR_PARTITION') {
        throw new KafkaException(`Topic or Partition ${partitionName(partition)} does not exist`);
      } else if (partitionError !== 'NONE') {
        throw new KafkaException(
          `Unexpected error in fetch offset response for partition ${partitionName(partition)}: ${partitionError}`,
        );
      } else if (offset < 0) committed.set(partition, undefined);
      else committed.set(partition, Object.freeze({ offset, metadata }));
    }
    if (unauthorized.size > 0) {
      throw new TopicAuthorizationException(`Not authorized to access topics: ${[...unauthorized].join(', ')}`);
    }
    if (isUnstable) throw new UnstableOffsetCommitException();
    return committed;
  }
}

function isSameRequest(
  pending: Pending,
  partitions: ReadonlySet<TopicPartition>,
  generation: Generation | undefined,
): boolean {
  return (
    pending.generation === generation &&
    pending.partitions.size === partitions.size &&
    containsAll(pending.partitions, partitions)
  );
}
