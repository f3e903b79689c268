// Floor 6. The group that a schedule is played on: an app that hands records to a worker of its process, which writes them to the store, one
// after the other. Plays the schedule, and gives what reached the store.
import {
  type ConsumerGroupMetadata,
  type ConsumerRecord,
  KafkaConsumer,
  sleep,
  type TopicPartition,
  topicPartition,
  WakeupException,
} from 'kafka';
import { type ProcessContext, RandomStream, SimulatedCluster } from 'simulator';
import { expectProcessesWell, RangeAssignor } from 'testkit';
import { type Fence, Store, type StoreWrite } from './fences';
import type { ScheduledEvent } from './schedule';

/** How long onPartitionsRevoked waits for the worker. */
const patienceMs = 1000;
const recordEveryMs = 1000;
/** How long it goes on when the last event is over. */
const afterwardsMs = 3000;

interface Job {
  readonly partition: TopicPartition;
  readonly offset: number;
  readonly polledAtMs: number;
  /** As of the assignment. */
  readonly owner: ConsumerGroupMetadata;
}

export interface PlayedRun {
  readonly cluster: SimulatedCluster;
  readonly writes: readonly StoreWrite[];
  /** An event that could not happen, in words. */
  readonly impossible: string | undefined;
}

export async function play(events: readonly ScheduledEvent[], fence: Fence, seed: number): Promise<PlayedRun> {
  const chance = new RandomStream(`break-the-fencing/${seed}`);
  const cluster = new SimulatedCluster({
    name: `${fence.name}, ${seed}`,
    seed,
    brokers: 1,
    topics: { orders: 2 },
    config: { 'group.initial.rebalance.delay.ms': 0 },
  });
  const app = new App(cluster, fence, chance);
  const endMs = Math.max(0, ...events.map(({ atMs, forMs }) => atMs + forMs)) + afterwardsMs;
  const firstMs = chance.integer(0, recordEveryMs);
  for (let atMs = firstMs; atMs < endMs; atMs += recordEveryMs) {
    cluster.schedule(atMs, () => {
      for (const partition of [0, 1]) cluster.append('orders', partition, [{ value: 'an order' }]);
    });
  }
  app.start('c1');
  let impossible: string | undefined;
  for (const event of events) {
    await cluster.runFor(event.atMs - cluster.now);
    impossible ??= app.happen(event);
  }
  await cluster.runFor(endMs - cluster.now);
  expectProcessesWell(cluster);
  return { cluster, writes: app.store.writes, impossible };
}

class App {
  readonly store: Store;
  readonly #cluster: SimulatedCluster;
  readonly #fence: Fence;
  readonly #chance: RandomStream;
  readonly #stalledUntilMs = new Map<string, number>();

  constructor(cluster: SimulatedCluster, fence: Fence, chance: RandomStream) {
    this.#cluster = cluster;
    this.#fence = fence;
    this.#chance = chance;
    this.store = new Store(fence, () => cluster.now);
  }

  start(name: string): void {
    // A new process has a new worker.
    this.#stalledUntilMs.delete(name);
    this.#cluster.process(name).start((context) => this.#main(context));
  }

  /** @returns why it could not */
  happen({ atMs, action, process: name, forMs }: ScheduledEvent): string | undefined {
    const process = this.#cluster.process(name);
    const at = `At ${atMs} ms ${name} was to ${action}, and`;
    if (action === 'start') {
      if (process.isAlive) return `${at} it is running already.`;
      this.start(name);
      return undefined;
    }
    if (process.state !== 'running') return `${at} it is not running.`;
    if (action === 'close') process.stop();
    else if (action === 'crash') process.crash();
    else if (action === 'freeze') process.freeze(forMs);
    else {
      this.#stalledUntilMs.set(name, atMs + forMs);
      this.#cluster.note(`The worker of ${name} stands still for ${forMs} ms. Its loop polls on.`);
    }
    return undefined;
  }

  async #main({ name, shutdown }: ProcessContext): Promise<void> {
    const consumer = new KafkaConsumer({
      'group.id': 'shop',
      'client.id': name,
      'enable.auto.commit': false,
      'auto.offset.reset': 'earliest',
      'session.timeout.ms': 6000,
      'heartbeat.interval.ms': 1000,
      'partition.assignment.strategy': [RangeAssignor],
    });
    const owned = new Map<TopicPartition, ConsumerGroupMetadata>();
    let latest = consumer.groupMetadata();
    const queue: Job[] = [];
    let isBusy = false;

    const work = async (): Promise<void> => {
      isBusy = true;
      for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
        await sleep(this.#chance.integer(20, 60));
        await this.#untilAwake(name);
        const shown = this.#fence.isReadAtTheWrite ? latest : job.owner;
        await sleep(this.#chance.integer(1, 3));
        this.store.write(name, job, shown);
      }
      isBusy = false;
    };

    await consumer.subscribe(['orders'], {
      onPartitionsAssigned: (partitions) => {
        latest = consumer.groupMetadata();
        for (const partition of partitions) {
          const next = this.store.register(name, partition, latest);
          if (next === undefined) continue;
          owned.set(partition, latest);
          consumer.seek(partition, next);
        }
      },
      onPartitionsRevoked: async () => {
        const untilMs = this.#cluster.now + patienceMs;
        while (isBusy && this.#cluster.now < untilMs) await sleep(50);
        owned.clear();
      },
      onPartitionsLost: () => owned.clear(),
    });
    while (!shutdown.isRequested) {
      for (const { topic, partition: number, offset } of await pollUnlessWoken(consumer)) {
        const partition = topicPartition(topic, number);
        const owner = owned.get(partition);
        if (owner !== undefined) queue.push({ partition, offset, polledAtMs: this.#cluster.now, owner });
      }
      if (!isBusy && queue.length > 0) void work();
    }
    await consumer.close();
  }

  /** A stall that begins while a record is at work holds it up before it is written. */
  async #untilAwake(name: string): Promise<void> {
    const untilMs = this.#stalledUntilMs.get(name) ?? 0;
    if (this.#cluster.now < untilMs) await sleep(untilMs - this.#cluster.now);
  }
}

async function pollUnlessWoken(consumer: KafkaConsumer): Promise<Iterable<ConsumerRecord>> {
  try {
    return await consumer.poll(1000);
  } catch (error) {
    if (error instanceof WakeupException) return [];
    throw error;
  }
}
