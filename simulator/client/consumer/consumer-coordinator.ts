// Floor 3. The group side of one consumer, put together: what of it happens in a poll, at close, at unsubscribe (Kafka:
// ConsumerCoordinator.poll and close). The parts are in files of their own.
import type { Routine } from '../../kernel/routine.ts';
import type { ConsumerGroupMetadata, ConsumerPartitionAssignor } from '../assignor.ts';
import { IllegalStateException } from '../errors.ts';
import { AutoCommit } from './auto-commit.ts';
import { CommittedOffsetsFetcher } from './committed-offsets.ts';
import type { GroupContext } from './consumer-context.ts';
import { CoordinatorDiscovery } from './coordinator-discovery.ts';
import { Deadline } from './deadline.ts';
import { GroupJoinLoop } from './group-join-loop.ts';
import { GroupWatch } from './group-watch.ts';
import { HeartbeatThread } from './heartbeat.ts';
import { HeartbeatTimers } from './heartbeat-timers.ts';
import { GroupJoin } from './join-group.ts';
import { Assignors } from './leader.ts';
import { leaveGroup } from './leave-group.ts';
import { OffsetCommits } from './offset-commits.ts';
import { Rebalance } from './rebalance.ts';

export class ConsumerCoordinator {
  readonly #context: GroupContext;
  readonly #discovery: CoordinatorDiscovery;
  readonly #timers: HeartbeatTimers;
  readonly #assignors: Assignors;
  readonly #watch: GroupWatch;
  readonly #autoCommit: AutoCommit;
  readonly #rebalance: Rebalance;
  readonly #joinLoop: GroupJoinLoop;
  readonly commits: OffsetCommits;
  readonly committed: CommittedOffsetsFetcher;
  #heartbeat: HeartbeatThread | undefined;

  /** @throws IllegalArgumentException when the assignors have no rebalance protocol in common */
  constructor(context: GroupContext, assignors: readonly ConsumerPartitionAssignor[]) {
    this.#context = context;
    this.#assignors = new Assignors(assignors);
    this.#timers = new HeartbeatTimers(context);
    this.#discovery = new CoordinatorDiscovery(context);
    this.#discovery.onFound = () => this.#timers.resetSession();
    this.#watch = new GroupWatch(context);
    this.commits = new OffsetCommits(context, this.#discovery);
    this.committed = new CommittedOffsetsFetcher(context, this.#discovery);
    this.#autoCommit = new AutoCommit(context, this.commits);
    this.#rebalance = new Rebalance(context, this.#assignors, this.#watch, this.#autoCommit);
    const join = new GroupJoin(context, this.#discovery, this.#assignors, this.#watch);
    join.onJoined = () => this.#heartbeat?.enable();
    this.#joinLoop = new GroupJoinLoop(context, this.#discovery, this.#watch, join, this.#rebalance);
    context.network.onArrival = () => this.#heartbeat?.arrived();
  }

  get hasAssignors(): boolean {
    return !this.#assignors.isEmpty;
  }
  get groupMetadata(): ConsumerGroupMetadata {
    return this.#rebalance.groupMetadata;
  }

  updatePattern(): void {
    this.#watch.updatePattern();
  }

  requestRejoin(reason: string): void {
    this.#context.membership.requestRejoin(reason);
  }

  /**
   * One pass: callbacks of commits, the poll timer, the coordinator, a step of joining (which is not waited for), the automatic commit.
   *
   * @returns whether the member is in its group, so that positions and fetches can be looked after
   */
  *poll(deadline: Deadline): Routine<boolean> {
    const { subscriptions, metadata, network, clock } = this.#context;
    this.#watch.update();
    yield* this.commits.invokeCompleted();
    if (subscriptions.isAutoAssigned) {
      this.#pollHeartbeat();
      if (this.#discovery.isUnknown && !(yield* this.#discovery.ensureReady(deadline))) return false;
      if (this.#joinLoop.isNeededOrPending) {
        if (subscriptions.hasPattern) {
          // All members look at the topics before they join, so that a new topic costs one rebalance, not several.
          if (metadata.timeToAllowUpdateMs() === 0) metadata.requestUpdate(true);
          if (!(yield* network.ensureFreshMetadata(deadline))) return false;
          this.#watch.update();
        }
        if (!(yield* this.#ensureActiveGroup(new Deadline(clock, 0)))) return false;
      }
    } else {
      if (metadata.isUpdateRequested && !network.hasReadyBrokers()) yield* network.awaitMetadataUpdate(deadline);
      yield* network.pollNoWakeup();
    }
    this.#autoCommit.commitIfDue();
    return true;
  }

  commitIfDue(): void {
    this.#autoCommit.commitIfDue();
  }

  /**
   * How long a poll may wait for records before the next `poll` is due. While a join is under way no commit is made, however long
   * it has been due: there is nothing to wake up for.
   *
   * @throws what ended the heartbeats
   */
  get timeToNextPollMs(): number {
    const toHeartbeatMs = this.#timeToNextHeartbeatMs;
    return this.#joinLoop.isNeededOrPending ? toHeartbeatMs : Math.min(this.#autoCommit.timeToNextMs, toHeartbeatMs);
  }

  /** Callback, then LeaveGroup. When the callback throws, nothing is sent. */
  *leave(reason: string): Routine<void> {
    yield* this.#rebalance.leave();
    yield* leaveGroup(this.#context, this.#discovery, reason);
  }

  /** @throws KafkaException with what a callback threw as its cause */
  *close(deadline: Deadline): Routine<void> {
    const { network } = this.#context;
    network.disableWakeups();
    try {
      yield* this.#autoCommit.commitSync(deadline);
      while (this.commits.isAnyWaitingForCoordinator && !deadline.isExpired) {
        yield* this.#discovery.ensureReady(deadline);
        yield* network.poll(deadline);
        yield* this.commits.invokeCompleted();
      }
    } finally {
      this.#heartbeat?.close();
      this.#heartbeat = undefined;
      yield* this.leave('the consumer is being closed');
      const { coordinator } = this.#discovery;
      if (coordinator !== undefined) yield* network.awaitPendingRequests(coordinator, deadline);
    }
  }

  *#ensureActiveGroup(deadline: Deadline): Routine<boolean> {
    if (this.#discovery.isUnknown && !(yield* this.#discovery.ensureReady(deadline))) return false;
    this.#heartbeat ??= new HeartbeatThread(this.#context, this.#discovery, this.#timers, (reason) =>
      leaveGroup(this.#context, this.#discovery, reason),
    );
    return yield* this.#joinLoop.run(deadline);
  }

  get #timeToNextHeartbeatMs(): number {
    if (this.#context.membership.hasNotJoined) return Number.POSITIVE_INFINITY;
    const failure = this.#heartbeat?.failure;
    if (failure !== undefined) throw failure.error;
    return this.#timers.timeToNextHeartbeatMs;
  }

  #pollHeartbeat(): void {
    const heartbeat = this.#heartbeat;
    if (heartbeat === undefined) return;
    if (heartbeat.failure !== undefined) {
      // Thrown once; the next poll begins anew.
      this.#heartbeat = undefined;
      throw heartbeat.failure.error;
    }
    if (this.#timers.isHeartbeatDue) heartbeat.notify();
    this.#timers.polled();
  }

  /** @throws IllegalStateException without an assignor */
  checkAssignors(): void {
    if (this.hasAssignors) return;
    throw new IllegalStateException(
      'Must configure at least one partition assignor in partition.assignment.strategy before you subscribe: [RangeAssignor], for example.',
    );
  }
}
