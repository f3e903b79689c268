// Floor 3. The consumer that applications use: ConsumerCore with promises that belong to the process it was made in, one call at a
// time. Its docstrings are what the course's editor shows.
import { pause, type Routine, start } from '../kernel/routine.ts';
import type { ConsumerConfigInput } from '../protocol/config/consumer-config.ts';
import type { TopicPartition } from '../protocol/topic-partition.ts';
import {
  checkedName,
  checkedOffsets,
  checkedTimeout,
  checkedTopics,
  internedKeys,
  internedPartition,
  internedPartitions,
  optionalTimeout,
} from './arguments.ts';
import type { ConsumerGroupMetadata } from './assignor.ts';
import type { PartitionInfo } from './cluster-metadata.ts';
import { ConsumerCore } from './consumer/consumer-core.ts';
import { type ClientProcess, currentProcess } from './current-process.ts';
import { configureConsumer } from './kafka-consumer-config.ts';
import { ConsumerGuard } from './kafka-consumer-guard.ts';
import {
  type ConsumerRebalanceListener,
  coreListenerOf,
  type OffsetCommitCallback,
} from './kafka-consumer-listener.ts';
import { processAssignor } from './process-assignor.ts';
import type { ConsumerRecords, OffsetAndMetadata, OffsetAndTimestamp, Offsets } from './records.ts';

/**
 * Reads records of topics, alone or as a member of a group (Kafka: `org.apache.kafka.clients.consumer.KafkaConsumer`, with `group.protocol=classic`).
 *
 * ```ts
 * const consumer = new KafkaConsumer({ 'group.id': 'orders-app', 'partition.assignment.strategy': [RangeAssignor] });
 * await consumer.subscribe(['orders']);
 * for (;;) {
 *   const records = await consumer.poll(1000);
 *   for (const record of records) handle(record);
 *   await consumer.commitSync();
 * }
 * ```
 *
 * All times are milliseconds of virtual time. A consumer takes one call at a time: a call while another is pending is refused with a
 * ConcurrentModificationException, except `wakeup`, and except calls from inside its own callbacks. After `close` every call but `close` and `wakeup` throws an
 * IllegalStateException.
 */
export class KafkaConsumer<V = unknown> {
  readonly #process: ClientProcess;
  readonly #core: ConsumerCore;
  readonly #guard = new ConsumerGuard();

