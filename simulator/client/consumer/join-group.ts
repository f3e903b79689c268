// Floor 3. JoinGroup and SyncGroup: from "I want in" to an assignment (Kafka: AbstractCoordinator.initiateJoinGroup with the two
// response handlers). What a member does before and after is in `rebalance.ts`, how it is retried in `group-join-loop.ts`.
import { Future } from '../../kernel/future.ts';
import type { Routine } from '../../kernel/routine.ts';
import type { ErrorCode } from '../../protocol/error-code.ts';
import type { JoinGroupProtocol, JoinGroupResponse, SyncGroupResponse } from '../../protocol/requests.ts';
import {
  errorFor,
  GroupAuthorizationException,
  IllegalGenerationException,
  InconsistentGroupProtocolException,
  KafkaException,
  RetriableException,
} from '../errors.ts';
import type { GroupContext } from './consumer-context.ts';
import type { CoordinatorDiscovery } from './coordinator-discovery.ts';
import type { GroupWatch } from './group-watch.ts';
import { type Assignors, assignGroup } from './leader.ts';
import { type Generation, isSameGeneration } from './membership.ts';

const protocolType = 'consumer';
/** Kafka: JOIN_GROUP_TIMEOUT_LAPSE. How much longer a JoinGroup may take than the coordinator can hold it. */
const joinTimeoutLapseMs = 5000;

/** JoinGroup was answered after the member had left already. */
class UnjoinedGroupException extends RetriableException {
  override readonly name = 'UnjoinedGroupException';
}

export class GroupJoin {
  readonly #context: GroupContext;
  readonly #discovery: CoordinatorDiscovery;
  readonly #assignors: Assignors;
  readonly #watch: GroupWatch;
  /** The join under way, or answered but not taken up: it survives a poll that ends early, or is woken up. */
  #joining: Future<unknown> | undefined;
  /** Called when JoinGroup was answered: heartbeats are due from now on. */
  onJoined: (() => void) | undefined;

  constructor(context: GroupContext, discovery: CoordinatorDiscovery, assignors: Assignors, watch: GroupWatch) {
    this.#context = context;
    this.#discovery = discovery;
    this.#assignors = assignors;
    this.#watch = watch;
  }

  get isPending(): boolean {
    return this.#joining !== undefined;
  }

  forget(): void {
    this.#joining = undefined;
  }

