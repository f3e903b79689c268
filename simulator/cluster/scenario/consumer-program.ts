// Floor 4. The application of a consumer that a scenario declares: subscribe, poll, handle, commit, and close when it is asked to.
// It runs as machinery, without promises, on the core beneath `KafkaConsumer`.

import { ConsumerCore } from '../../client/consumer/consumer-core.ts';
import type { CoreListener } from '../../client/consumer/core-listener.ts';
import { WakeupException } from '../../client/errors.ts';
import type { ConfiguredConsumer } from '../../client/kafka-consumer-config.ts';
import type { ConsumerRecords } from '../../client/records.ts';
import { pause, type Routine } from '../../kernel/routine.ts';
import { type TopicPartition, topicPartition } from '../../protocol/topic-partition.ts';
import type { Incarnation } from '../incarnation.ts';
import { Committer } from './committer.ts';
import { HandledOffsets } from './handled-offsets.ts';
import type { Outside } from './outside.ts';
import { RecordHandler } from './record-handler.ts';
import type { ConsumerPlan, PartitionName, SubscriptionPlan } from './scenario.ts';
import { Worker } from './worker.ts';

/** What an event tells an application to do before its next poll. */
export type Command =
  | { readonly kind: 'subscribe'; readonly subscription: SubscriptionPlan }
  | { readonly kind: 'pause' | 'resume'; readonly partitions: readonly PartitionName[] }
  | { readonly kind: 'commit' };

export interface ConsumerProgramOptions {
  readonly plan: ConsumerPlan;
  readonly configured: ConfiguredConsumer;
  readonly outside: Outside;
  /** Taken from the front. */
  readonly commands: Command[];
}

export class ConsumerProgram {
  readonly #process: Incarnation;
  readonly #options: ConsumerProgramOptions;
  readonly #consumer: ConsumerCore;
  readonly #handler: RecordHandler;
  readonly #worker: Worker | undefined;
  readonly #committer: Committer;
  /** Partitions that were paused for the worker. */
  readonly #pausedForWork = new Set<TopicPartition>();

