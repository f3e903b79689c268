// Floor 3. What an application gives a consumer to be called: rebalance listeners and commit callbacks. Knows not when they are called.
import type { Routine } from '../kernel/routine.ts';
import type { TopicPartition } from '../protocol/topic-partition.ts';
import type { CoreListener } from './consumer/core-listener.ts';
import { IllegalArgumentException } from './errors.ts';
import type { Offsets } from './records.ts';

/**
 * Is told when partitions come and go (Kafka: `clients.consumer.ConsumerRebalanceListener`). All three are called inside `poll`, `close` and `unsubscribe`,
 * never in between, one at a time; what they return is awaited. Heartbeats go on meanwhile; the rebalance waits, for `max.poll.interval.ms` at most.
 * Inside, calls into the consumer are allowed. What they throw is thrown by that call when the rebalance is done, as the cause of a KafkaException; what is
 * one already, and comes when the assignment is known, as it is. A WakeupException leaves at once, and the rest of the rebalance is left to the next `poll`.
 */
export interface ConsumerRebalanceListener {
  /**
   * These partitions are about to be given up: the last moment to commit what was done. Under an EAGER assignor it is called before each rejoin with
   * everything, also with an empty list; under a COOPERATIVE one only with what really goes, and not at all when nothing does.
   *
   * @param partitions sorted by topic, then partition; still owned: `commitSync` works
   */
  onPartitionsRevoked(partitions: readonly TopicPartition[]): void | Promise<void>;
  /**
   * These partitions are new, after a rebalance. Called after each one, also with an empty list. Under an EAGER assignor these are all that
   * the member has, under a COOPERATIVE one those that it did not have before. `seek` works.
   *
   * @param partitions sorted by topic, then partition
   */
  onPartitionsAssigned(partitions: readonly TopicPartition[]): void | Promise<void>;
  /**
   * These partitions may belong to another member already, perhaps for long: the session or the poll interval was over, or the member was fenced. It is too late
   * to commit; what was done since the last commit may be done again elsewhere. Default: `onPartitionsRevoked`.
   *
   * @param partitions never empty
   */
  onPartitionsLost?(partitions: readonly TopicPartition[]): void | Promise<void>;
}

/**
 * Is told how a `commitAsync` ended (Kafka: `clients.consumer.OffsetCommitCallback`), in a later `poll`, `commitSync` or `commitAsync`, in the order of the commits.
 *
 * @param offsets what was to be committed
 * @param error `undefined`: it was. RetriableCommitFailedException: it may pass, but commit the latest positions, not these again
 */
export type OffsetCommitCallback = (offsets: Offsets, error: Error | undefined) => void | Promise<void>;

/** Runs application code as one of the consumer's callbacks. */
export type RunCallback = <T>(what: string, work: () => T | PromiseLike<T>) => Routine<T>;

/** The listener as the consumer's core calls it. */
export function coreListenerOf(listener: ConsumerRebalanceListener, run: RunCallback): CoreListener {
  if (
    typeof listener !== 'object' ||
    listener === null ||
    typeof listener.onPartitionsRevoked !== 'function' ||
    typeof listener.onPartitionsAssigned !== 'function'
  ) {
    throw new IllegalArgumentException(
      'A rebalance listener is an object with onPartitionsRevoked(partitions) and onPartitionsAssigned(partitions).',
    );
  }
  return {
    onPartitionsRevoked: (partitions) => run('onPartitionsRevoked', () => listener.onPartitionsRevoked(partitions)),
    onPartitionsAssigned: (partitions) => run('onPartitionsAssigned', () => listener.onPartitionsAssigned(partitions)),
    onPartitionsLost: (partitions) =>
      run('onPartitionsLost', () =>
        listener.onPartitionsLost === undefined
          ? listener.onPartitionsRevoked(partitions)
          : listener.onPartitionsLost(partitions),
      ),
  };
}
