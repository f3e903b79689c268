// Floor 4. Error codes as the command shows them: an exception of Kafka's client with its message (Kafka: Errors).
import type { ErrorCode } from '../../protocol/error-code.ts';

/** `org.apache.kafka.common.errors.GroupNotEmptyException: The group is not empty.` */
export function javaException(error: ErrorCode): string {
  const known = exceptions[error];
  return `org.apache.kafka.common.errors.${known === undefined ? error : `${known[0]}: ${known[1]}`}`;
}

/** Those that group administration can be answered with. */
const exceptions: Partial<Record<ErrorCode, readonly [name: string, message: string]>> = {
  UNKNOWN_SERVER_ERROR: [
    'UnknownServerException',
    'The server experienced an unexpected error when processing the request.',
  ],
  UNKNOWN_TOPIC_OR_PARTITION: ['UnknownTopicOrPartitionException', 'This server does not host this topic-partition.'],
  COORDINATOR_LOAD_IN_PROGRESS: [
    'CoordinatorLoadInProgressException',
    "The coordinator is loading and hence can't process requests.",
  ],
  COORDINATOR_NOT_AVAILABLE: ['CoordinatorNotAvailableException', 'The coordinator is not available.'],
  NOT_COORDINATOR: ['NotCoordinatorException', 'This is not the correct coordinator.'],
  INVALID_GROUP_ID: ['InvalidGroupIdException', 'The configured groupId is invalid.'],
  UNKNOWN_MEMBER_ID: ['UnknownMemberIdException', 'The coordinator is not aware of this member.'],
  TOPIC_AUTHORIZATION_FAILED: ['TopicAuthorizationException', 'Topic authorization failed.'],
  GROUP_AUTHORIZATION_FAILED: ['GroupAuthorizationException', 'Group authorization failed.'],
  NON_EMPTY_GROUP: ['GroupNotEmptyException', 'The group is not empty.'],
  GROUP_ID_NOT_FOUND: ['GroupIdNotFoundException', 'The group id does not exist.'],
  GROUP_SUBSCRIBED_TO_TOPIC: [
    'GroupSubscribedToTopicException',
    'Deleting offsets of a topic is forbidden while the consumer group is actively subscribed to it.',
  ],
};
