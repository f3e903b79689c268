// Floor 3. Errors that any broker answers with about topics, partitions and requests. Knows nothing of groups.
import { ApiException, AuthorizationException, InvalidMetadataException } from './base.ts';

/** The broker failed in a way that has no name of its own (Kafka: `common.errors.UnknownServerException`). */
export class UnknownServerException extends ApiException {
  override readonly name: string = 'UnknownServerException';
  protected static override readonly defaultMessage: string =
    'The broker failed unexpectedly. Look at what happened to the broker at this time.';
}

/** The broker does not host this partition: there is no such topic or partition, or it has moved (Kafka: `common.errors.UnknownTopicOrPartitionException`). */
export class UnknownTopicOrPartitionException extends InvalidMetadataException {
  override readonly name: string = 'UnknownTopicOrPartitionException';
  protected static override readonly defaultMessage: string =
    'There is no such topic or partition. Check the name, or create the topic.';
}

/** The partition has no leader now; its broker is down or a new one is being chosen (Kafka: `common.errors.LeaderNotAvailableException`). */
export class LeaderNotAvailableException extends InvalidMetadataException {
  override readonly name: string = 'LeaderNotAvailableException';
  protected static override readonly defaultMessage: string =
    'The partition has no leader at the moment. Call again when a replica of it has been elected.';
}

/** The broker that was asked does not lead this partition any more (Kafka: `common.errors.NotLeaderOrFollowerException`). */
export class NotLeaderOrFollowerException extends InvalidMetadataException {
  override readonly name: string = 'NotLeaderOrFollowerException';
  protected static override readonly defaultMessage: string =
    'Another broker leads this partition now. The client asks for the leader again by itself; call again.';
}

/** The topic's name is not allowed (Kafka: `common.errors.InvalidTopicException`). */
export class InvalidTopicException extends ApiException {
  override readonly name: string = 'InvalidTopicException';
  protected static override readonly defaultMessage: string =
    'This is no name for a topic. Use 1 to 249 letters, digits, dots, underscores and hyphens, and neither "." nor "..".';
}

/** The client may not use the topic (Kafka: `common.errors.TopicAuthorizationException`). */
export class TopicAuthorizationException extends AuthorizationException {
  override readonly name: string = 'TopicAuthorizationException';
  protected static override readonly defaultMessage: string =
    'The client is not allowed to use this topic. Grant it READ (to produce: WRITE) on the topic.';
}

/** There is a topic of this name already (Kafka: `common.errors.TopicExistsException`). */
export class TopicExistsException extends ApiException {
  override readonly name: string = 'TopicExistsException';
  protected static override readonly defaultMessage: string =
    'A topic of this name exists already. Choose another name; createPartitions adds partitions to a topic.';
}

/** A number of partitions that the topic cannot have (Kafka: `common.errors.InvalidPartitionsException`). */
export class InvalidPartitionsException extends ApiException {
  override readonly name: string = 'InvalidPartitionsException';
  protected static override readonly defaultMessage: string =
    'A topic has at least 1 partition, and partitions can only be added. Ask for a total that is larger than the present one.';
}

/** A number of replicas that these brokers cannot give (Kafka: `common.errors.InvalidReplicationFactorException`). */
export class InvalidReplicationFactorException extends ApiException {
  override readonly name: string = 'InvalidReplicationFactorException';
  protected static override readonly defaultMessage: string =
    'Each replica needs a broker of its own. Choose a replication factor from 1 to the number of brokers.';
}

/** The request makes no sense to the broker (Kafka: `common.errors.InvalidRequestException`). */
export class InvalidRequestException extends ApiException {
  override readonly name: string = 'InvalidRequestException';
  protected static override readonly defaultMessage: string =
    'The broker could not make sense of the request. Check the arguments of the call.';
}

/**
 * A batch does not follow the one before it from the same idempotent producer: a record in between was lost (Kafka:
 * `common.errors.OutOfOrderSequenceException`).
 */
export class OutOfOrderSequenceException extends ApiException {
  override readonly name: string = 'OutOfOrderSequenceException';
  protected static override readonly defaultMessage: string =
    'A record that this producer sent before is missing in the log. Find out which records have arrived before you send more.';
}
