// Floor 3. The loop that brings a consumer into its group, whatever is answered (Kafka: AbstractCoordinator.joinGroupIfNeeded). It is
// left when the time is used up, and taken up where it was by the next poll.
import type { Routine } from '../../kernel/routine.ts';
import {
  IllegalGenerationException,
  MemberIdRequiredException,
  RebalanceInProgressException,
  UnknownMemberIdException,
} from '../errors.ts';
import type { GroupContext } from './consumer-context.ts';
import { type CoordinatorDiscovery, isRetriable } from './coordinator-discovery.ts';
import type { Deadline } from './deadline.ts';
import type { GroupWatch } from './group-watch.ts';
import type { GroupJoin } from './join-group.ts';
import type { Rebalance } from './rebalance.ts';

export class GroupJoinLoop {
  readonly #context: GroupContext;
  readonly #discovery: CoordinatorDiscovery;
  readonly #watch: GroupWatch;
  readonly #join: GroupJoin;
  readonly #rebalance: Rebalance;

  constructor(
    context: GroupContext,
    discovery: CoordinatorDiscovery,
    watch: GroupWatch,
    join: GroupJoin,
    rebalance: Rebalance,
  ) {
    this.#context = context;
    this.#discovery = discovery;
    this.#watch = watch;
    this.#join = join;
    this.#rebalance = rebalance;
  }

  /** Whether the consumer has to join, or a join has to be brought to its end. */
  get isNeededOrPending(): boolean {
    const { membership, subscriptions } = this.#context;
    if (!subscriptions.isAutoAssigned) return false;
    const reason = this.#watch.reasonToRejoin;
    if (reason !== undefined) {
      membership.requestRejoinIfNecessary(reason);
      return true;
    }
    return membership.isRejoinNeeded || this.#join.isPending;
  }

  /**
   * @returns whether the member is in the group, with an assignment, before the time is used up
   * @throws what a callback threw, as cause of a KafkaException; what the coordinator refuses for good
   */
  *run(deadline: Deadline): Routine<boolean> {
    const { membership, network, config } = this.#context;
    while (this.isNeededOrPending) {
      if (this.#discovery.isUnknown && !(yield* this.#discovery.ensureReady(deadline))) return false;
      if (membership.needsJoinPrepare) {
        // Set before: when a callback throws, the preparation is not repeated.
        membership.needsJoinPrepare = false;
        if (!(yield* this.#rebalance.prepare(deadline, membership.generation))) {
          membership.needsJoinPrepare = true;
          return false;
        }
      }
      const joining = this.#join.initiate();
      yield* network.pollUntil(joining, deadline);
      const outcome = joining.outcome;
      if (outcome === undefined) return false;
      if ('value' in outcome) {
        yield* this.#complete(outcome.value);
        continue;
      }
      this.#join.forget();
      const { error } = outcome;
      if (!(error instanceof MemberIdRequiredException)) {
        membership.requestRejoin(`rebalance failed due to ${error instanceof Error ? error.name : String(error)}`);
      }
      if (isRetriedAtOnce(error)) continue;
      if (!isRetriable(error)) throw error;
      if (deadline.isExpired) return false;
      yield* deadline.sleep(config['retry.backoff.ms']);
    }
    return true;
  }

  *#complete(assignment: unknown): Routine<void> {
    const { membership } = this.#context;
    const { generation, state } = membership;
    if (!membership.isGenerationReset && state === 'STABLE') {
      // The join stays pending until the callbacks are through: if they are interrupted, the next poll completes it again.
      yield* this.#rebalance.complete(generation, assignment);
      this.#join.forget();
      membership.needsJoinPrepare = true;
    } else {
      membership.resetAndRejoin(
        `rebalance failed since the generation/state was modified to ${generation.generationId}/${state} before the rebalance callback triggered`,
        true,
      );
      this.#join.forget();
    }
  }
}

function isRetriedAtOnce(error: unknown): boolean {
  return (
    error instanceof UnknownMemberIdException ||
    error instanceof IllegalGenerationException ||
    error instanceof RebalanceInProgressException ||
    error instanceof MemberIdRequiredException
  );
}
