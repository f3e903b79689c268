// Floor 3. A producer without promises: records go into batches of their partitions, and come back as futures (Kafka:
// KafkaProducer, RecordAccumulator.append). Load generators use it as it is; KafkaProducer gives it promises.
import type { Timer } from '../../kernel/clock.ts';
import { Future } from '../../kernel/future.ts';
import { RandomStream } from '../../kernel/random.ts';
import type { ProducerConfig } from '../../protocol/config/producer-config.ts';
import { type TopicPartition, topicPartition } from '../../protocol/topic-partition.ts';
import type { PartitionInfo } from '../cluster-metadata.ts';
import type { ClientEnvironment } from '../environment.ts';
import { IllegalStateException, KafkaException } from '../errors.ts';
import { Metadata } from '../metadata.ts';
import { NetworkClient } from '../network-client.ts';
import { ExponentialBackoff } from '../network-client-backoff.ts';
import type { Batch } from './batch.ts';
import { partitionForKey } from './murmur2.ts';
import { PartitionQueue } from './partition-queue.ts';
import { ProducerIds } from './producer-ids.ts';
import { type ProducerRecord, type RecordMetadata, type SerializedRecord, serialized } from './producer-record.ts';
import { Sender } from './sender.ts';
import { StickyPartition } from './sticky-partition.ts';
import { TopicMetadata } from './topic-metadata.ts';

interface Flush {
  /** What it waits for. */
  readonly results: Set<Future<RecordMetadata>>;
  readonly over: Future<void>;
}

export class ProducerCore {
  readonly clientId: string;
  readonly #environment: ClientEnvironment;
  readonly #config: ProducerConfig;
  readonly #random: RandomStream;
  readonly #network: NetworkClient;
  readonly #topics: TopicMetadata;
  readonly #ids: ProducerIds | undefined;
  readonly #sender: Sender;
  readonly #queues = new Map<TopicPartition, PartitionQueue>();
  readonly #sticky = new Map<string, StickyPartition>();
  readonly #unfinished = new Set<Future<RecordMetadata>>();
  #flushes: readonly Flush[] = [];
  #isClosed = false;

