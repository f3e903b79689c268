// Floor 3. What a member does before it joins, once it has its assignment, and before it leaves: which callbacks run, in which order,
// with what (Kafka: ConsumerCoordinator.onJoinPrepare, onJoinComplete, onLeavePrepare). Sends no request of the group.
import type { Routine } from '../../kernel/routine.ts';
import type { ConsumerProtocolAssignment } from '../../protocol/consumer-protocol.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import type { ConsumerGroupMetadata } from '../assignor.ts';
import { IllegalStateException, KafkaException } from '../errors.ts';
import type { AutoCommit } from './auto-commit.ts';
import type { GroupContext } from './consumer-context.ts';
import { Deadline } from './deadline.ts';
import type { GroupWatch } from './group-watch.ts';
import type { Assignors } from './leader.ts';
import { type CallbackFailure, invokeListener } from './listener-invoker.ts';
import type { Generation } from './membership.ts';
import { partitionsWithout, sortedPartitions } from './partition-order.ts';

const none: readonly TopicPartition[] = Object.freeze([]);

export class Rebalance {
  readonly #context: GroupContext;
  readonly #assignors: Assignors;
  readonly #watch: GroupWatch;
  readonly #autoCommit: AutoCommit;
  /** Bounds all tries of one preparation: however the commit fares, the member joins in time. */
  #prepareDeadline: Deadline | undefined;
  groupMetadata: ConsumerGroupMetadata;

  constructor(context: GroupContext, assignors: Assignors, watch: GroupWatch, autoCommit: AutoCommit) {
    this.#context = context;
    this.#assignors = assignors;
    this.#watch = watch;
    this.#autoCommit = autoCommit;
    this.groupMetadata = this.#groupMetadataOf(-1, '');
  }

  /**
   * Before JoinGroup: commits positions where the consumer does so by itself, then gives up what has to be given up.
   *
   * @param generation the member's when the preparation began; a commit may reset it meanwhile
   * @returns whether it is done; if not, the next poll goes on with it
   * @throws KafkaException with what a callback threw as its cause
   */
  *prepare(deadline: Deadline, generation: Generation): Routine<boolean> {
    const { subscriptions, clock, config } = this.#context;
    this.#prepareDeadline ??= new Deadline(clock, config['max.poll.interval.ms']);
    const markRevoked = (): void => {
      // What is returned to the application after the commit was sent would be read again by the next owner.
      if (this.#assignors.protocol === 'EAGER') subscriptions.markPendingRevocation();
    };
    if (!(yield* this.#autoCommit.beforeRevocation(deadline, this.#prepareDeadline, markRevoked))) return false;
    const failure = yield* this.#giveUpBeforeJoin(generation);
    this.#watch.isLeader = false;
    subscriptions.resetGroupSubscription();
    this.#prepareDeadline = undefined;
    throwFailure(failure);
    return true;
  }

  /** After SyncGroup. @throws KafkaException with what a callback or the assignor threw as its cause */
  *complete(generation: Generation, received: unknown): Routine<void> {
    const { subscriptions, membership } = this.#context;
    const { generationId, memberId, protocolName } = generation;
    this.#watch.forgetAssignmentUnlessLeader();
    const assignor = this.#assignors.byName(protocolName);
    this.groupMetadata = this.#groupMetadataOf(generationId, memberId);
    const owned = subscriptions.assignedPartitions;
    const assignment = assignmentOf(received);
    const assigned = sortedPartitions(assignment.assignedPartitions);
    if (!subscriptions.matchesSubscription(assigned)) {
      membership.requestRejoin('received assignment does not match the current subscription');
      return;
    }
    const added = partitionsWithout(assigned, owned);
    let failure: CallbackFailure;
    if (this.#assignors.protocol === 'COOPERATIVE') {
      const revoked = partitionsWithout(owned, assigned);
      if (revoked.length > 0) {
        failure = yield* invokeListener(this.#context, 'onPartitionsRevoked', revoked);
        membership.requestRejoin('need to revoke partitions and re-join');
      }
    }
    this.#watch.addAssignedTopics(new Set(assigned.map((partition) => partition.topic)));
    try {
      assignor.onAssignment?.({ partitions: assigned, userData: assignment.userData }, this.groupMetadata);
    } catch (error) {
      failure ??= { error };
    }
    this.#autoCommit.restart();
    subscriptions.assignFromSubscribed(assigned);
    const ofAssigned = yield* invokeListener(this.#context, 'onPartitionsAssigned', added);
    failure ??= ofAssigned;
    if (failure !== undefined && failure.error instanceof KafkaException) throw failure.error;
    throwFailure(failure);
  }

  /** Before the consumer leaves by itself. @throws KafkaException with what a callback threw as its cause */
  *leave(): Routine<void> {
    const { subscriptions, membership } = this.#context;
    const dropped = subscriptions.assignedPartitions;
    if (!subscriptions.isAutoAssigned || dropped.length === 0) return;
    const isLost = !membership.hasGeneration || membership.isRebalancing;
    const failure = yield* invokeListener(this.#context, isLost ? 'onPartitionsLost' : 'onPartitionsRevoked', dropped);
    subscriptions.assignFromSubscribed(none);
    throwFailure(failure);
  }

  *#giveUpBeforeJoin(generation: Generation): Routine<CallbackFailure> {
    const { subscriptions } = this.#context;
    const owned = subscriptions.assignedPartitions;
    if (generation.generationId === -1 || generation.memberId === '') {
      if (owned.length === 0) return undefined;
      const failure = yield* invokeListener(this.#context, 'onPartitionsLost', owned);
      subscriptions.assignFromSubscribed(none);
      return failure;
    }
    if (this.#assignors.protocol === 'EAGER') {
      const failure = yield* invokeListener(this.#context, 'onPartitionsRevoked', owned);
      subscriptions.assignFromSubscribed(none);
      return failure;
    }
    const unsubscribed = owned.filter((partition) => !subscriptions.topics.has(partition.topic));
    if (unsubscribed.length === 0) return undefined;
    const revoked = Object.freeze(unsubscribed);
    const failure = yield* invokeListener(this.#context, 'onPartitionsRevoked', revoked);
    subscriptions.assignFromSubscribed(partitionsWithout(owned, revoked));
    return failure;
  }

  #groupMetadataOf(generationId: number, memberId: string): ConsumerGroupMetadata {
    const { groupId, groupInstanceId } = this.#context;
    return Object.freeze({ groupId, generationId, memberId, groupInstanceId: groupInstanceId ?? undefined });
  }
}

function throwFailure(failure: CallbackFailure): void {
  if (failure === undefined) return;
  throw new KafkaException(
    'User rebalance callback throws an error. The rebalance was finished all the same; see the cause.',
    { cause: failure.error },
  );
}

/** @throws IllegalStateException for an assignment of zero bytes */
function assignmentOf(received: unknown): ConsumerProtocolAssignment {
  if (isConsumerAssignment(received)) return received;
  throw new IllegalStateException(
    'There are insufficient bytes available to read assignment from the sync-group response: the leader gave this member no entry. ' +
      'An assignor must return an assignment for every member, also an empty one.',
  );
}

function isConsumerAssignment(received: unknown): received is ConsumerProtocolAssignment {
  return typeof received === 'object' && received !== null && 'assignedPartitions' in received;
}
