// Floor 3. Commits that the consumer makes by itself (`enable.auto.commit`): by the interval, before a rebalance, at close (Kafka:
// ConsumerCoordinator.maybeAutoCommitOffsetsAsync and its kin).
import type { Future } from '../../kernel/future.ts';
import type { Routine } from '../../kernel/routine.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import { RetriableCommitFailedException, WakeupException } from '../errors.ts';
import type { OffsetAndMetadata, Offsets } from '../records.ts';
import type { GroupContext } from './consumer-context.ts';
import { isRetriable } from './coordinator-discovery.ts';
import { Deadline } from './deadline.ts';
import type { OffsetCommits } from './offset-commits.ts';
import type { SubscriptionState } from './subscription-state.ts';

export class AutoCommit {
  readonly #context: GroupContext;
  readonly #commits: OffsetCommits;
  readonly #isOn: boolean;
  readonly #next: Deadline;
  /** The commit that a preparation for a rebalance waits for. */
  #beforeRevocation: Future<void> | undefined;

  constructor(context: GroupContext, commits: OffsetCommits) {
    this.#context = context;
    this.#commits = commits;
    this.#isOn = context.config['enable.auto.commit'];
    this.#next = new Deadline(context.clock, context.config['auto.commit.interval.ms']);
  }

  /** Infinity when the consumer does not commit by itself. */
  get timeToNextMs(): number {
    return this.#isOn ? this.#next.remainingMs : Number.POSITIVE_INFINITY;
  }

  /** The interval begins anew. */
  restart(): void {
    this.#next.reset(this.#context.config['auto.commit.interval.ms']);
  }

  /** Commits if the interval is over: the positions, so what earlier polls returned. */
  commitIfDue(): void {
    if (!this.#isOn || !this.#next.isExpired) return;
    this.restart();
    this.#commitAsync();
  }

  /**
   * Commits before partitions are given up, and waits for the answer, in several polls if need be.
   *
   * @param deadline of this poll
   * @param prepareDeadline of the whole preparation; when it is over the rebalance goes on without the commit
   * @param onSend called before positions are read
   * @returns whether the rebalance can go on
   */
  *beforeRevocation(deadline: Deadline, prepareDeadline: Deadline, onSend: () => void): Routine<boolean> {
    const { network, config } = this.#context;
    if (this.#isOn && this.#beforeRevocation === undefined) {
      onSend();
      this.#beforeRevocation = this.#commitAsync();
    }
    const commit = this.#beforeRevocation;
    if (commit === undefined) return true;
    const waitDeadline = deadline.remainingMs < prepareDeadline.remainingMs ? deadline : prepareDeadline;
    yield* network.pollUntil(commit, waitDeadline);
    const { outcome } = commit;
    if (outcome !== undefined) this.#beforeRevocation = undefined;
    const isToBeRetried = outcome === undefined || ('error' in outcome && isRetriable(outcome.error));
    if (isToBeRetried && !prepareDeadline.isExpired) {
      yield* waitDeadline.sleep(config['retry.backoff.ms']);
      return false;
    }
    this.#beforeRevocation = undefined;
    return true;
  }

  /** At close. Failures are not thrown, as those of other commits that the application did not ask for. */
  *commitSync(deadline: Deadline): Routine<void> {
    if (!this.#isOn) return;
    try {
      yield* this.#commits.commitSync(consumedOffsets(this.#context.subscriptions), deadline, 'auto');
    } catch (error) {
      if (error instanceof WakeupException) throw error;
    }
  }

  #commitAsync(): Future<void> | undefined {
    const { subscriptions, config } = this.#context;
    const next = this.#next;
    return this.#commits.commitAsync(consumedOffsets(subscriptions), 'auto', (_offsets, error) => {
      if (error instanceof RetriableCommitFailedException) next.reset(config['retry.backoff.ms']);
      return undefined;
    });
  }
}

/** What a commit without arguments commits: the position of each assigned partition that has one. */
export function consumedOffsets(subscriptions: SubscriptionState): Offsets {
  const offsets = new Map<TopicPartition, OffsetAndMetadata>();
  for (const [partition, offset] of subscriptions.allConsumed()) offsets.set(partition, { offset });
  return offsets;
}
