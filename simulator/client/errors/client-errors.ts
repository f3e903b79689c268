// Floor 3. Errors that a client raises by itself, without a broker having said so. Knows no request.
import { KafkaException } from '../../protocol/kafka-exception.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import { InvalidMetadataException, RetriableException } from './base.ts';

/**
 * The blocking call was ended by `wakeup()` (Kafka: `common.errors.WakeupException`). It is not a failure: leave the loop and `close()`, or go on
 * polling. A join that was under way is kept and goes on in the next poll.
 */
export class WakeupException extends KafkaException {
  override readonly name: string = 'WakeupException';
  protected static override readonly defaultMessage: string =
    'wakeup() was called. Leave the poll loop and close the consumer, or poll again.';
}

/**
 * The call did not come to its end within its time (Kafka: `common.errors.TimeoutException`). What was sent may still have taken effect at the
 * broker. Call again, or give it a longer timeout (`default.api.timeout.ms` where the call has none of its own).
 */
export class TimeoutException extends RetriableException {
  override readonly name: string = 'TimeoutException';
  protected static override readonly defaultMessage: string =
    'The call ran out of time. Call again, or give it a longer timeout.';
}

/** The connection broke before the answer came (Kafka: `common.errors.DisconnectException`). The broker may have seen the request. */
export class DisconnectException extends RetriableException {
  override readonly name: string = 'DisconnectException';
  protected static override readonly defaultMessage: string =
    'The connection to the broker broke before the answer came. The client connects again by itself; call again.';
}

/** The connection broke before the answer to a produce request came (Kafka: `common.errors.NetworkException`). */
export class NetworkException extends InvalidMetadataException {
  override readonly name: string = 'NetworkException';
  protected static override readonly defaultMessage: string =
    'The connection to the broker broke before the answer came. The record may be in the log or not; send it again only if a duplicate does no harm.';
}

/**
 * The commit cannot succeed any more, because this consumer is no longer in the generation in which it owned the partitions (Kafka:
 * `clients.consumer.CommitFailedException`). Most often the time between two polls exceeded `max.poll.interval.ms`. Do not retry the commit:
 * poll, let `onPartitionsLost` run, and handle again what the next owner reads again.
 */
export class CommitFailedException extends KafkaException {
  override readonly name: string = 'CommitFailedException';
  protected static override readonly defaultMessage: string =
    'The commit was refused: this consumer is not a member of the group’s current generation, so its partitions may belong to another. ' +
    'Most often too much time went by between two polls. Poll again to rejoin; then raise max.poll.interval.ms, or take fewer ' +
    'records in one poll (max.poll.records).';
}

/**
 * An asynchronous commit failed for a reason that may pass; the reason is the `cause` (Kafka: `clients.consumer.RetriableCommitFailedException`). Do not
 * repeat it as it was: a later commit may have succeeded, and this one would set the offset back. Commit the latest positions.
 */
export class RetriableCommitFailedException extends RetriableException {
  override readonly name: string = 'RetriableCommitFailedException';
  protected static override readonly defaultMessage: string =
    'The offsets were not committed, for a reason that may pass (see the cause). Commit the latest positions, not these again.';
}

/** A partition has no usable offset to read from, and the reset policy says to stop (Kafka: `clients.consumer.InvalidOffsetException`). */
export class InvalidOffsetException extends KafkaException {
  override readonly name: string = 'InvalidOffsetException';
}

/** Nothing is committed for these partitions and `auto.offset.reset` is `none` (Kafka: `clients.consumer.NoOffsetForPartitionException`). */
export class NoOffsetForPartitionException extends InvalidOffsetException {
  override readonly name: string = 'NoOffsetForPartitionException';
  readonly #partitions: readonly TopicPartition[];

  constructor(partitions: readonly TopicPartition[], options?: ErrorOptions) {
    super(
      `Nothing is committed for ${namesOf(partitions)}, and auto.offset.reset is none. ` +
        'Call seek() for them, or set auto.offset.reset to earliest or latest.',
      options,
    );
    this.#partitions = Object.freeze([...partitions]);
  }

  /** The partitions without an offset. */
  partitions(): readonly TopicPartition[] {
    return this.#partitions;
  }
}

/**
 * The position lies outside of the log (what it points to was deleted, or never was there) and `auto.offset.reset` is `none` (Kafka:
 * `clients.consumer.OffsetOutOfRangeException`).
 */
export class OffsetOutOfRangeException extends InvalidOffsetException {
  override readonly name: string = 'OffsetOutOfRangeException';
  readonly #offsets: ReadonlyMap<TopicPartition, number>;

  /** @param offsets the offsets that were asked for */
  constructor(offsets: ReadonlyMap<TopicPartition, number>, options?: ErrorOptions) {
    super(
      `The log does not hold ${offsets.size === 0 ? 'the offset that was to be read' : readingsOf(offsets)}. ` +
        'Call seek() to an offset in the log, or set auto.offset.reset to earliest or latest.',
      options,
    );
    this.#offsets = offsets;
  }

  /** The offsets that were asked for. */
  offsetOutOfRangePartitions(): ReadonlyMap<TopicPartition, number> {
    return this.#offsets;
  }

  /** The partitions whose position is outside of their log. */
  partitions(): readonly TopicPartition[] {
    return [...this.#offsets.keys()];
  }
}

function namesOf(partitions: readonly TopicPartition[]): string {
  return partitions.map(({ topic, partition }) => `${topic}-${partition}`).join(', ');
}

function readingsOf(offsets: ReadonlyMap<TopicPartition, number>): string {
  return [...offsets].map(([{ topic, partition }, offset]) => `offset ${offset} of ${topic}-${partition}`).join(', ');
}
