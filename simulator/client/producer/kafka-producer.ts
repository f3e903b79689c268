// Floor 3. The producer that applications use: ProducerCore with promises that belong to the process it was made in.
import type { Future } from '../../kernel/future.ts';
import { parseProducerConfig } from '../../protocol/config/client-config.ts';
import type { ProducerConfigInput } from '../../protocol/config/producer-config.ts';
import { checkedTimeout } from '../arguments.ts';
import type { PartitionInfo } from '../cluster-metadata.ts';
import { type ClientProcess, currentProcess } from '../current-process.ts';
import { ProducerCore } from './producer-core.ts';
import type { ProducerRecord, RecordMetadata } from './producer-record.ts';

/**
 * Sends records to topics (Kafka: `org.apache.kafka.clients.producer.KafkaProducer`). Any number of sends may be under way at once.
 *
 * ```ts
 * const producer = new KafkaProducer({ 'linger.ms': 5 });
 * const { partition, offset } = await producer.send({ topic: 'orders', key: 'customer-7', value: { total: 12 } });
 * await producer.close();
 * ```
 */
export class KafkaProducer {
  readonly #process: ClientProcess;
  readonly #core: ProducerCore;

  /**
   * @param config Kafka's keys; what is left out has Kafka's default. Keys that are not known are refused (Kafka only logs them)
   * @throws ConfigException for an unknown key, a value that cannot be, or two that contradict each other
   */
  constructor(config: ProducerConfigInput = {}) {
    this.#process = currentProcess('new KafkaProducer');
    this.#core = new ProducerCore(
      this.#process,
      parseProducerConfig(config, () => this.#process.nextClientNumber()),
    );
  }

  /**
   * Sends a record. The promise is fulfilled when the record is in the log as `acks` says; to await each one before the next is
   * one round trip a record, so for speed collect the promises and await them together, or `flush()`.
   *
   * Records with equal keys go to the same partition (murmur2 of the key), in the order of the calls. Records without a key stick to one partition
   * until about `batch.size` bytes have gone there. Passing failures are retried for `delivery.timeout.ms` (2 minutes); with
   * `enable.idempotence` (the default) without duplicates.
   *
   * @throws TimeoutException when the topic is not known after `max.block.ms`, or the record not in the log after `delivery.timeout.ms`: it
   *   may be in the log all the same
   * @throws InvalidTopicException for what no topic can be called
   * @throws NetworkException when the connection broke and `retries` are used up
   * @throws IllegalStateException after `close`
   * @throws IllegalArgumentException for a record that cannot be sent
   */
  send(record: ProducerRecord): Promise<RecordMetadata> {
    return this.#promised(() => this.#core.send(record), `KafkaProducer.send(${record.topic})`);
  }

  /** Waits until everything that was sent before is in the log or has failed, without waiting for `linger.ms`. */
  flush(): Promise<void> {
    return this.#promised(() => this.#core.flush(), 'KafkaProducer.flush()');
  }

  /**
   * The partitions of a topic, with their leaders and replicas.
   *
   * @throws TimeoutException when the topic is not known after `max.block.ms`
   */
  partitionsFor(topic: string): Promise<readonly PartitionInfo[]> {
    return this.#promised(() => this.#core.partitionsFor(topic), `KafkaProducer.partitionsFor(${topic})`);
  }

  /**
   * Sends what there is, then closes. A second call does nothing.
   *
   * @param timeoutMs how long to wait at most, in ms of virtual time; what is not in the log then fails. Default: until the end
   */
  close(timeoutMs?: number): Promise<void> {
    return this.#promised(
      () => this.#core.close(timeoutMs === undefined ? undefined : checkedTimeout(timeoutMs)),
      'KafkaProducer.close()',
    );
  }

  /** An error of the call itself becomes a rejection too: a promise is all that comes back. */
  #promised<T>(call: () => Future<T>, what: string): Promise<T> {
    try {
      return this.#process.promise(call(), what);
    } catch (error) {
      return Promise.reject(error);
    }
  }
}
