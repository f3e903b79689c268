// Floor 3. Every error that a client raises, under one roof: classes with Kafka's names, and the way from an error code to them.
export { ConfigException, KafkaException, type Retriable } from '../protocol/kafka-exception.ts';
export {
  ApiException,
  AuthorizationException,
  ConcurrentModificationException,
  IllegalArgumentException,
  IllegalStateException,
  InvalidMetadataException,
  RetriableException,
} from './errors/base.ts';
export {
  InvalidPartitionsException,
  InvalidReplicationFactorException,
  InvalidRequestException,
  InvalidTopicException,
  LeaderNotAvailableException,
  NotLeaderOrFollowerException,
  OutOfOrderSequenceException,
  TopicAuthorizationException,
  TopicExistsException,
  UnknownServerException,
  UnknownTopicOrPartitionException,
} from './errors/broker-errors.ts';
export {
  CommitFailedException,
  DisconnectException,
  InvalidOffsetException,
  NetworkException,
  NoOffsetForPartitionException,
  OffsetOutOfRangeException,
  RetriableCommitFailedException,
  TimeoutException,
  WakeupException,
} from './errors/client-errors.ts';
export { errorFor, type FailureCode, isRetriable } from './errors/error-for.ts';
export {
  CoordinatorLoadInProgressException,
  CoordinatorNotAvailableException,
  FencedInstanceIdException,
  GroupAuthorizationException,
  GroupIdNotFoundException,
  GroupMaxSizeReachedException,
  GroupNotEmptyException,
  GroupSubscribedToTopicException,
  IllegalGenerationException,
  InconsistentGroupProtocolException,
  InvalidCommitOffsetSizeException,
  InvalidGroupIdException,
  InvalidSessionTimeoutException,
  MemberIdRequiredException,
  NotCoordinatorException,
  OffsetMetadataTooLarge,
  RebalanceInProgressException,
  UnknownMemberIdException,
  UnstableOffsetCommitException,
} from './errors/group-errors.ts';
