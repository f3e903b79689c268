// Floor 6. A running group whose consumers use the answer: who joins with which weight, and what each owns when all is at rest.
import {
  type Assignment,
  type Cluster,
  type ConsumerPartitionAssignor,
  KafkaConsumer,
  type Subscription,
  topicPartition,
  WakeupException,
} from 'kafka';
import { SimulatedCluster } from 'simulator';
import { type DivisionCheck, expectNoProblem, expectProcessesWell, type GroupCase, groupCase } from 'testkit';

/** The answer, evaluated anew for each life of a process. */
export type Answer = () => Promise<{ readonly WeightedAssignor: new () => ConsumerPartitionAssignor }>;

export class RunningGroup {
  readonly cluster: SimulatedCluster;
  readonly #answer: Answer;
  readonly #topics: Readonly<Record<string, number>>;
  /** What each member that is alive declares, or sends. */
  readonly #userData = new Map<string, unknown>();

  constructor(answer: Answer, topics: Readonly<Record<string, number>>) {
    this.#answer = answer;
    this.#topics = topics;
    this.cluster = new SimulatedCluster({ brokers: 1, topics, config: { 'group.initial.rebalance.delay.ms': 0 } });
  }

  /** @param weight what stands in the consumer's configuration; `undefined`: the key is not there */
  join(name: string, weight: unknown): void {
    this.#userData.set(name, { weight });
    const config = weight === undefined ? {} : { 'assignor.weight': weight };
    this.#start(name, async () => (await this.#answer()).WeightedAssignor, config);
  }

  /** A member that runs something else under the same name, and sends this. */
  joinWith(name: string, userData: unknown): void {
    this.#userData.set(name, userData);
    this.#start(name, async () => otherVersion(userData), {});
  }

  leave(name: string): void {
    this.#userData.delete(name);
    this.cluster.process(name).stop();
  }

  /** @param failed processes that are to have ended by an error */
  async rest(...failed: readonly string[]): Promise<void> {
    await this.cluster.runFor(8000);
    expectProcessesWell(this.cluster, { allowed: failed });
    for (const name of failed) this.#userData.delete(name);
  }

  /** What is owned now, in the consumers' own view, stands up to all of these. */
  expectNow(...checks: readonly DivisionCheck[]): void {
    const group = this.#group();
    const owned = new Map<string, readonly (readonly [string, number])[]>();
    for (const event of this.cluster.trace) {
      if (event.kind !== 'consumer.assignment' || !this.#userData.has(event.process)) continue;
      owned.set(
        event.process,
        event.assignment.map(({ topic, partition }) => [topic, partition] as const),
      );
    }
    for (const check of checks) {
      const says = check({ group, actual: [...owned] });
      expectNoProblem(says === undefined ? undefined : { says, cluster: this.cluster, atMs: this.cluster.now });
    }
  }

  #group(): GroupCase {
    const topics = Object.keys(this.#topics);
    const members = [...this.#userData].map(([name, userData]) => [name, { topics, userData }] as const);
    return groupCase({ topics: this.#topics, members: Object.fromEntries(members) });
  }

  #start(
    name: string,
    assignor: () => Promise<new () => ConsumerPartitionAssignor>,
    config: Readonly<Record<string, unknown>>,
  ): void {
    this.cluster.process(name).start(async ({ shutdown }) => {
      const consumer = new KafkaConsumer({
        'group.id': 'shop',
        'client.id': name,
        'partition.assignment.strategy': [await assignor()],
        ...config,
      });
      await consumer.subscribe(Object.keys(this.#topics));
      try {
        while (!shutdown.isRequested) await consumer.poll(1000);
      } catch (error) {
        if (!(error instanceof WakeupException)) throw error;
      }
      await consumer.close();
    });
  }
}

/** What somebody else has deployed: it gives all to the first when it leads, and sends what it likes. */
function otherVersion(userData: unknown): new () => ConsumerPartitionAssignor {
  return class implements ConsumerPartitionAssignor {
    name(): string {
      return 'weighted';
    }

    subscriptionUserData(): unknown {
      return userData;
    }

    assign(metadata: Cluster, subscriptions: ReadonlyMap<string, Subscription>): Map<string, Assignment> {
      const all = metadata.topics().flatMap((topic) => metadata.partitionsForTopic(topic));
      return new Map(
        [...subscriptions.keys()].map((memberId, at) => [
          memberId,
          { partitions: at === 0 ? all.map(({ topic, partition }) => topicPartition(topic, partition)) : [] },
        ]),
      );
    }
  };
}
