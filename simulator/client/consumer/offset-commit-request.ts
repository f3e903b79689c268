// Floor 3. One OffsetCommit: who it is sent as, and what its answer means to the member (Kafka:
// ConsumerCoordinator.sendOffsetCommitRequest and OffsetCommitResponseHandler).
import { Future } from '../../kernel/future.ts';
import type { ErrorCode } from '../../protocol/error-code.ts';
import type { CommittedOffset, OffsetCommitResponse } from '../../protocol/requests.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import {
  CommitFailedException,
  CoordinatorNotAvailableException,
  errorFor,
  IllegalArgumentException,
  KafkaException,
  RebalanceInProgressException,
  TopicAuthorizationException,
} from '../errors.ts';
import type { Offsets } from '../records.ts';
import type { GroupContext } from './consumer-context.ts';
import type { CoordinatorDiscovery } from './coordinator-discovery.ts';
import { type Generation, isSameGeneration, noGeneration } from './membership.ts';
import { partitionName } from './partition-order.ts';

const done = Future.of<void>(undefined);

export function sendOffsetCommit(
  context: GroupContext,
  discovery: CoordinatorDiscovery,
  offsets: Offsets,
): Future<void> {
  if (offsets.size === 0) return done;
  if (discovery.isUnknown) return Future.failed(new CoordinatorNotAvailableException());
  const committed = new Map<TopicPartition, CommittedOffset>();
  for (const [partition, { offset, metadata }] of offsets) {
    if (!(offset >= 0 && Number.isInteger(offset))) {
      return Future.failed(
        new IllegalArgumentException(
          `Invalid offset: ${offset} for ${partitionName(partition)}. Offsets are whole numbers from 0 up.`,
        ),
      );
    }
    committed.set(partition, Object.freeze({ offset, leaderEpoch: -1, metadata: metadata ?? '' }));
  }
  const { membership, subscriptions, metrics, clock, groupId } = context;
  const sent = subscriptions.isAutoAssigned ? membership.generationIfStable : noGeneration;
  if (sent === undefined) return Future.failed(notInGroup(membership.isRebalancing));
  return discovery.send(
    'OffsetCommit',
    {
      groupId,
      generationId: sent.generationId,
      memberId: sent.memberId,
      groupInstanceId: subscriptions.isAutoAssigned ? context.groupInstanceId : null,
      offsets: committed,
    },
    (response, sentAtMs) => {
      metrics.committed(clock.now() - sentAtMs);
      answered(context, discovery, response, sent);
    },
  );
}

/** The member is in no generation: only `poll` can help, so nothing is sent. */
function notInGroup(isRebalancing: boolean): KafkaException {
  if (isRebalancing) {
    return new RebalanceInProgressException(
      'Offset commit cannot be completed since the consumer is undergoing a rebalance for auto partition assignment. ' +
        'Complete the rebalance by calling poll(), then commit again what you still own.',
    );
  }
  return new CommitFailedException(
    'Offset commit cannot be completed since the consumer is not part of an active group for auto partition assignment; ' +
      'it is likely that the consumer was kicked out of the group. Its partitions may have new owners already: the next poll() reports them lost.',
  );
}

function answered(
  context: GroupContext,
  discovery: CoordinatorDiscovery,
  response: OffsetCommitResponse,
  sent: Generation,
): void {
  const unauthorized = new Set<string>();
  for (const [partition, error] of response.errors) {
    if (error === 'NONE') continue;
    if (error === 'TOPIC_AUTHORIZATION_FAILED') unauthorized.add(partition.topic);
    else throw failureOf(context, discovery, error, partition, sent);
  }
  if (unauthorized.size > 0) {
    throw new TopicAuthorizationException(`Not authorized to access topics: ${[...unauthorized].join(', ')}`);
  }
}

function failureOf(
  context: GroupContext,
  discovery: CoordinatorDiscovery,
  error: Exclude<ErrorCode, 'NONE'>,
  partition: TopicPartition,
  sent: Generation,
): Error {
  const { membership, groupId } = context;
  const isUnchanged = isSameGeneration(membership.generation, sent);
  switch (error) {
    case 'GROUP_AUTHORIZATION_FAILED':
      return errorFor(error, `group ${groupId}`);
    case 'OFFSET_METADATA_TOO_LARGE':
    case 'INVALID_COMMIT_OFFSET_SIZE':
    case 'COORDINATOR_LOAD_IN_PROGRESS':
    case 'UNKNOWN_TOPIC_OR_PARTITION':
      return errorFor(error, partitionName(partition));
    case 'COORDINATOR_NOT_AVAILABLE':
    case 'NOT_COORDINATOR':
    case 'REQUEST_TIMED_OUT':
      discovery.markUnknown();
      return errorFor(error, `group ${groupId}`);
    case 'FENCED_INSTANCE_ID':
      if (isUnchanged) return errorFor(error, `group ${groupId}`);
      if (membership.state === 'PREPARING_REBALANCE') return staleGeneration();
      return new CommitFailedException();
    case 'REBALANCE_IN_PROGRESS':
      membership.requestRejoin('offset commit failed since group is already rebalancing');
      return new RebalanceInProgressException(
        'Offset commit cannot be completed since the consumer group is executing a rebalance at the moment. ' +
          'Complete the rebalance by calling poll(), then commit again what you still own.',
      );
    case 'UNKNOWN_MEMBER_ID':
    case 'ILLEGAL_GENERATION':
      if (!isUnchanged && membership.state === 'PREPARING_REBALANCE') return staleGeneration();
      membership.resetAndRejoin(`encountered ${error} from OFFSET_COMMIT response`, error !== 'ILLEGAL_GENERATION');
      return new CommitFailedException();
    default:
      return new KafkaException(`Unexpected error in commit: ${error}`);
  }
}

function staleGeneration(): KafkaException {
  return new RebalanceInProgressException(
    "Offset commit cannot be completed since the consumer member's generation is already stale, meaning it has already " +
      'participated another rebalance. Complete it by calling poll(), then commit again what you still own.',
  );
}
