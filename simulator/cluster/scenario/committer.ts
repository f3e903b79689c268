// Floor 4. When the application of a scenario's consumer commits, and what: always what was handled, never a bare position. What the
// client commits by itself (`enable.auto.commit`) is not its matter.
import type { ConsumerCore } from '../../client/consumer/consumer-core.ts';
import {
  CommitFailedException,
  KafkaException,
  RebalanceInProgressException,
  WakeupException,
} from '../../client/errors.ts';
import type { Offsets } from '../../client/records.ts';
import type { Routine } from '../../kernel/routine.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import { HandledOffsets } from './handled-offsets.ts';
import type { HandlerPlan } from './scenario.ts';

export class Committer {
  readonly handled = new HandledOffsets();
  readonly #consumer: ConsumerCore;
  readonly #plan: HandlerPlan;
  #sentAsync: Offsets = new Map();

  constructor(consumer: ConsumerCore, plan: HandlerPlan) {
    this.#consumer = consumer;
    this.#plan = plan;
  }

  /** After a record, where the policy is to commit each. */
  *afterRecord(): Routine<void> {
    if (this.#plan.commit === 'record') yield* this.now();
  }

  /** After everything that there was to handle. */
  *afterBatch(): Routine<void> {
    if (this.#plan.commit === 'async') this.#async();
    else if (this.#plan.commit === 'batch' || this.#plan.commit === 'record') yield* this.now();
  }

  /** Before these partitions are given up. */
  *beforeRevoked(partitions: readonly TopicPartition[]): Routine<void> {
    if (this.#plan.commitOnRevoke) yield* this.sync(this.handled.offsets(partitions));
  }

  *now(): Routine<void> {
    yield* this.sync(this.handled.offsets());
  }

  /** @returns whether it was committed; `false` for a failure that a later commit, or the next owner, can mend */
  *sync(offsets: Offsets): Routine<boolean> {
    if (offsets.size === 0) return true;
    for (;;) {
      try {
        yield* this.#consumer.commitSync(offsets);
        this.handled.committed(offsets);
        return true;
      } catch (error) {
        // Woken up in the middle of it: an application that is asked to end commits once more before it goes.
        if (error instanceof WakeupException) continue;
        if (!isPassing(error)) throw error;
        return false;
      }
    }
  }

  #async(): void {
    const offsets = this.handled.offsets();
    if (offsets.size === 0 || isSame(offsets, this.#sentAsync)) return;
    this.#sentAsync = offsets;
    const commit = () => {
      // A commit that failed is not sent again: a later one may have been accepted, which it would undo.
      this.#consumer.commitAsync(offsets, (_, error) => {
        if (error === undefined) this.handled.committed(offsets);
        return undefined;
      });
    };
    try {
      commit();
    } catch (error) {
      // Where its coordinator cannot be found, commitAsync polls for metadata, and that poll is woken up like any other (Kafka:
      // AbstractCoordinator.ensureCoordinatorReady). An application that is asked to end commits once more before it goes.
      if (!(error instanceof WakeupException)) throw error;
      commit();
    }
  }
}

/** The member is out of its generation, or the broker had no time: the application goes on polling. Anything else ends it. */
function isPassing(error: unknown): boolean {
  return (
    error instanceof CommitFailedException ||
    error instanceof RebalanceInProgressException ||
    (error instanceof KafkaException && error.retriable)
  );
}

function isSame(a: Offsets, b: Offsets): boolean {
  return a.size === b.size && [...a].every(([partition, { offset }]) => b.get(partition)?.offset === offset);
}
