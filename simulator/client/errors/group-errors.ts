// Floor 3. Errors that a group coordinator answers with. Knows neither the requests nor when they fail.
import { ApiException, AuthorizationException, RetriableException } from './base.ts';

/** The coordinator does not know this member: it was removed, or the group is gone (Kafka: `common.errors.UnknownMemberIdException`). */
export class UnknownMemberIdException extends ApiException {
  override readonly name: string = 'UnknownMemberIdException';
  protected static override readonly defaultMessage: string =
    'The coordinator does not know this member any more. Poll again: the consumer loses its partitions and joins anew.';
}

/** The generation that the request names is not the group's current one (Kafka: `common.errors.IllegalGenerationException`). */
export class IllegalGenerationException extends ApiException {
  override readonly name: string = 'IllegalGenerationException';
  protected static override readonly defaultMessage: string =
    'The group has gone on to another generation. Poll again: the consumer loses its partitions and rejoins.';
}

/** The group rebalances, and this member has to rejoin first (Kafka: `common.errors.RebalanceInProgressException`). Poll, then commit again. */
export class RebalanceInProgressException extends ApiException {
  override readonly name: string = 'RebalanceInProgressException';
  protected static override readonly defaultMessage: string =
    'The group is rebalancing and this member has not got its new assignment yet. Call poll() to complete the rebalance, then commit again what you still own.';
}

/**
 * Another consumer has joined with the same `group.instance.id`, and the older one is out (Kafka: `common.errors.FencedInstanceIdException`). Close
 * this consumer. Each running instance needs an id of its own.
 */
export class FencedInstanceIdException extends ApiException {
  override readonly name: string = 'FencedInstanceIdException';
  protected static override readonly defaultMessage: string =
    'Another consumer of the group runs with the same group.instance.id and has taken this one’s place. Close this consumer; give each running instance an id of its own.';
}

/** The member's assignors have none in common with those of the group (Kafka: `common.errors.InconsistentGroupProtocolException`). */
export class InconsistentGroupProtocolException extends ApiException {
  override readonly name: string = 'InconsistentGroupProtocolException';
  protected static override readonly defaultMessage: string =
    'No assignor of this member is offered by every other member of the group. Change partition.assignment.strategy so that all members share one, ' +
    'over two rolling restarts when the group is to move from one assignor to another.';
}

/** The group has as many members as `group.max.size` allows (Kafka: `common.errors.GroupMaxSizeReachedException`). */
export class GroupMaxSizeReachedException extends ApiException {
  override readonly name: string = 'GroupMaxSizeReachedException';
  protected static override readonly defaultMessage: string =
    'The group is full. Stop another member, or raise group.max.size of the brokers.';
}

/** `session.timeout.ms` is outside of what the brokers allow (Kafka: `common.errors.InvalidSessionTimeoutException`). */
export class InvalidSessionTimeoutException extends ApiException {
  override readonly name: string = 'InvalidSessionTimeoutException';
  protected static override readonly defaultMessage: string =
    'The brokers do not allow this session.timeout.ms. Choose one from group.min.session.timeout.ms (default 6000) to group.max.session.timeout.ms (default 1800000).';
}

/** The group id cannot be used (Kafka: `common.errors.InvalidGroupIdException`). */
export class InvalidGroupIdException extends ApiException {
  override readonly name: string = 'InvalidGroupIdException';
  protected static override readonly defaultMessage: string =
    'This needs a group: set group.id to a name that is not empty.';
}

/** The client may not use the group (Kafka: `common.errors.GroupAuthorizationException`). */
export class GroupAuthorizationException extends AuthorizationException {
  override readonly name: string = 'GroupAuthorizationException';
  protected static override readonly defaultMessage: string =
    'The client is not allowed to use this group. Grant it READ on the group, or use another group.id.';
}

/** The member needs the id that the answer gave it before it may join; the consumer does so by itself (Kafka: `common.errors.MemberIdRequiredException`). */
export class MemberIdRequiredException extends ApiException {
  override readonly name: string = 'MemberIdRequiredException';
  protected static override readonly defaultMessage: string =
    'The member has to join with the member id that it has just been given. Consumers do this by themselves.';
}

/** The coordinator of this group is not to be found now (Kafka: `common.errors.CoordinatorNotAvailableException`). */
export class CoordinatorNotAvailableException extends RetriableException {
  override readonly name: string = 'CoordinatorNotAvailableException';
  protected static override readonly defaultMessage: string =
    'The group has no coordinator at the moment. The client looks for it again by itself; call again.';
}

/** The broker that was asked does not coordinate this group any more (Kafka: `common.errors.NotCoordinatorException`). */
export class NotCoordinatorException extends RetriableException {
  override readonly name: string = 'NotCoordinatorException';
  protected static override readonly defaultMessage: string =
    'This broker no longer coordinates the group. The client looks for the coordinator again by itself; call again.';
}

/** A broker has just taken over the group and still reads `__consumer_offsets` (Kafka: `common.errors.CoordinatorLoadInProgressException`). */
export class CoordinatorLoadInProgressException extends RetriableException {
  override readonly name: string = 'CoordinatorLoadInProgressException';
  protected static override readonly defaultMessage: string =
    'The coordinator has just taken over and is still loading the group. Call again.';
}

/** The metadata beside a committed offset is longer than `offset.metadata.max.bytes` (Kafka: `common.errors.OffsetMetadataTooLarge`). */
export class OffsetMetadataTooLarge extends ApiException {
  override readonly name: string = 'OffsetMetadataTooLarge';
  protected static override readonly defaultMessage: string =
    'The metadata that goes with the committed offset is too long. Shorten it, or raise offset.metadata.max.bytes of the brokers.';
}

/** A commit is too large to be stored (Kafka: `common.errors.InvalidCommitOffsetSizeException`). */
export class InvalidCommitOffsetSizeException extends ApiException {
  override readonly name: string = 'InvalidCommitOffsetSizeException';
  protected static override readonly defaultMessage: string =
    'The commit is too large for the log of offsets. Commit fewer partitions at a time.';
}

/** A transaction has not decided yet about the offsets that were asked for (Kafka: `common.errors.UnstableOffsetCommitException`). */
export class UnstableOffsetCommitException extends RetriableException {
  override readonly name: string = 'UnstableOffsetCommitException';
  protected static override readonly defaultMessage: string =
    'A transaction over these offsets is not finished. Call again.';
}

/** The group has members; the call needs a group without (Kafka: `common.errors.GroupNotEmptyException`). */
export class GroupNotEmptyException extends ApiException {
  override readonly name: string = 'GroupNotEmptyException';
  protected static override readonly defaultMessage: string =
    'The group is not empty. Stop its consumers, wait until they have left or their sessions have ended, and call again.';
}

/** There is no such group (Kafka: `common.errors.GroupIdNotFoundException`). */
export class GroupIdNotFoundException extends ApiException {
  override readonly name: string = 'GroupIdNotFoundException';
  protected static override readonly defaultMessage: string =
    'There is no such group. Check the name; a group without members and offsets is removed.';
}

/** The group consumes the topic whose offsets were to be deleted (Kafka: `common.errors.GroupSubscribedToTopicException`). */
export class GroupSubscribedToTopicException extends ApiException {
  override readonly name: string = 'GroupSubscribedToTopicException';
  protected static override readonly defaultMessage: string =
    'The group subscribes to this topic. Stop the consumers that do before its offsets are deleted.';
}
