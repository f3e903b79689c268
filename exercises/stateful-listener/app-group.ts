// Floor 6. The group in which answers of this exercise live: consumers of a topic or two, each with a listener over one store, that come, leave,
// stand still and crash. Notes each callback with what is owned and what is open when it comes back. What is right is said in checks.ts.
import { type ConsumerRebalanceListener, KafkaConsumer, type TopicPartition } from 'kafka';
import type { ProcessContext } from 'simulator';
import {
  expectProcessesWell,
  expectWithin,
  GroupOfApps,
  type GroupOfAppsOptions,
  SimulatedStateStore,
  type StateStore,
  type StateStoreOptions,
  type StoreEvent,
} from 'testkit';

/** The answer, evaluated anew for each life of a process. */
export type Answer = () => Promise<{ readonly StatefulListener: new (store: StateStore) => ConsumerRebalanceListener }>;

export interface GroupOptions extends GroupOfAppsOptions {
  readonly failsToOpen?: StateStoreOptions['failsToOpen'];
  /** What the loop of a process that stood still does first. Default: it polls on. */
  readonly onceItStoodStill?: 'polls' | 'closes';
}

/** A callback that came back. */
export interface CallbackNote {
  readonly process: string;
  readonly callback: 'onPartitionsRevoked' | 'onPartitionsAssigned' | 'onPartitionsLost';
  readonly partitions: readonly TopicPartition[];
  /** When it was called, and when it came back. */
  readonly fromMs: number;
  readonly atMs: number;
  /** What the consumer owns from then on, by what its listener was told. */
  readonly owned: readonly TopicPartition[];
  readonly open: readonly TopicPartition[];
  /** The calls of this process that reached the store meanwhile. */
  readonly calls: readonly StoreEvent[];
  readonly hasThrown: boolean;
  readonly error: unknown;
}

/** A consumer that was closed. */
export interface CloseNote {
  readonly process: string;
  readonly atMs: number;
  readonly open: readonly TopicPartition[];
}

const callbackNames = ['onPartitionsRevoked', 'onPartitionsAssigned', 'onPartitionsLost'] as const;

export class AppGroup extends GroupOfApps {
  readonly store: SimulatedStateStore;
  readonly callbacks: CallbackNote[] = [];
  readonly closes: CloseNote[] = [];
  readonly #answer: Answer;
  readonly #topics: readonly string[];
  readonly #onceItStoodStill: GroupOptions['onceItStoodStill'];

  constructor(answer: Answer, options: GroupOptions) {
    const { topics = ['orders'], failsToOpen = () => false, onceItStoodStill, seed = 1 } = options;
    super(options);
    this.#answer = answer;
    this.#topics = topics;
    this.#onceItStoodStill = onceItStoodStill;
    this.store = new SimulatedStateStore({ seed: `store ${seed}`, latency: { leastMs: 5, mostMs: 40 }, failsToOpen });
  }

  /** Lets everybody leave who is alive, and waits until they have. */
  async end(): Promise<void> {
    this.leave(...this.cluster.processes.map(({ name }) => name));
    const isOver = () => this.cluster.processes.every(({ isAlive }) => !isAlive);
    await expectWithin(this.cluster, 'everybody has closed and returned', isOver, { withinMs: 60_000 });
    expectProcessesWell(this.cluster);
  }

  protected async main({ name }: ProcessContext): Promise<void> {
    const { StatefulListener } = await this.#answer();
    const consumer = new KafkaConsumer({ ...this.consumerConfig(name), 'max.poll.interval.ms': 8000 });
    const listener = new StatefulListener(this.store.client());
    await consumer.subscribe(this.#topics, this.#noting(name, listener));
    while (!this.isLeaving(name)) {
      const begunMs = this.cluster.now;
      try {
        await consumer.poll(200);
      } catch (error) {
        // What the listener threw over the store: the supervisor of this process gives up and closes. Anything else is nothing that it asked for.
        const last = this.callbacks.findLast(({ process }) => process === name);
        if (last?.hasThrown && last.calls.some(({ hasFailed }) => hasFailed)) break;
        throw error;
      }
      const stoodStill = this.cluster.now - begunMs > 3000;
      if (stoodStill && this.#onceItStoodStill === 'closes') break;
    }
    await consumer.close();
    this.closes.push({ process: name, atMs: this.cluster.now, open: this.store.openIn(name) });
  }

  /** The same listener, with each callback noted when it comes back. */
  #noting(process: string, listener: ConsumerRebalanceListener): ConsumerRebalanceListener {
    const owned = new Set<TopicPartition>();
    const noted =
      (callback: (typeof callbackNames)[number]) =>
      async (partitions: readonly TopicPartition[]): Promise<void> => {
        const fromMs = this.cluster.now;
        const begin = this.store.events.length;
        let ended: { readonly error: unknown } | undefined;
        try {
          if (callback === 'onPartitionsAssigned') await listener.onPartitionsAssigned(partitions);
          else if (callback === 'onPartitionsRevoked' || listener.onPartitionsLost === undefined)
            await listener.onPartitionsRevoked(partitions);
          else await listener.onPartitionsLost(partitions);
        } catch (error) {
          ended = { error };
        }
        for (const partition of partitions) {
          if (callback === 'onPartitionsAssigned') owned.add(partition);
          else owned.delete(partition);
        }
        this.callbacks.push({
          process,
          callback,
          partitions,
          fromMs,
          atMs: this.cluster.now,
          owned: [...owned],
          open: this.store.openIn(process),
          calls: this.store.events.slice(begin).filter((event) => event.process === process),
          hasThrown: ended !== undefined,
          error: ended?.error,
        });
        if (ended !== undefined) throw ended.error;
      };
    return {
      onPartitionsAssigned: noted('onPartitionsAssigned'),
      onPartitionsRevoked: noted('onPartitionsRevoked'),
      onPartitionsLost: noted('onPartitionsLost'),
    };
  }
}