  /**
   * @param config Kafka's keys, such as `'session.timeout.ms'`; what is left out has Kafka's default. `'partition.assignment.strategy'` is a list of
   *   classes, of which this consumer makes its own instances. Keys that are not known are refused, except those that one of its assignors reads
   *   in `configure` (Kafka only logs them)
   * @throws ConfigException for an unknown key, a value that cannot be, or two that contradict each other
   */
  constructor(config: ConsumerConfigInput & Readonly<Record<string, unknown>>) {
    this.#process = currentProcess('new KafkaConsumer');
    const configured = configureConsumer(config, () => this.#process.nextClientNumber());
    this.#core = new ConsumerCore(
      this.#process,
      configured.config,
      configured.assignors.map((assignor) => processAssignor(assignor, (work) => this.#process.within(work))),
    );
    this.#process.adopt({ wakeup: () => this.#core.wakeup() });
  }

  // Subscription

  /**
   * Subscribes to topics as a member of the group, instead of what was subscribed to before. The next `poll` joins. An empty list is `unsubscribe`.
   *
   * @param topics names, or a pattern that matches whole names; what it matches is looked up again with each metadata refresh (`metadata.max.age.ms`)
   * @param listener is told of partitions that come and go; default: nobody
   * @throws InvalidGroupIdException without `group.id`
   * @throws IllegalStateException after `assign`, or without an assignor
   */
  subscribe(topics: readonly string[] | RegExp, listener?: ConsumerRebalanceListener): Promise<void> {
    return this.#run('subscribe()', () =>
      this.#core.subscribe(checkedTopics(topics), listener && coreListenerOf(listener, this.#callback)),
    );
  }

  /**
   * Gives up the subscription or the assigned partitions: `onPartitionsRevoked`, or `onPartitionsLost` when the group has gone on without this member or it is
   * just rejoining, then a LeaveGroup (not for a static member). Nothing is committed.
   *
   * @throws KafkaException with what the listener threw as its cause; the subscription stays then
   */
  unsubscribe(): Promise<void> {
    return this.#run('unsubscribe()', () => this.#core.unsubscribe());
  }

  /**
   * Reads exactly these partitions, without the group's management: no rebalance, no listener. `group.id` is needed only to commit.
   *
   * @param partitions instead of those assigned before; none is `unsubscribe`
   * @throws IllegalStateException after `subscribe`
   */
  assign(partitions: readonly TopicPartition[]): Promise<void> {
    return this.#run('assign()', () => this.#core.assign(internedPartitions(partitions)));
  }

  /** The topics subscribed to, sorted; for a pattern, those that it matches at present. */
  subscription(): readonly string[] {
    return this.#guard.during('subscription()', () => this.#core.subscription());
  }

  /** The partitions that this consumer has at present. They change only inside `poll`, `close`, `unsubscribe` and `assign`. */
  assignment(): readonly TopicPartition[] {
    return this.#guard.during('assignment()', () => this.#core.assignment());
  }

  // Records

  /**
   * Returns records of the assigned partitions, at most `max.poll.records`, as soon as there are any; none when the time is over. Everything else
   * that a consumer has to do is done in here: joining the group, calling the listener, automatic commits, callbacks of `commitAsync`.
   *
   * Call it at least every `max.poll.interval.ms` (5 minutes), or the consumer leaves the group. A call that need not wait takes 1 ms.
   *
   * @param timeoutMs how long to wait for records, in ms; callbacks may make it longer
   * @throws WakeupException after `wakeup()`; the next poll goes on where this one was
   * @throws KafkaException with what a listener threw as its cause
   * @throws NoOffsetForPartitionException, OffsetOutOfRangeException with `auto.offset.reset` none
   * @throws FencedInstanceIdException when another consumer runs with the same `group.instance.id`
   * @throws InconsistentGroupProtocolException, InvalidSessionTimeoutException, GroupMaxSizeReachedException, GroupAuthorizationException when the
   *   group does not take this member
   * @throws InvalidTopicException when the subscription names what no topic can be called
   * @throws IllegalStateException without subscription or assignment
   */
  poll(timeoutMs: number): Promise<ConsumerRecords<V>> {
    const { clock } = this.#process;
    const core = this.#core;
    return this.#run(`poll(${String(timeoutMs)})`, function* () {
      const startMs = clock.now();
      checkedTimeout(timeoutMs);
      try {
        return (yield* core.poll(timeoutMs)) as ConsumerRecords<V>;
      } finally {
        // A loop of polls that need not wait must not stop the clock.
        if (clock.now() === startMs) yield* pause(clock, 1);
      }
    });
  }

  /**
   * Makes the call that waits now throw a WakeupException, or else the next one that can wait, even if it need not: `poll`, `commitSync`, `position` and the like, but not
   * `close`. The one call that may be made at any time: it is how to get out of a `poll` in order to close.
   */
  wakeup(): void {
    this.#core.wakeup();
  }

  // Commits

  /**
   * Commits and waits for it. Passing failures are tried again until the time is over.
   *
   * Inside `onPartitionsRevoked` it works; inside `onPartitionsLost` it is too late.
   *
   * @param offsets the next offset to read, by partition. Default: the positions of all assigned partitions, so everything that polls have returned
   * @param timeoutMs default: `default.api.timeout.ms`
   * @throws CommitFailedException when this consumer is not in the current generation: poll again, do not retry
   * @throws RebalanceInProgressException when it has to rejoin first: poll, then commit what it still owns
   * @throws FencedInstanceIdException, GroupAuthorizationException, OffsetMetadataTooLarge, TimeoutException, WakeupException
   * @throws InvalidGroupIdException without `group.id`
   */
  commitSync(offsets?: Offsets, timeoutMs?: number): Promise<void> {
    return this.#run('commitSync()', () =>
      this.#core.commitSync(offsets === undefined ? undefined : checkedOffsets(offsets), optionalTimeout(timeoutMs)),
    );
  }

  /**
   * Sends a commit and returns. It is never tried again: a later commit may have overtaken it.
   *
   * @param offsets default: the positions of all assigned partitions
   * @param callback called in a later `poll`, `commitSync` or `commitAsync`. Without one, nobody hears of a failure
   * @throws FencedInstanceIdException when an earlier one was answered so
   */
  commitAsync(offsets?: Offsets, callback?: OffsetCommitCallback): void {
    this.#guard.during('commitAsync()', () =>
      this.#core.commitAsync(
        offsets === undefined ? undefined : checkedOffsets(offsets),
        callback &&
          ((committed, error) =>
            this.#callback('the callback of commitAsync', () => callback(committed, error as Error | undefined))),
      ),
    );
  }

  /**
   * The offsets that the group has committed; `undefined` where there is none.
   *
   * @throws TimeoutException, GroupAuthorizationException, InvalidGroupIdException
   */
  committed(
    partitions: readonly TopicPartition[],
    timeoutMs?: number,
  ): Promise<ReadonlyMap<TopicPartition, OffsetAndMetadata | undefined>> {
    return this.#run('committed()', () =>
      this.#core.committed(internedPartitions(partitions), optionalTimeout(timeoutMs)),
    );
  }

  // Positions

  /**
   * The offset of the record that the next `poll` returns first. When it is not known yet, it is looked up: the committed offset, otherwise by
   * `auto.offset.reset`.
   *
   * @throws IllegalStateException when the partition is not assigned to this consumer
   * @throws TimeoutException, NoOffsetForPartitionException
   */
  position(partition: TopicPartition, timeoutMs?: number): Promise<number> {
    return this.#run('position()', () => this.#core.position(internedPartition(partition), optionalTimeout(timeoutMs)));
  }

  /**
   * Goes to an offset: the next `poll` reads from there. Nothing is committed.
   *
   * @throws IllegalStateException when the partition is not assigned to this consumer
   * @throws IllegalArgumentException for what is not an offset
   */
  seek(partition: TopicPartition, offset: number): void {
    this.#guard.during('seek()', () => this.#core.seek(internedPartition(partition), offset));
  }

  /** Goes to the first offset in the logs, at the next `poll` or `position`. @param partitions none: all that are assigned */
  seekToBeginning(partitions: readonly TopicPartition[]): void {
    this.#guard.during('seekToBeginning()', () => this.#core.seekToBeginning(internedPartitions(partitions)));
  }

  /** Goes to the end of the logs, at the next `poll` or `position`. @param partitions none: all that are assigned */
  seekToEnd(partitions: readonly TopicPartition[]): void {
    this.#guard.during('seekToEnd()', () => this.#core.seekToEnd(internedPartitions(partitions)));
  }

  /**
   * Lets polls return nothing of these partitions until `resume`. They stay assigned, and keep their position. A partition that is taken away
   * and comes back is not paused any more.
   *
   * @throws IllegalStateException when one is not assigned to this consumer
   */
  pause(partitions: readonly TopicPartition[]): void {
    this.#guard.during('pause()', () => this.#core.pause(internedPartitions(partitions)));
  }

  /** Ends a `pause`. @throws IllegalStateException when one is not assigned to this consumer */
  resume(partitions: readonly TopicPartition[]): void {
    this.#guard.during('resume()', () => this.#core.resume(internedPartitions(partitions)));
  }

  /** The partitions that are paused. */
  paused(): readonly TopicPartition[] {
    return this.#guard.during('paused()', () => this.#core.paused());
  }

  // Logs

  /** The offsets of the first records that are still in the logs. @throws TimeoutException */
  beginningOffsets(
    partitions: readonly TopicPartition[],
    timeoutMs?: number,
  ): Promise<ReadonlyMap<TopicPartition, number>> {
    return this.#run('beginningOffsets()', () =>
      this.#core.beginningOffsets(internedPartitions(partitions), optionalTimeout(timeoutMs)),
    );
  }

  /** The offsets that the next records will have. Lag is this, less the committed offset. @throws TimeoutException */
  endOffsets(partitions: readonly TopicPartition[], timeoutMs?: number): Promise<ReadonlyMap<TopicPartition, number>> {
    return this.#run('endOffsets()', () =>
      this.#core.endOffsets(internedPartitions(partitions), optionalTimeout(timeoutMs)),
    );
  }

  /**
   * The first record of each partition with this timestamp or a later one; `undefined` where there is none.
   *
   * @param timestamps in ms of virtual time
   * @throws TimeoutException, IllegalArgumentException for a negative time
   */
  offsetsForTimes(
    timestamps: ReadonlyMap<TopicPartition, number>,
    timeoutMs?: number,
  ): Promise<ReadonlyMap<TopicPartition, OffsetAndTimestamp | undefined>> {
    return this.#run('offsetsForTimes()', () =>
      this.#core.offsetsForTimes(internedKeys(timestamps), optionalTimeout(timeoutMs)),
    );
  }

  /** The partitions of a topic with their leaders and replicas; none when there is no such topic. @throws TimeoutException */
  partitionsFor(topic: string, timeoutMs?: number): Promise<readonly PartitionInfo[]> {
    return this.#run('partitionsFor()', () =>
      this.#core.partitionsFor(checkedName(topic, 'a topic'), optionalTimeout(timeoutMs)),
    );
  }

  // The group

  /**
   * This member's identity in the group as of the last rebalance that it completed; `generationId` -1 before the first. A member that was removed is not told here: the
   * old identity stays until it has joined again. As a fencing token, take it in `onPartitionsAssigned`, not at the time of a write.
   *
   * @throws InvalidGroupIdException without `group.id`
   */
  groupMetadata(): ConsumerGroupMetadata {
    return this.#guard.during('groupMetadata()', () => this.#core.groupMetadata());
  }

  /** Makes the next `poll` join again, and so the group rebalance. @throws IllegalStateException without `group.id` */
  enforceRebalance(reason?: string): void {
    this.#guard.during('enforceRebalance()', () => this.#core.enforceRebalance(reason));
  }

  /** What the consumer counts of itself, by Kafka's names of metrics, such as `rebalance-total`. Times are ms. */
  metrics(): ReadonlyMap<string, number> {
    return this.#core.metrics();
  }

  /**
   * Ends the consumer: commits (with `enable.auto.commit`), calls `onPartitionsRevoked` or `onPartitionsLost`, and leaves the group, so that the others rebalance at
   * once. A static member does not leave: its partitions wait for it until its session ends. A second call does nothing.
   *
   * @param timeoutMs how long that may take. Default: 30 s
   * @throws KafkaException with what went wrong as its cause; the consumer is closed all the same
   */
  close(timeoutMs?: number): Promise<void> {
    return this.#run('close()', () => this.#core.close(optionalTimeout(timeoutMs)));
  }

  /** Application code that the consumer calls, in a turn of its process. */
  readonly #callback = <T>(what: string, work: () => T | PromiseLike<T>): Routine<T> =>
    this.#guard.callback(what, () => this.#process.call(`KafkaConsumer: ${what}`, work));

  #run<T>(what: string, routine: () => Routine<T>): Promise<T> {
    return this.#process.promise(start(this.#guard.whilePending(what, routine)), `KafkaConsumer.${what}`);
  }
}
