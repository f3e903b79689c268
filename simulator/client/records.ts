// Floor 3. What a consumer hands out and is handed: records, and offsets with what belongs to them (Kafka: ConsumerRecord,
// ConsumerRecords, OffsetAndMetadata, OffsetAndTimestamp). Knows neither where they come from nor who owns what.
import type { LoggedRecord } from '../protocol/requests.ts';
import { type TopicPartition, topicPartition } from '../protocol/topic-partition.ts';

/** One record as a consumer reads it (Kafka: `clients.consumer.ConsumerRecord`). Frozen. */
export interface ConsumerRecord<V = unknown> {
  readonly topic: string;
  readonly partition: number;
  /** Its place in the partition's log, from 0. To commit that it was handled, commit `offset + 1`. */
  readonly offset: number;
  /** When it was produced, in ms of virtual time by the producer's clock. */
  readonly timestamp: number;
  readonly key: string | null;
  /** What the producer sent; cannot be changed. */
  readonly value: V;
}

const none: readonly never[] = Object.freeze([]);

/**
 * What one `poll` returned: records by partition, in the order of their offsets (Kafka: `clients.consumer.ConsumerRecords`). Iterate it for all
 * records, one partition after another. Between partitions there is no order.
 */
export class ConsumerRecords<V = unknown> implements Iterable<ConsumerRecord<V>> {
  /** What a poll that found nothing returns. */
  static readonly empty: ConsumerRecords<never> = new ConsumerRecords<never>(new Map());

  readonly #logged: ReadonlyMap<TopicPartition, readonly LoggedRecord[]>;
  readonly #records = new Map<TopicPartition, readonly ConsumerRecord<V>[]>();
  readonly #count: number;

  /** @param logged by partition; a partition without records is left out */
  constructor(logged: ReadonlyMap<TopicPartition, readonly LoggedRecord[]>) {
    this.#logged = logged;
    let count = 0;
    for (const records of logged.values()) count += records.length;
    this.#count = count;
  }

  /** How many records there are, over all partitions. */
  count(): number {
    return this.#count;
  }

  /** Whether there is none. */
  isEmpty(): boolean {
    return this.#count === 0;
  }

  /** The partitions that have records here. */
  partitions(): readonly TopicPartition[] {
    return [...this.#logged.keys()];
  }

  /** The records of one partition, ascending by offset; none when it has none here. */
  records(partition: TopicPartition): readonly ConsumerRecord<V>[] {
    const interned = topicPartition(partition.topic, partition.partition);
    const made = this.#records.get(interned);
    if (made !== undefined) return made;
    const logged = this.#logged.get(interned);
    if (logged === undefined) return none;
    const records = Object.freeze(logged.map((record) => recordOf<V>(interned, record)));
    this.#records.set(interned, records);
    return records;
  }

  *[Symbol.iterator](): Iterator<ConsumerRecord<V>> {
    for (const partition of this.#logged.keys()) yield* this.records(partition);
  }
}

function recordOf<V>({ topic, partition }: TopicPartition, logged: LoggedRecord): ConsumerRecord<V> {
  return Object.freeze({
    topic,
    partition,
    offset: logged.offset,
    timestamp: logged.timestamp,
    key: logged.key,
    // What was produced is not known to the type system, as it is not with a deserializer of Kafka.
    value: logged.value as V,
  });
}

/** A committed offset, or one to be committed (Kafka: `clients.consumer.OffsetAndMetadata`). */
export interface OffsetAndMetadata {
  /** The next offset to read: one more than that of the last record that was handled. */
  readonly offset: number;
  /** A note to be stored with it, at most 4,096 bytes. Default: none (`''`). */
  readonly metadata?: string;
}

/** The first record from a time on (Kafka: `clients.consumer.OffsetAndTimestamp`). */
export interface OffsetAndTimestamp {
  readonly offset: number;
  /** In ms of virtual time. */
  readonly timestamp: number;
}

/** Offsets to commit, by partition. */
export type Offsets = ReadonlyMap<TopicPartition, OffsetAndMetadata>;
