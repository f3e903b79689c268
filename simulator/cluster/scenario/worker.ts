// Floor 4. Handles records beside the poll loop, one after another, as an application does that pauses its partitions and goes on
// polling (KafkaConsumer's documentation: "Detecting Consumer Failures"). Knows nothing of commits.
import type { ConsumerRecord } from '../../client/records.ts';
import { Future } from '../../kernel/future.ts';
import { type Routine, start, waitFor } from '../../kernel/routine.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';

export interface WorkerOptions {
  handle(record: ConsumerRecord): Routine<void>;
  handled(record: ConsumerRecord): void;
  /** The work has come to an end with an error: see `failure`. */
  failed(): void;
}

export class Worker {
  readonly #options: WorkerOptions;
  #queue: ConsumerRecord[] = [];
  #atHand: { readonly record: ConsumerRecord; readonly done: Future<void> } | undefined;
  #running: Future<void> | undefined;

  constructor(options: WorkerOptions) {
    this.#options = options;
  }

  get isBusy(): boolean {
    return this.#running !== undefined && !this.#running.isDone;
  }

  /** What a record's handler threw, which ended the work. */
  get failure(): { readonly error: unknown } | undefined {
    const outcome = this.#running?.outcome;
    return outcome !== undefined && 'error' in outcome ? outcome : undefined;
  }

  add(records: Iterable<ConsumerRecord>): void {
    this.#queue.push(...records);
    // After a failure nothing more is handled: whoever looks at it next has to find it.
    if (this.isBusy || this.failure !== undefined) return;
    this.#running = start(this.#work());
    this.#running.onDone((outcome) => {
      if ('error' in outcome) this.#options.failed();
    });
  }

  /** Waits until everything is handled; throws what a handler threw. */
  *finish(): Routine<void> {
    if (this.#running !== undefined) yield* waitFor(this.#running);
  }

  /** Gives partitions up: what waits is dropped, and the record at hand is waited for. */
  *giveUp(partitions: readonly TopicPartition[]): Routine<void> {
    const isGivenUp = ({ topic, partition }: ConsumerRecord): boolean =>
      partitions.some((given) => given.topic === topic && given.partition === partition);
    this.#queue = this.#queue.filter((record) => !isGivenUp(record));
    if (this.#atHand !== undefined && isGivenUp(this.#atHand.record)) yield* waitFor(this.#atHand.done);
  }

  *#work(): Routine<void> {
    for (;;) {
      const record = this.#queue.shift();
      if (record === undefined) return;
      const done = new Future<void>();
      this.#atHand = { record, done };
      try {
        yield* this.#options.handle(record);
        this.#options.handled(record);
      } finally {
        this.#atHand = undefined;
        done.succeed();
      }
    }
  }
}
