// Floor 3. The metadata of the topics that a producer sends to, and who waits for it, each in turn (Kafka: KafkaProducer.waitOnMetadata,
// ProducerMetadata). Knows no record.
import type { Clock, Timer } from '../../kernel/clock.ts';
import type { MetadataResponse } from '../../protocol/requests.ts';
import type { PartitionInfo } from '../cluster-metadata.ts';
import { errorFor, RetriableException, TimeoutException } from '../errors.ts';
import type { Metadata } from '../metadata.ts';
import { MetadataUpdater } from '../metadata-updater.ts';
import type { NetworkClient } from '../network-client.ts';

/** Somebody who waits until enough is known of a topic. */
export interface TopicWaiter {
  /** Whether these partitions are enough; if so, it has gone on. */
  go(partitions: readonly PartitionInfo[]): boolean;
  fail(error: Error): void;
  /** What is missing still, for the error at the end of its time. */
  missing(partitionCount: number): string;
}

interface Waiting {
  readonly waiter: TopicWaiter;
  readonly deadlineMs: number;
}

export interface TopicMetadataOptions {
  readonly clock: Clock;
  readonly network: NetworkClient;
  readonly metadata: Metadata;
  /** `max.block.ms` */
  readonly maxBlockMs: number;
  /** After each answer, and after those who waited went on. */
  readonly onUpdate: () => void;
}

export class TopicMetadata {
  readonly #options: TopicMetadataOptions;
  readonly #updater: MetadataUpdater;
  readonly #topics = new Set<string>();
  readonly #waiting = new Map<string, Waiting[]>();
  #timer: Timer | undefined;

  constructor(options: TopicMetadataOptions) {
    this.#options = options;
    this.#updater = new MetadataUpdater({
      clock: options.clock,
      network: options.network,
      metadata: options.metadata,
      topics: () => [...this.#topics],
      onUpdate: (response) => this.#updated(response),
    });
  }

  /** Lets the waiter go on as soon as enough is known, behind those who wait for the same topic already. */
  wait(topic: string, waiter: TopicWaiter): void {
    const { clock, metadata, maxBlockMs } = this.#options;
    const waiting: Waiting = { waiter, deadlineMs: clock.now() + maxBlockMs };
    const before = this.#waiting.get(topic);
    if (before !== undefined) {
      before.push(waiting);
      return;
    }
    const isAskedFor = this.#topics.has(topic);
    if (!isAskedFor || !waiter.go(metadata.cluster.partitionsForTopic(topic))) {
      this.#waiting.set(topic, [waiting]);
      this.#watch();
      this.#topics.add(topic);
      if (isAskedFor) metadata.requestUpdate(false);
      else metadata.requestUpdateForNewTopics();
    }
    this.#updater.update();
  }

  /** Asks again if that was requested, or if what is known is too old. */
  update(): void {
    this.#updater.update();
  }

  /** No one goes on any more. */
  close(error: Error): void {
    this.#timer?.cancel();
    this.#updater.close();
    for (const topic of [...this.#waiting.keys()]) this.#fail(topic, () => error);
  }

  #updated(response: MetadataResponse): void {
    const { metadata, onUpdate } = this.#options;
    for (const { topic, error } of response.topics) {
      if (error === 'NONE') continue;
      const exception = errorFor(error, `topic ${topic}`);
      if (!(exception instanceof RetriableException)) this.#fail(topic, () => exception);
    }
    for (const [topic, waiting] of [...this.#waiting]) {
      const partitions = metadata.cluster.partitionsForTopic(topic);
      this.#keep(
        topic,
        waiting.filter(({ waiter }) => !waiter.go(partitions)),
      );
    }
    if (this.#waiting.size > 0) metadata.requestUpdate(false);
    onUpdate();
  }

  #keep(topic: string, waiting: Waiting[]): void {
    if (waiting.length === 0) this.#waiting.delete(topic);
    else this.#waiting.set(topic, waiting);
  }

  #fail(topic: string, errorOf: (waiter: TopicWaiter) => Error): void {
    const waiting = this.#waiting.get(topic) ?? [];
    this.#waiting.delete(topic);
    for (const { waiter } of waiting) waiter.fail(errorOf(waiter));
  }

  /** One timer, for the one who has waited longest. */
  #watch(): void {
    if (this.#timer !== undefined) return;
    const { clock } = this.#options;
    let next = Number.POSITIVE_INFINITY;
    for (const waiting of this.#waiting.values()) next = Math.min(next, waiting[0]?.deadlineMs ?? next);
    if (next === Number.POSITIVE_INFINITY) return;
    this.#timer = clock.after(Math.max(0, next - clock.now()), () => {
      this.#timer = undefined;
      this.#failOverdue();
      this.#watch();
    });
  }

  #failOverdue(): void {
    const { clock, metadata, maxBlockMs } = this.#options;
    const now = clock.now();
    for (const [topic, waiting] of [...this.#waiting]) {
      this.#keep(
        topic,
        waiting.filter(({ deadlineMs }) => deadlineMs > now),
      );
      const count = metadata.cluster.partitionsForTopic(topic).length;
      for (const { waiter, deadlineMs } of waiting) {
        if (deadlineMs > now) continue;
        waiter.fail(
          new TimeoutException(
            `${waiter.missing(count)} after ${maxBlockMs} ms. Create it, or check its name, and whether a broker can be reached.`,
          ),
        );
      }
    }
  }
}
