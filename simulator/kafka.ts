// The public face of the client: what `import ... from 'kafka'` gives. All that a learner imports.
export { Admin } from './client/admin/admin.ts';
export {
  type ConsumerGroupDescription,
  type ConsumerGroupListing,
  type ListOffsetsResultInfo,
  type MemberDescription,
  type NewTopic,
  OffsetSpec,
  type RemoveMembersOptions,
  type TopicDescription,
} from './client/admin/admin-types.ts';
export type {
  Assignment,
  ConsumerGroupMetadata,
  ConsumerPartitionAssignor,
  RebalanceProtocol,
  Subscription,
} from './client/assignor.ts';
export type { Cluster, Node, PartitionInfo } from './client/cluster-metadata.ts';
export {
  ApiException,
  AuthorizationException,
  CommitFailedException,
  ConcurrentModificationException,
  ConfigException,
  CoordinatorLoadInProgressException,
  CoordinatorNotAvailableException,
  DisconnectException,
  FencedInstanceIdException,
  GroupAuthorizationException,
  GroupIdNotFoundException,
  GroupMaxSizeReachedException,
  GroupNotEmptyException,
  GroupSubscribedToTopicException,
  IllegalArgumentException,
  IllegalGenerationException,
  IllegalStateException,
  InconsistentGroupProtocolException,
  InvalidCommitOffsetSizeException,
  InvalidGroupIdException,
  InvalidMetadataException,
  InvalidOffsetException,
  InvalidPartitionsException,
  InvalidReplicationFactorException,
  InvalidRequestException,
  InvalidSessionTimeoutException,
  InvalidTopicException,
  KafkaException,
  LeaderNotAvailableException,
  MemberIdRequiredException,
  NetworkException,
  NoOffsetForPartitionException,
  NotCoordinatorException,
  NotLeaderOrFollowerException,
  OffsetMetadataTooLarge,
  OffsetOutOfRangeException,
  OutOfOrderSequenceException,
  RebalanceInProgressException,
  type Retriable,
  RetriableCommitFailedException,
  RetriableException,
  TimeoutException,
  TopicAuthorizationException,
  TopicExistsException,
  UnknownMemberIdException,
  UnknownServerException,
  UnknownTopicOrPartitionException,
  UnstableOffsetCommitException,
  WakeupException,
} from './client/errors.ts';
export { KafkaConsumer } from './client/kafka-consumer.ts';
export type { ConsumerRebalanceListener, OffsetCommitCallback } from './client/kafka-consumer-listener.ts';
export { KafkaProducer } from './client/producer/kafka-producer.ts';
export type { ProducerRecord, RecordMetadata } from './client/producer/producer-record.ts';
export type {
  ConsumerRecord,
  ConsumerRecords,
  OffsetAndMetadata,
  OffsetAndTimestamp,
  Offsets,
} from './client/records.ts';
export { sleep } from './client/sleep.ts';
export type { AdminConfigInput } from './protocol/config/admin-config.ts';
export type { AssignorClass, ConsumerConfigInput } from './protocol/config/consumer-config.ts';
export type { ProducerConfigInput } from './protocol/config/producer-config.ts';
export { type TopicPartition, topicPartition } from './protocol/topic-partition.ts';
