// Floor 3. Sends batches to the leaders of their partitions, again where it must, and says what became of them (Kafka: Sender,
// RecordAccumulator.ready and drain). Knows neither records nor who waits for them.
import type { Clock, Timer } from '../../kernel/clock.ts';
import type { ProducerConfig } from '../../protocol/config/producer-config.ts';
import type { ErrorCode } from '../../protocol/error-code.ts';
import type { ProduceResponse } from '../../protocol/requests.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import type { Wire } from '../../protocol/wire.ts';
import { errorFor, InvalidMetadataException, NetworkException, TimeoutException } from '../errors.ts';
import type { Metadata } from '../metadata.ts';
import type { Connection, NetworkClient } from '../network-client.ts';
import type { ExponentialBackoff } from '../network-client-backoff.ts';
import type { Batch } from './batch.ts';
import type { PartitionQueue } from './partition-queue.ts';
import type { ProducerIds } from './producer-ids.ts';

export interface SenderOptions {
  readonly clock: Clock;
  readonly config: ProducerConfig;
  readonly network: NetworkClient;
  readonly wire: Wire;
  readonly metadata: Metadata;
  readonly backoff: ExponentialBackoff;
  /** `undefined` without idempotence. */
  readonly ids: ProducerIds | undefined;
  /** The metadata is out of date. */
  readonly onStaleMetadata: () => void;
  /** The batch is in the log, as far as is known; -1: nobody says where. */
  readonly onSent: (batch: Batch, baseOffset: number) => void;
}

interface Sent {
  readonly queue: PartitionQueue;
  readonly batch: Batch;
}

export class Sender {
  readonly #options: SenderOptions;
  /** Those with anything to send or on the wire. */
  readonly #queues = new Map<TopicPartition, PartitionQueue>();
  readonly #sent = new Set<Sent>();
  #timer: Timer | undefined;
  #timerAtMs = 0;
  #isRunning = false;
  /** While somebody waits for everything to be sent, no batch waits for company. */
  isHurried = false;

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  /** A record went into a batch of this queue. */
  appended(queue: PartitionQueue, batch: Batch): void {
    const { clock, config } = this.#options;
    this.#queues.set(queue.partition, queue);
    const isNew = batch.records.length === 1;
    if (queue.isFull(batch, config['batch.size']) || this.isHurried) this.run();
    else if (isNew) this.#wakeIn(Math.max(0, batch.createdAtMs + config['linger.ms'] - clock.now()));
  }

  /** Sends what can be sent now, and comes back by itself when more can be. */
  run(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.#expire();
    while (this.#sendOnce()) {
      // Until nothing more can be sent: a broker takes several requests at once.
    }
    this.#isRunning = false;
  }

  /** Gives up on everything that is not in the log. */
  abort(error: Error): void {
    this.#timer?.cancel();
    for (const { batch } of this.#sent) batch.fail(error);
    for (const queue of this.#queues.values()) for (const batch of queue.waiting) batch.fail(error);
    this.#queues.clear();
    this.#sent.clear();
  }

  #sendOnce(): boolean {
    const byLeader = new Map<number, PartitionQueue[]>();
    const readyLeaders = new Set<number>();
    for (const queue of this.#queues.values()) {
      if (queue.isEmpty) {
        this.#queues.delete(queue.partition);
        continue;
      }
      const leader = this.#leaderFor(queue);
      if (leader === undefined) continue;
      const queues = byLeader.get(leader);
      if (queues === undefined) byLeader.set(leader, [queue]);
      else queues.push(queue);
      if (this.#isReady(queue)) readyLeaders.add(leader);
    }
    let hasSent = false;
    for (const leader of readyLeaders) {
      if (this.#mayAsk(leader)) {
        this.#send(leader, byLeader.get(leader) ?? []);
        hasSent = true;
      }
    }
    return hasSent;
  }

  /** Whom the head of a queue may be sent to now. */
  #leaderFor(queue: PartitionQueue): number | undefined {
    const { clock, config, metadata, ids } = this.#options;
    if (queue.isIdentityLost && queue.sentCount === 0) ids?.renew(queue, () => this.run());
    const { head } = queue;
    if (head === undefined || !queue.mayHeadBeSent) return undefined;
    if (config['max.in.flight.requests.per.connection'] === 1 && queue.sentCount > 0) return undefined;
    if (head.notBeforeMs > clock.now()) {
      this.#wakeIn(head.notBeforeMs - clock.now());
      return undefined;
    }
    if (ids !== undefined && ids.current === undefined) {
      ids.obtain(() => this.run());
      return undefined;
    }
    const leader = metadata.leaderOf(queue.partition);
    if (leader === undefined) {
      metadata.requestUpdate(false);
      this.#options.onStaleMetadata();
    }
    return leader;
  }

  #isReady(queue: PartitionQueue): boolean {
    const { head } = queue;
    if (head === undefined) return false;
    const { clock, config } = this.#options;
    const lingersForMs = head.createdAtMs + config['linger.ms'] - clock.now();
    if (lingersForMs <= 0 || head.attempts > 0 || this.isHurried || queue.isFull(head, config['batch.size'])) {
      return true;
    }
    this.#wakeIn(lingersForMs);
    return false;
  }

