// Floor 3. Records of one partition that are sent together (Kafka: ProducerBatch). Knows neither when nor to whom.
import type { Future } from '../../kernel/future.ts';
import type { ProducedRecord } from '../../protocol/requests.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import type { RecordMetadata } from './producer-record.ts';

/** Who a batch comes from, for brokers to recognize it when it is sent again. */
export interface BatchIdentity {
  readonly producerId: number;
  /** The sequence number of its first record. */
  readonly baseSequence: number;
}

export class Batch {
  readonly partition: TopicPartition;
  readonly createdAtMs: number;
  readonly records: ProducedRecord[] = [];
  bytes = 0;
  /** How often sending it has failed. */
  attempts = 0;
  /** Not to be sent before: the backoff after a failure. */
  notBeforeMs = 0;
  /** `undefined` until it is sent for the first time, and without idempotence. */
  identity: BatchIdentity | undefined;
  /** Whether it is on the wire. */
  isSent = false;
  readonly #results: Future<RecordMetadata>[] = [];
  #isOver = false;

  constructor(partition: TopicPartition, createdAtMs: number) {
    this.partition = partition;
    this.createdAtMs = createdAtMs;
  }

  /** Whether its records have been told what became of them. */
  get isOver(): boolean {
    return this.#isOver;
  }

  append(record: ProducedRecord, bytes: number, result: Future<RecordMetadata>): void {
    this.records.push(record);
    this.#results.push(result);
    this.bytes += bytes;
  }

  /** @param baseOffset the offset of its first record; -1: nobody said */
  complete(baseOffset: number): void {
    this.#end((result, at) => {
      result.succeed(
        Object.freeze({
          topic: this.partition.topic,
          partition: this.partition.partition,
          offset: baseOffset === -1 ? -1 : baseOffset + at,
          timestamp: this.records[at]?.timestamp ?? -1,
        }),
      );
    });
  }

  fail(error: Error): void {
    this.#end((result) => result.fail(error));
  }

  #end(tell: (result: Future<RecordMetadata>, at: number) => void): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#results.forEach(tell);
  }
}
