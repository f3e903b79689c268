// Floor 6. The group in which answers of this exercise live: a loop that polls and makes checkpoints, an output that keeps rows back, members
// that come, leave, stand still and crash. What is right is said in checks.ts.
import { type ConsumerRebalanceListener, type ConsumerRecords, KafkaConsumer, topicPartition } from 'kafka';
import type { ProcessContext } from 'simulator';
import { expectProcessesWell, GroupOfApps, type GroupOfAppsOptions, SimulatedSink, type Sink } from 'testkit';

interface Row {
  readonly offset: number;
}

type App = ConsumerRebalanceListener & {
  onRecords(records: ConsumerRecords): void | Promise<void>;
  checkpoint(): Promise<void>;
};

/** The answer, evaluated anew for each life of a process. */
export type Answer = () => Promise<{ readonly createApp: (consumer: KafkaConsumer, sink: Sink<Row>) => App }>;

export interface GroupOptions extends GroupOfAppsOptions {
  /** How many records each partition begins with. */
  readonly records: number;
  /** What the loop of a process that stood still comes to first. Default: the next poll. */
  readonly comesBackTo?: 'poll' | 'checkpoint' | 'close';
}

/** How long the group may take to get everything done after the last fault. */
const drainMs = 60_000;

export class AppGroup extends GroupOfApps {
  readonly #answer: Answer;
  readonly #comesBackTo: GroupOptions['comesBackTo'];
  readonly #sink: SimulatedSink<Row>;

  constructor(answer: Answer, options: GroupOptions) {
    const { records, comesBackTo, seed = 1 } = options;
    super(options);
    this.#answer = answer;
    this.#comesBackTo = comesBackTo;
    this.#sink = new SimulatedSink({ seed: `sink ${seed}` });
    this.produce(records);
  }

  /** Lets every record be put out; the test fails when that does not happen in time. */
  async expectAllPutOut(): Promise<void> {
    if (await this.untilAllProcessed(drainMs)) return;
    this.expectNoneLeft(
      (record) =>
        `No row of ${record} was put out within ${drainMs / 1000} s after the last thing that happened to the group.`,
    );
  }

  /** Lets all be put out if the answer gets there, and two checkpoints pass then: for tests that look at something else. */
  async settle(): Promise<void> {
    await this.untilAllProcessed(drainMs);
    await this.cluster.runFor(2500);
    expectProcessesWell(this.cluster);
  }

  protected async main({ name }: ProcessContext): Promise<void> {
    const { createApp } = await this.#answer();
    const consumer = new KafkaConsumer({ ...this.consumerConfig(name), 'max.poll.interval.ms': 8000 });
    const app = createApp(consumer, this.#sinkOf(name));
    await consumer.subscribe(['orders'], app);
    let checkpointMs = this.cluster.now + 1000;
    while (!this.isLeaving(name)) {
      const begunMs = this.cluster.now;
      await app.onRecords(await consumer.poll(200));
      const stoodStill = this.cluster.now - begunMs > 3000;
      if (stoodStill && this.#comesBackTo === 'close') break;
      if (stoodStill && this.#comesBackTo !== 'checkpoint') checkpointMs = this.cluster.now + 1000;
      if (this.cluster.now < checkpointMs) continue;
      await app.checkpoint();
      checkpointMs = this.cluster.now + 1000;
    }
    await consumer.close();
  }

  /** The same output, with each row that is put out told in the trace. */
  #sinkOf(name: string): Sink<Row> {
    const client = this.#sink.client();
    // What an earlier life of the process has put out is none of this one's.
    let told = this.#sink.flushes.length;
    return {
      add: client.add,
      discard: client.discard,
      flush: async (partition) => {
        await client.flush(partition);
        const arrived = this.#sink.flushes.slice(told).filter(({ process }) => process === name);
        told = this.#sink.flushes.length;
        for (const flush of arrived) {
          const of = { process: name, clientId: name, partition: topicPartition(flush.topic, flush.partition) };
          for (const { offset } of flush.rows) this.cluster.emit({ kind: 'record.processed', ...of, offset });
        }
      },
    };
  }
}
