// Floor 3. From the error code of a response to the exception that stands for it (Kafka: `common.protocol.Errors.exception`).
import type { ErrorCode } from '../../protocol/error-code.ts';
import type { KafkaException } from '../../protocol/kafka-exception.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import * as broker from './broker-errors.ts';
import { OffsetOutOfRangeException, TimeoutException } from './client-errors.ts';
import * as group from './group-errors.ts';

/** An error code that is one: anything but `NONE`. */
export type FailureCode = Exclude<ErrorCode, 'NONE'>;

type Raise = new (message?: string, options?: ErrorOptions) => KafkaException;

const nowhere: ReadonlyMap<TopicPartition, number> = new Map();

const exceptions: Readonly<Record<Exclude<FailureCode, 'OFFSET_OUT_OF_RANGE'>, Raise>> = {
  UNKNOWN_SERVER_ERROR: broker.UnknownServerException,
  UNKNOWN_TOPIC_OR_PARTITION: broker.UnknownTopicOrPartitionException,
  LEADER_NOT_AVAILABLE: broker.LeaderNotAvailableException,
  NOT_LEADER_OR_FOLLOWER: broker.NotLeaderOrFollowerException,
  REQUEST_TIMED_OUT: TimeoutException,
  OFFSET_METADATA_TOO_LARGE: group.OffsetMetadataTooLarge,
  COORDINATOR_LOAD_IN_PROGRESS: group.CoordinatorLoadInProgressException,
  COORDINATOR_NOT_AVAILABLE: group.CoordinatorNotAvailableException,
  NOT_COORDINATOR: group.NotCoordinatorException,
  INVALID_TOPIC_EXCEPTION: broker.InvalidTopicException,
  ILLEGAL_GENERATION: group.IllegalGenerationException,
  INCONSISTENT_GROUP_PROTOCOL: group.InconsistentGroupProtocolException,
  INVALID_GROUP_ID: group.InvalidGroupIdException,
  UNKNOWN_MEMBER_ID: group.UnknownMemberIdException,
  INVALID_SESSION_TIMEOUT: group.InvalidSessionTimeoutException,
  REBALANCE_IN_PROGRESS: group.RebalanceInProgressException,
  INVALID_COMMIT_OFFSET_SIZE: group.InvalidCommitOffsetSizeException,
  TOPIC_AUTHORIZATION_FAILED: broker.TopicAuthorizationException,
  GROUP_AUTHORIZATION_FAILED: group.GroupAuthorizationException,
  TOPIC_ALREADY_EXISTS: broker.TopicExistsException,
  INVALID_PARTITIONS: broker.InvalidPartitionsException,
  INVALID_REPLICATION_FACTOR: broker.InvalidReplicationFactorException,
  OUT_OF_ORDER_SEQUENCE_NUMBER: broker.OutOfOrderSequenceException,
  INVALID_REQUEST: broker.InvalidRequestException,
  NON_EMPTY_GROUP: group.GroupNotEmptyException,
  GROUP_ID_NOT_FOUND: group.GroupIdNotFoundException,
  MEMBER_ID_REQUIRED: group.MemberIdRequiredException,
  GROUP_MAX_SIZE_REACHED: group.GroupMaxSizeReachedException,
  FENCED_INSTANCE_ID: group.FencedInstanceIdException,
  GROUP_SUBSCRIBED_TO_TOPIC: group.GroupSubscribedToTopicException,
  UNSTABLE_OFFSET_COMMIT: group.UnstableOffsetCommitException,
};

/**
 * A new exception for an error code.
 *
 * @param context what the error is about, put before what to do: `group orders-app`, `orders-3`
 */
export function errorFor(code: FailureCode, context?: string): KafkaException {
  if (code === 'OFFSET_OUT_OF_RANGE') return new OffsetOutOfRangeException(nowhere);
  const Exception = exceptions[code];
  const exception = new Exception();
  return context === undefined ? exception : new Exception(`${context}: ${exception.message}`);
}

/** Whether the same request may be answered otherwise when it is sent again. */
export function isRetriable(code: FailureCode): boolean {
  return errorFor(code).retriable;
}
