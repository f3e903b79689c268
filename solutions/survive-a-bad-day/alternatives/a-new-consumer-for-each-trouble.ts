// Keeps nothing after an error: the consumer is closed, and another one of the same name takes its place in the group.
import {
  type AssignorClass,
  type ConsumerRecord,
  FencedInstanceIdException,
  KafkaConsumer,
  KafkaException,
  WakeupException,
} from 'kafka';

interface Context {
  readonly instance: string;
  readonly groupId: string;
  readonly assignors: { readonly StickyAssignor: AssignorClass };
  readonly handle: (record: ConsumerRecord) => Promise<void>;
  readonly shutdown: { readonly isRequested: boolean };
}

export async function run(context: Context): Promise<void> {
  while (!context.shutdown.isRequested) {
    const worker = new Worker(context);
    try {
      await worker.work();
    } catch (error) {
      const isOver = error instanceof FencedInstanceIdException || !(error instanceof KafkaException);
      if (isOver) throw error;
    } finally {
      await worker.end();
    }
  }
}

class Worker {
  readonly #context: Context;
  readonly #consumer: KafkaConsumer;
  /** Whether something is handled that is not committed. */
  #isOwing = false;

  constructor(context: Context) {
    this.#context = context;
    this.#consumer = new KafkaConsumer({
      'group.id': context.groupId,
      'group.instance.id': context.instance,
      'session.timeout.ms': 40_000,
      'max.poll.interval.ms': 240_000,
      'max.poll.records': 10,
      'enable.auto.commit': false,
      'auto.offset.reset': 'earliest',
      'partition.assignment.strategy': [this.#context.assignors.StickyAssignor],
    });
  }

  async work(): Promise<void> {
    await this.#consumer.subscribe(['orders']);
    while (!this.#context.shutdown.isRequested) {
      for (const record of await this.#consumer.poll(2000)) {
        this.#isOwing = true;
        await this.#context.handle(record);
      }
      if (!this.#isOwing) continue;
      await this.#consumer.commitSync();
      this.#isOwing = false;
    }
  }

  async end(): Promise<void> {
    try {
      if (this.#isOwing && this.#context.shutdown.isRequested) await this.#commitAtLast();
    } finally {
      await this.#consumer.close();
    }
  }

  async #commitAtLast(): Promise<void> {
    try {
      await this.#consumer.commitSync();
    } catch (error) {
      if (!(error instanceof WakeupException)) return;
      await this.#consumer.commitSync();
    }
  }
}
