// Floor 3. commitSync and commitAsync (Kafka: ConsumerCoordinator.commitOffsetsSync and commitOffsetsAsync). What one request
// is answered with is judged in `offset-commit-request.ts`.
import type { Future } from '../../kernel/future.ts';
import { type Routine, start } from '../../kernel/routine.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import { FencedInstanceIdException, RetriableCommitFailedException } from '../errors.ts';
import type { Offsets } from '../records.ts';
import type { GroupContext } from './consumer-context.ts';
import { type CoordinatorDiscovery, isRetriable } from './coordinator-discovery.ts';
import type { Deadline } from './deadline.ts';
import { sendOffsetCommit } from './offset-commit-request.ts';

/** How an asynchronous commit ended. Called in a later poll, commitSync or commitAsync, in the order of the commits. */
export type CommitCallback = (offsets: Offsets, error: unknown) => Routine<void> | undefined;

interface Completed {
  readonly mode: 'async' | 'auto';
  readonly offsets: Offsets;
  readonly error: unknown;
  readonly callback: CommitCallback | undefined;
}

export class OffsetCommits {
  readonly #context: GroupContext;
  readonly #discovery: CoordinatorDiscovery;
  readonly #completed: Completed[] = [];
  #inFlight = 0;
  /** Asynchronous commits that wait for the coordinator to be found. */
  #waitingForCoordinator = 0;
  #isFenced = false;

  constructor(context: GroupContext, discovery: CoordinatorDiscovery) {
    this.#context = context;
    this.#discovery = discovery;
  }

  get isAnyWaitingForCoordinator(): boolean {
    return this.#waitingForCoordinator > 0;
  }

  /** Runs the callbacks that are due. @throws FencedInstanceIdException from the time an asynchronous commit was fenced */
  *invokeCompleted(): Routine<void> {
    if (this.#isFenced) {
      throw new FencedInstanceIdException(
        `Another consumer uses group.instance.id ${this.#context.groupInstanceId}: an asynchronous commit of this one was fenced.`,
      );
    }
    for (;;) {
      const completed = this.#completed.shift();
      if (completed === undefined) return;
      // A consumer that commits by itself does so before its first rebalance, too, when it has nothing to commit.
      if (completed.mode !== 'auto' || completed.offsets.size > 0) {
        this.#context.trace.committed(completed.mode, offsetsOf(completed.offsets), completed.error);
      }
      const steps = completed.callback?.(completed.offsets, completed.error);
      if (steps !== undefined) yield* steps;
    }
  }

  /**
   * Sends the offsets without waiting for the answer.
   *
   * @returns what will come of it; `undefined` while the coordinator is looked for
   */
  commitAsync(offsets: Offsets, mode: 'async' | 'auto', callback?: CommitCallback): Future<void> | undefined {
    const callbacks = start(this.invokeCompleted()).outcome;
    if (callbacks !== undefined && 'error' in callbacks) throw callbacks.error;
    let result: Future<void> | undefined;
    if (offsets.size === 0 || this.#isCoordinatorReady()) {
      result = this.#send(offsets, mode, callback);
    } else {
      this.#waitingForCoordinator++;
      this.#discovery.lookup().onDone((outcome) => {
        this.#waitingForCoordinator--;
        if ('error' in outcome) {
          const error = new RetriableCommitFailedException(undefined, { cause: outcome.error });
          this.#completed.push({ mode, offsets, error, callback });
        } else {
          this.#send(offsets, mode, callback);
          this.#context.network.pollNow();
        }
      });
    }
    this.#context.network.pollNow();
    return result;
  }

  /**
   * Sends the offsets again until they are stored, or refused for good.
   *
   * @param mode `auto`: nobody asked for it
   * @returns whether they are stored before the time is used up
   */
  *commitSync(offsets: Offsets, deadline: Deadline, mode: 'sync' | 'auto' = 'sync'): Routine<boolean> {
    const { network, retryBackoff, trace } = this.#context;
    yield* this.invokeCompleted();
    if (offsets.size === 0) return yield* this.#awaitAsyncCommits(deadline);
    let attempts = 0;
    do {
      if (!(yield* this.#discovery.ensureReady(deadline))) return false;
      const result = sendOffsetCommit(this.#context, this.#discovery, offsets);
      yield* network.pollUntil(result, deadline);
      // Callbacks of commits that were sent before come first.
      yield* this.invokeCompleted();
      const { outcome } = result;
      if (outcome !== undefined) {
        if ('value' in outcome) {
          trace.committed(mode, offsetsOf(offsets));
          return true;
        }
        if (!isRetriable(outcome.error)) {
          trace.committed(mode, offsetsOf(offsets), outcome.error);
          throw outcome.error;
        }
      }
      yield* deadline.sleep(retryBackoff.afterMs(attempts++));
    } while (!deadline.isExpired);
    return false;
  }

  #isCoordinatorReady(): boolean {
    if (!this.#discovery.isUnknown) return true;
    const outcome = start(this.#discovery.ensureReadyAsync()).outcome;
    if (outcome !== undefined && 'error' in outcome) throw outcome.error;
    return outcome?.value === true;
  }

  #send(offsets: Offsets, mode: 'async' | 'auto', callback: CommitCallback | undefined): Future<void> {
    const result = sendOffsetCommit(this.#context, this.#discovery, offsets);
    this.#inFlight++;
    result.onDone((outcome) => {
      this.#inFlight--;
      let error: unknown;
      if ('error' in outcome) {
        error = isRetriable(outcome.error)
          ? new RetriableCommitFailedException(undefined, { cause: outcome.error })
          : outcome.error;
      }
      this.#completed.push({ mode, offsets, error, callback });
      if (error instanceof FencedInstanceIdException) this.#isFenced = true;
    });
    return result;
  }

  /** A commit of nothing still guarantees that the callbacks of earlier commits have run. */
  *#awaitAsyncCommits(deadline: Deadline): Routine<boolean> {
    const { network, retryBackoff } = this.#context;
    if (this.#inFlight === 0) return true;
    let attempts = 0;
    do {
      yield* this.#discovery.ensureReady(deadline);
      yield* network.poll(deadline);
      yield* this.invokeCompleted();
      if (this.#inFlight === 0) return true;
      yield* deadline.sleep(retryBackoff.afterMs(attempts++));
    } while (!deadline.isExpired);
    return false;
  }
}

function offsetsOf(offsets: Offsets): ReadonlyMap<TopicPartition, number> {
  return new Map([...offsets].map(([partition, { offset }]) => [partition, offset]));
}