  #mayAsk(brokerId: number): boolean {
    const { config, network } = this.#options;
    const connection: Connection = { brokerId, purpose: 'general' };
    const unavailableForMs = network.unavailableForMs(connection);
    if (unavailableForMs > 0) {
      this.#wakeIn(unavailableForMs);
      return false;
    }
    return network.inFlightCountOf(connection) < config['max.in.flight.requests.per.connection'];
  }

  /** One request, with the first batch of each partition that the broker leads (Kafka: also of those that could wait). */
  #send(brokerId: number, queues: readonly PartitionQueue[]): void {
    const { config, ids, network, wire } = this.#options;
    const sent: Sent[] = [];
    let producerId: number | undefined;
    for (const queue of queues) {
      const intended = queue.head?.identity?.producerId ?? queue.producerId ?? ids?.current;
      if (sent.length > 0 && intended !== producerId) continue;
      producerId = intended;
      const batch = queue.take(intended);
      if (batch !== undefined) sent.push({ queue, batch });
    }
    const request = Object.freeze({
      acks: config.acks,
      records: new Map(sent.map(({ batch }) => [batch.partition, Object.freeze([...batch.records])])),
      producerId,
      baseSequences: new Map(
        sent.flatMap(({ batch }) =>
          batch.identity === undefined ? [] : [[batch.partition, batch.identity.baseSequence]],
        ),
      ),
    });
    if (request.acks === 0) {
      // Nobody answers: what was handed to the connection counts as sent.
      wire.send(brokerId, 'Produce', request, { onResponse: () => {}, onDisconnect: () => this.#metadataIsStale() });
      for (const { queue, batch } of sent) this.#succeed(queue, batch, -1);
      return;
    }
    for (const one of sent) this.#sent.add(one);
    this.#watchDelivery(sent);
    network.send({ brokerId, purpose: 'general' }, 'Produce', request).onDone((outcome) => {
      for (const one of sent) {
        if (!this.#sent.delete(one)) continue;
        this.#landed(one, 'error' in outcome ? undefined : outcome.value);
      }
      if ('error' in outcome) this.#metadataIsStale();
      this.run();
    });
  }

  #landed({ queue, batch }: Sent, response: ProduceResponse | undefined): void {
    const answer = response?.partitions.get(batch.partition);
    const error = answer?.error;
    if (answer !== undefined && error === 'NONE') {
      this.#succeed(queue, batch, answer.baseOffset);
      return;
    }
    queue.landed(batch);
    if (!batch.isOver) this.#retryOrFail(queue, batch, error === 'NONE' ? undefined : error);
  }

  #succeed(queue: PartitionQueue, batch: Batch, baseOffset: number): void {
    queue.landed(batch);
    queue.forget(batch, true);
    if (!batch.isOver) this.#options.onSent(batch, baseOffset);
  }

  /** @param code `undefined`: the connection broke, or no answer came in time */
  #retryOrFail(queue: PartitionQueue, batch: Batch, code: Exclude<ErrorCode, 'NONE'> | undefined): void {
    const { clock, config, backoff } = this.#options;
    const name = nameOf(batch);
    const error = code === undefined ? new NetworkException() : errorFor(code, name);
    const isOutOfOrder = code === 'OUT_OF_ORDER_SEQUENCE_NUMBER' && batch.identity !== undefined;
    if (error instanceof InvalidMetadataException) this.#metadataIsStale();
    if (isOutOfOrder && queue.isFirst(batch)) queue.loseIdentity();
    const mayRetry = (error.retriable || isOutOfOrder) && batch.attempts < config.retries;
    if (!mayRetry || clock.now() >= batch.createdAtMs + config['delivery.timeout.ms']) {
      queue.forget(batch, false);
      batch.fail(mayRetry ? this.#expired(batch) : error);
      return;
    }
    batch.notBeforeMs = clock.now() + backoff.afterMs(batch.attempts);
    batch.attempts++;
    queue.putBack(batch);
  }

  #metadataIsStale(): void {
    this.#options.metadata.requestUpdate(false);
    this.#options.onStaleMetadata();
  }

  /** `delivery.timeout.ms` bounds waiting, sending and sending again together. */
  #expire(): void {
    const { clock, config } = this.#options;
    const bornBy = clock.now() - config['delivery.timeout.ms'];
    for (const { queue, batch } of this.#sent) {
      if (batch.createdAtMs <= bornBy && !batch.isOver) {
        queue.forget(batch, false);
        batch.fail(this.#expired(batch));
      }
    }
    for (const queue of this.#queues.values()) {
      for (const batch of queue.waiting.filter(({ createdAtMs }) => createdAtMs <= bornBy)) {
        queue.forget(batch, false);
        batch.fail(this.#expired(batch));
      }
    }
    let next = Number.POSITIVE_INFINITY;
    for (const queue of this.#queues.values()) next = Math.min(next, queue.head?.createdAtMs ?? next);
    if (next < Number.POSITIVE_INFINITY) this.#wakeIn(next - bornBy);
  }

  #watchDelivery(sent: readonly Sent[]): void {
    const { clock, config } = this.#options;
    const oldest = Math.min(...sent.map(({ batch }) => batch.createdAtMs));
    this.#wakeIn(Math.max(0, oldest + config['delivery.timeout.ms'] - clock.now()));
  }

  #expired(batch: Batch): TimeoutException {
    return new TimeoutException(
      `Expiring ${batch.records.length} record(s) for ${nameOf(batch)}: ${this.#options.config['delivery.timeout.ms']} ms has passed since ` +
        'batch creation. They may be in the log or not. See to the partition’s leader, or raise delivery.timeout.ms.',
    );
  }

  /** One timer, for whatever comes first. */
  #wakeIn(delayMs: number): void {
    const { clock } = this.#options;
    const atMs = clock.now() + delayMs;
    if (this.#timer !== undefined) {
      if (this.#timerAtMs <= atMs) return;
      this.#timer.cancel();
    }
    this.#timerAtMs = atMs;
    this.#timer = clock.after(delayMs, () => {
      this.#timer = undefined;
      this.run();
    });
  }
}

function nameOf({ partition: { topic, partition } }: Batch): string {
  return `${topic}-${partition}`;
}