  constructor(process: Incarnation, options: ConsumerProgramOptions) {
    this.#process = process;
    this.#options = options;
    const { config, assignors } = options.configured;
    this.#consumer = new ConsumerCore(process, config, assignors);
    this.#handler = new RecordHandler(process, config['client.id'], options.plan.handler, options.outside);
    this.#committer = new Committer(this.#consumer, options.plan.handler);
    if (options.plan.handler.pauseWhileBusy) {
      this.#worker = new Worker({
        handle: (record) => this.#handler.handle(record),
        handled: (record) => this.#committer.handled.add(record),
        // The loop is to end now, not when its poll is over.
        failed: () => this.#consumer.wakeup(),
      });
    }
    process.adopt(this.#consumer);
  }

  *run(): Routine<void> {
    const { clock, shutdown } = this.#process;
    yield* this.#subscribe(this.#options.plan.subscription);
    while (!shutdown.isDone) {
      yield* this.#process.proceed();
      yield* this.#obey();
      yield* this.#settleWork();
      const sinceMs = clock.now();
      const records = yield* this.#poll();
      yield* this.#process.proceed();
      if (records !== undefined && !records.isEmpty()) yield* this.#take(records);
      // The rule of a process for a poll that did not wait; without it, a loop could stop the clock.
      if (clock.now() === sinceMs) yield* pause(clock, 1);
    }
    if (this.#worker !== undefined) {
      yield* this.#worker.finish();
      yield* this.#committer.afterBatch();
    }
    yield* this.#consumer.close();
  }

  /** @returns `undefined` when it was woken up */
  *#poll(): Routine<ConsumerRecords | undefined> {
    try {
      return yield* this.#consumer.poll(this.#options.plan.pollTimeoutMs);
    } catch (error) {
      if (error instanceof WakeupException) return undefined;
      throw error;
    }
  }

  *#take(records: ConsumerRecords): Routine<void> {
    const { commit } = this.#options.plan.handler;
    if (commit === 'before') {
      const ends = new HandledOffsets();
      for (const record of records) ends.add(record);
      // At most once: what could not be committed may be read again by another, and is not handled here.
      if (!(yield* this.#committer.sync(ends.offsets()))) return;
    }
    if (this.#worker !== undefined) {
      this.#pauseForWork(records.partitions());
      this.#worker.add(records);
      return;
    }
    for (const record of records) {
      yield* this.#handler.handle(record);
      this.#committer.handled.add(record);
      yield* this.#committer.afterRecord();
    }
    yield* this.#committer.afterBatch();
  }

  /** What became of work beside the loop: its failure is thrown, its offsets are committed, its partitions resumed. */
  *#settleWork(): Routine<void> {
    const worker = this.#worker;
    if (worker === undefined) return;
    if (worker.failure !== undefined) throw worker.failure.error;
    yield* worker.isBusy ? this.#committer.afterRecord() : this.#committer.afterBatch();
    if (worker.isBusy || this.#pausedForWork.size === 0) return;
    const assigned = new Set(this.#consumer.assignment());
    this.#consumer.resume([...this.#pausedForWork].filter((partition) => assigned.has(partition)));
    this.#pausedForWork.clear();
  }

  #pauseForWork(partitions: readonly TopicPartition[]): void {
    this.#consumer.pause(partitions);
    for (const partition of partitions) this.#pausedForWork.add(partition);
  }

  *#obey(): Routine<void> {
    for (;;) {
      const command = this.#options.commands.shift();
      if (command === undefined) return;
      switch (command.kind) {
        case 'subscribe':
          yield* this.#subscribe(command.subscription);
          break;
        case 'pause':
          this.#consumer.pause(this.#assigned(command.partitions));
          break;
        case 'resume':
          this.#consumer.resume(this.#assigned(command.partitions));
          break;
        case 'commit':
          yield* this.#committer.now();
      }
    }
  }

  /** Of these partitions, those that are this consumer's now: of others it can neither pause nor resume any. */
  #assigned(names: readonly PartitionName[]): readonly TopicPartition[] {
    const assigned = new Set(this.#consumer.assignment());
    return names.map(({ topic, partition }) => topicPartition(topic, partition)).filter((name) => assigned.has(name));
  }

  *#subscribe(plan: SubscriptionPlan): Routine<void> {
    switch (plan.kind) {
      case 'topics':
        yield* this.#consumer.subscribe(plan.topics, this.#listener);
        return;
      case 'pattern':
        yield* this.#consumer.subscribe(new RegExp(plan.pattern), this.#listener);
        return;
      case 'assign':
        yield* this.#consumer.assign(plan.partitions.map(({ topic, partition }) => topicPartition(topic, partition)));
    }
  }
  readonly #listener: CoreListener = {
    onPartitionsRevoked: (partitions) => this.#giveUp(partitions, this.#committer.beforeRevoked(partitions)),
    onPartitionsAssigned: (partitions) => this.#assignedNow(partitions),
    onPartitionsLost: (partitions) => this.#giveUp(partitions),
  };

  *#giveUp(partitions: readonly TopicPartition[], before?: Routine<void>): Routine<void> {
    yield* this.#process.proceed();
    if (this.#worker !== undefined) yield* this.#worker.giveUp(partitions);
    if (before !== undefined) yield* before;
    this.#committer.handled.forget(partitions);
    for (const partition of partitions) this.#pausedForWork.delete(partition);
  }

  /** What comes while records are handled waits for them, like everything else. */
  *#assignedNow(partitions: readonly TopicPartition[]): Routine<void> {
    yield* this.#process.proceed();
    if (this.#worker?.isBusy === true) this.#pauseForWork(partitions);
  }
}