  constructor(environment: ClientEnvironment, config: ProducerConfig) {
    this.#environment = environment;
    this.#config = config;
    this.clientId = config['client.id'];
    const { clock } = environment;
    const random = new RandomStream(`${environment.process}/${this.clientId}/${environment.random.next()}`);
    this.#random = random;
    const wire = environment.wire(this.clientId);
    const backoff = new ExponentialBackoff(config['retry.backoff.ms'], config['retry.backoff.max.ms'], random);
    const reconnectBackoff = new ExponentialBackoff(
      config['reconnect.backoff.ms'],
      config['reconnect.backoff.max.ms'],
      random,
    );
    const network = new NetworkClient({
      clock,
      wire,
      random,
      requestTimeoutMs: config['request.timeout.ms'],
      reconnectBackoff,
    });
    this.#network = network;
    const metadata = new Metadata({
      clock,
      backoff,
      maxAgeMs: config['metadata.max.age.ms'],
      bootstrapBrokers: environment.bootstrapBrokers,
    });
    this.#topics = new TopicMetadata({
      clock,
      network,
      metadata,
      maxBlockMs: config['max.block.ms'],
      onUpdate: () => this.#sender.run(),
    });
    this.#ids = config['enable.idempotence'] ? new ProducerIds({ clock, network, metadata, backoff }) : undefined;
    this.#sender = new Sender({
      clock,
      config,
      network,
      wire,
      metadata,
      backoff,
      ids: this.#ids,
      onStaleMetadata: () => this.#topics.update(),
      onSent: (batch, baseOffset) => this.#sent(batch, baseOffset),
    });
  }

  /** Succeeds when the record is in the log as `acks` says, in a later event. */
  send(record: ProducerRecord): Future<RecordMetadata> {
    this.#refuseWhenClosed();
    const copy = serialized(record);
    const timestamp = record.timestamp ?? this.#environment.clock.now();
    const result = new Future<RecordMetadata>();
    this.#unfinished.add(result);
    result.onDone(() => this.#finished(result));
    this.#topics.wait(record.topic, {
      go: (partitions) => {
        if (partitions.length <= (record.partition ?? 0)) return false;
        this.#append(record, copy, timestamp, partitions, result);
        return true;
      },
      fail: (error) => result.fail(error),
      missing: (count) =>
        count === 0 || record.partition === undefined
          ? `Topic ${record.topic} not present in metadata`
          : `Partition ${record.partition} of topic ${record.topic} with partition count ${count} is not present in metadata`,
    });
    return result;
  }

  /** The partitions of a topic, from metadata that is not too old. */
  partitionsFor(topic: string): Future<readonly PartitionInfo[]> {
    this.#refuseWhenClosed();
    const result = new Future<readonly PartitionInfo[]>();
    this.#topics.wait(topic, {
      go: (partitions) => {
        if (partitions.length === 0) return false;
        result.succeed(partitions);
        return true;
      },
      fail: (error) => result.fail(error),
      missing: () => `Topic ${topic} not present in metadata`,
    });
    return result;
  }

  /** Succeeds when everything that was sent before has its result, be it an error. No batch waits for `linger.ms` meanwhile. */
  flush(): Future<void> {
    const over = new Future<void>();
    if (this.#unfinished.size === 0) {
      over.succeed();
      return over;
    }
    this.#flushes = [...this.#flushes, { results: new Set(this.#unfinished), over }];
    this.#sender.isHurried = true;
    this.#sender.run();
    return over;
  }

  /** Sends what there is, for at most `timeoutMs`, then gives up on the rest and drops the connections. */
  close(timeoutMs = Number.POSITIVE_INFINITY): Future<void> {
    const over = new Future<void>();
    let timer: Timer | undefined;
    let isEnding = false;
    const end = (): void => {
      // To give up on the rest ends the flush, and so comes here once more.
      if (isEnding) return;
      isEnding = true;
      timer?.cancel();
      this.#end();
      over.succeed();
    };
    if (this.#isClosed) {
      over.succeed();
      return over;
    }
    this.#isClosed = true;
    if (Number.isFinite(timeoutMs)) timer = this.#environment.clock.after(timeoutMs, end);
    this.flush().onDone(end);
    return over;
  }

  #refuseWhenClosed(): void {
    if (!this.#isClosed) return;
    throw new IllegalStateException(
      'Cannot perform operation after producer has been closed. Make a new KafkaProducer.',
    );
  }

  #append(
    record: ProducerRecord,
    { key, value, size }: SerializedRecord,
    timestamp: number,
    partitions: readonly PartitionInfo[],
    result: Future<RecordMetadata>,
  ): void {
    const batchSize = this.#config['batch.size'];
    const sticky = record.partition === undefined && key === null ? this.#stickyOf(record.topic) : undefined;
    const number =
      record.partition ?? (key === null ? sticky?.current(partitions) : partitionForKey(key, partitions.length));
    const queue = this.#queueOf(topicPartition(record.topic, number ?? 0));
    const batch = queue.batchFor(size, batchSize, this.#environment.clock.now());
    batch.append(Object.freeze({ key, value, timestamp }), size, result);
    sticky?.appended(size, queue.isFull(batch, batchSize));
    this.#sender.appended(queue, batch);
  }

  #stickyOf(topic: string): StickyPartition {
    let sticky = this.#sticky.get(topic);
    if (sticky === undefined) {
      sticky = new StickyPartition(this.#random, this.#config['batch.size']);
      this.#sticky.set(topic, sticky);
    }
    return sticky;
  }

  #queueOf(partition: TopicPartition): PartitionQueue {
    let queue = this.#queues.get(partition);
    if (queue === undefined) {
      queue = new PartitionQueue(partition);
      this.#queues.set(partition, queue);
    }
    return queue;
  }

  #sent(batch: Batch, baseOffset: number): void {
    const { emit, process } = this.#environment;
    const { partition, records } = batch;
    if (baseOffset !== -1) {
      for (let at = 0; at < records.length; at++) {
        emit({ kind: 'record.produced', process, clientId: this.clientId, partition, offset: baseOffset + at });
      }
    }
    batch.complete(baseOffset);
  }

  #finished(result: Future<RecordMetadata>): void {
    this.#unfinished.delete(result);
    if (this.#flushes.length === 0) return;
    for (const { results } of this.#flushes) results.delete(result);
    const ended = this.#flushes.filter(({ results }) => results.size === 0);
    this.#flushes = this.#flushes.filter(({ results }) => results.size > 0);
    if (this.#flushes.length === 0) this.#sender.isHurried = false;
    for (const { over } of ended) over.succeed();
  }

  #end(): void {
    const error = new KafkaException(
      'Producer is closed forcefully: this record was not acknowledged in time. Give close() more time.',
    );
    this.#topics.close(error);
    this.#ids?.close();
    this.#sender.abort(error);
    this.#network.close();
  }
}