  /** Sends JoinGroup, unless one is under way. The result is the assignment as SyncGroup gave it. */
  initiate(): Future<unknown> {
    if (this.#joining !== undefined) return this.#joining;
    const { membership, metrics } = this.#context;
    membership.joining();
    metrics.rebalanceStarted();
    // Asks the assignors, which may throw: then there is no join under way.
    const protocols = this.#assignors.protocols(this.#context, this.#watch.joining());
    const joining = new Future<unknown>();
    this.#joining = joining;
    joining.onDone((outcome) => {
      if ('error' in outcome) metrics.rebalanceFailed();
    });
    this.#sendJoinGroup(protocols, joining);
    return joining;
  }

  #sendJoinGroup(protocols: readonly JoinGroupProtocol[], joining: Future<unknown>): void {
    const { config, groupId, groupInstanceId, membership } = this.#context;
    const sent = membership.generation;
    const rebalanceTimeoutMs = config['max.poll.interval.ms'];
    this.#discovery.sendInSteps(
      'JoinGroup',
      {
        groupId,
        memberId: sent.memberId,
        groupInstanceId,
        protocolType,
        protocols,
        sessionTimeoutMs: config['session.timeout.ms'],
        rebalanceTimeoutMs,
        reason: membership.rejoinReason,
      },
      (response, sentAtMs) => this.#joinAnswered(response, sent, sentAtMs, joining),
      joining,
      Math.max(config['request.timeout.ms'], rebalanceTimeoutMs + joinTimeoutLapseMs),
    );
  }

  *#joinAnswered(
    response: JoinGroupResponse,
    sent: Generation,
    sentAtMs: number,
    joining: Future<unknown>,
  ): Routine<void> {
    const { membership, metrics, clock } = this.#context;
    if (response.error !== 'NONE') {
      joining.fail(this.#joinFailed(response, response.error, sent));
      return;
    }
    if (response.protocolType !== null && response.protocolType !== protocolType) {
      joining.fail(new InconsistentGroupProtocolException());
      return;
    }
    metrics.joined(clock.now() - sentAtMs);
    if (membership.state !== 'PREPARING_REBALANCE') {
      joining.fail(new UnjoinedGroupException());
      return;
    }
    const { generationId, memberId, protocolName } = response;
    membership.joined({ generationId, memberId, protocolName });
    this.onJoined?.();
    if (response.leader !== memberId) {
      this.#sendSyncGroup(new Map(), joining);
      return;
    }
    let assignments: ReadonlyMap<string, unknown>;
    try {
      assignments = yield* this.#context.monitor.hold(
        assignGroup(this.#context, this.#assignors, this.#watch, response),
      );
    } catch (error) {
      joining.fail(error);
      return;
    }
    this.#sendSyncGroup(assignments, joining);
  }

  #joinFailed(response: JoinGroupResponse, error: Exclude<ErrorCode, 'NONE'>, sent: Generation): Error {
    const { membership, groupId } = this.#context;
    switch (error) {
      case 'UNKNOWN_MEMBER_ID':
        if (isSameGeneration(membership.generation, sent)) {
          membership.resetAndRejoin('encountered UNKNOWN_MEMBER_ID from JOIN_GROUP response', true);
        }
        return errorFor(error, `group ${groupId}`);
      case 'COORDINATOR_NOT_AVAILABLE':
      case 'NOT_COORDINATOR':
        this.#discovery.markUnknown();
        return errorFor(error, `group ${groupId}`);
      case 'MEMBER_ID_REQUIRED':
        membership.giveMemberId(response.memberId);
        membership.requestRejoin(`need to re-join with the given member-id: ${response.memberId}`);
        return errorFor(error, `group ${groupId}`);
      case 'COORDINATOR_LOAD_IN_PROGRESS':
      case 'FENCED_INSTANCE_ID':
      case 'INCONSISTENT_GROUP_PROTOCOL':
      case 'INVALID_SESSION_TIMEOUT':
      case 'INVALID_GROUP_ID':
      case 'GROUP_MAX_SIZE_REACHED':
      case 'GROUP_AUTHORIZATION_FAILED':
      case 'REBALANCE_IN_PROGRESS':
        return errorFor(error, `group ${groupId}`);
      default:
        return new KafkaException(`Unexpected error in join group response: ${error}`);
    }
  }

  #sendSyncGroup(assignments: ReadonlyMap<string, unknown>, joining: Future<unknown>): void {
    const { groupId, groupInstanceId, membership } = this.#context;
    const sent = membership.generation;
    const synced = this.#discovery.send(
      'SyncGroup',
      {
        groupId,
        generationId: sent.generationId,
        memberId: sent.memberId,
        groupInstanceId,
        protocolType,
        protocolName: sent.protocolName,
        assignments,
      },
      (response, sentAtMs) => this.#syncAnswered(response, sent, sentAtMs),
    );
    synced.onDone((outcome) => {
      if ('error' in outcome) joining.fail(outcome.error);
      else joining.succeed(outcome.value);
    });
  }

  #syncAnswered(response: SyncGroupResponse, sent: Generation, sentAtMs: number): unknown {
    const { membership, metrics, clock } = this.#context;
    if (response.error !== 'NONE') throw this.#syncFailed(response.error, sent);
    if (response.protocolType !== null && response.protocolType !== protocolType) {
      throw new InconsistentGroupProtocolException();
    }
    metrics.synced(clock.now() - sentAtMs);
    if (membership.isGenerationReset || membership.state !== 'COMPLETING_REBALANCE') {
      // Meanwhile a heartbeat found out that the generation is over: this error makes the member join again at once.
      throw new IllegalGenerationException();
    }
    if (response.protocolName !== null && response.protocolName !== membership.generation.protocolName) {
      throw new InconsistentGroupProtocolException();
    }
    membership.synced();
    metrics.rebalanceCompleted();
    return response.assignment;
  }

  #syncFailed(error: Exclude<ErrorCode, 'NONE'>, sent: Generation): Error {
    const { membership, groupId } = this.#context;
    switch (error) {
      case 'GROUP_AUTHORIZATION_FAILED':
        return new GroupAuthorizationException(`Not authorized to access group: ${groupId}`);
      case 'REBALANCE_IN_PROGRESS':
      case 'FENCED_INSTANCE_ID':
        return errorFor(error, `group ${groupId}`);
      case 'UNKNOWN_MEMBER_ID':
      case 'ILLEGAL_GENERATION':
        if (isSameGeneration(membership.generation, sent)) {
          membership.resetAndRejoin(`encountered ${error} from SYNC_GROUP response`, error !== 'ILLEGAL_GENERATION');
        }
        return errorFor(error, `group ${groupId}`);
      case 'COORDINATOR_NOT_AVAILABLE':
      case 'NOT_COORDINATOR':
        this.#discovery.markUnknown();
        return errorFor(error, `group ${groupId}`);
      default:
        return new KafkaException(`Unexpected error from SyncGroup: ${error}`);
    }
  }
}
