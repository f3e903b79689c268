// Floor 6. The group whose consumers write to the answer's store: each registers what it is assigned, reads where the rows end, and goes on
// from there. Its members freeze, crash and leave; it is deleted and made again.
import { Admin, type ConsumerGroupMetadata, KafkaConsumer, sleep, type TopicPartition, topicPartition } from 'kafka';
import { type ProcessContext, RandomStream, SimulatedCluster, type SimulatedProcess } from 'simulator';
import { CooperativeStickyAssignor, expectNoProblem, expectProcessesWell, RangeAssignor, storyOf } from 'testkit';
import type { tokenOf } from './answer';
import { type Answer, Database, type Owner, sent } from './database';

const groupId = 'shop';
const drainMs = 60_000;

export interface GroupOptions {
  readonly protocol: 'eager' | 'cooperative';
  readonly partitions?: number;
  readonly seed?: number;
}

/** Makes tokens in a life of a process, with nothing left from an earlier one. */
type Tokens = () => Promise<{ readonly tokenOf: typeof tokenOf }>;

interface Held {
  readonly owner: Owner;
  readonly token: ReturnType<typeof tokenOf>;
}

export class OwnersGroup {
  readonly cluster: SimulatedCluster;
  readonly #database: Database;
  readonly #tokens: Tokens;
  readonly #options: Required<GroupOptions>;
  readonly #chance: RandomStream;
  #appended = 0;
  #incarnation = 1;

  constructor(answer: Answer, tokens: Tokens, options: GroupOptions) {
    this.#options = { partitions: 2, seed: 1, ...options };
    const { partitions, seed } = this.#options;
    this.#database = new Database(answer);
    this.#tokens = tokens;
    this.#chance = new RandomStream(`fence-the-zombie/wire ${seed}`);
    this.cluster = new SimulatedCluster({
      seed,
      brokers: 1,
      topics: { orders: partitions },
      config: { 'group.initial.rebalance.delay.ms': 0 },
    });
    this.produce(20);
  }

  produce(records: number): void {
    for (const { partition } of this.#partitions) {
      const values = Array.from({ length: records }, () => ({ value: 'an order' }));
      this.cluster.append('orders', partition, values);
    }
    this.#appended += records;
  }

  start(...names: readonly string[]): void {
    const incarnation = this.#incarnation;
    for (const name of names) this.process(name).start((context) => this.#main(context, incarnation));
  }

  process(name: string): SimulatedProcess {
    return this.cluster.process(name);
  }

  keep(...names: readonly string[]): void {
    for (const name of names) if (!this.process(name).isAlive) this.start(name);
  }

  /** Deletes the group, which has to be empty. What is started from now on belongs to the next incarnation. */
  async deleteGroup(): Promise<void> {
    let isDone = false;
    const name = `admin ${this.#incarnation}`;
    this.process(name).start(async () => {
      await new Admin({}).deleteConsumerGroups([groupId]);
      isDone = true;
    });
    await this.cluster.runUntil('the group is deleted', () => isDone, { withinMs: 10_000 });
    this.#incarnation += 1;
  }

  /** Rule 7: every record is a row, once and in order, and no call was answered wrong on the way. */
  async expectEachOnce(): Promise<void> {
    const isDone = () => this.#partitions.every((partition) => this.#written(partition) >= this.#appended);
    await this.cluster.runUntil('each record is a row', isDone, { withinMs: drainMs }).catch(() => {});
    expectProcessesWell(this.cluster);
    const { problem } = this.#database;
    if (problem !== undefined) expectNoProblem({ cluster: this.cluster, atMs: this.#firstMs ?? 0, says: problem });
    for (const partition of this.#partitions) this.#expectRows(partition);
  }

  #expectRows(partition: TopicPartition): void {
    const offsets = this.#database.read(partition).map((row) => row.offset);
    const wrong = offsets.findIndex((offset, index) => offset !== index);
    const at = wrong < 0 ? offsets.length : wrong;
    if (wrong < 0 && at === this.#appended) return;
    const came = wrong < 0 ? 'no row follows' : `the next row is that of offset ${offsets[at]}`;
    const says =
      `The rows of orders-${partition.partition} were to be those of offsets 0 to ${this.#appended - 1}, each once and in order. After ${at} of them ${came}. ` +
      `What became of offset ${at}:${storyOf(this.cluster.trace, partition, at)}`;
    expectNoProblem({ cluster: this.cluster, atMs: this.cluster.now, says });
  }

  get #partitions(): readonly TopicPartition[] {
    return Array.from({ length: this.#options.partitions }, (_, number) => topicPartition('orders', number));
  }

  readonly #rowCounts = new Map<TopicPartition, number>();
  /** When the first call was answered wrong. */
  #firstMs: number | undefined;

  #written(partition: TopicPartition): number {
    return this.#rowCounts.get(partition) ?? 0;
  }

  async #main({ name, shutdown }: ProcessContext, incarnation: number): Promise<void> {
    const answer = await this.#tokens();
    const consumer = new KafkaConsumer({
      'group.id': groupId,
      'client.id': name,
      'enable.auto.commit': false,
      'auto.offset.reset': 'earliest',
      'max.poll.records': 5,
      'session.timeout.ms': 6000,
      'heartbeat.interval.ms': 1000,
      'partition.assignment.strategy': [this.#options.protocol === 'eager' ? RangeAssignor : CooperativeStickyAssignor],
    });
    const held = new Map<TopicPartition, Held>();
    let isRefused = false;
    const letGo = (partitions: readonly TopicPartition[]): void => {
      for (const partition of partitions) held.delete(partition);
    };
    await consumer.subscribe(['orders'], {
      onPartitionsRevoked: letGo,
      onPartitionsLost: letGo,
      onPartitionsAssigned: async (partitions) => {
        for (const partition of partitions) {
          const metadata: ConsumerGroupMetadata = consumer.groupMetadata();
          const token = sent(answer.tokenOf(metadata, incarnation));
          const owner: Owner = { member: name, generation: metadata.generationId, incarnation };
          isRefused ||= !(await this.#call(() => this.#database.register(owner, partition, token)));
          if (isRefused) return;
          consumer.seek(partition, await this.#call(() => this.#database.read(partition).length));
          held.set(partition, { owner, token });
        }
      },
    });
    while (!shutdown.isRequested && !isRefused) {
      for (const { topic, partition: number, offset } of await consumer.poll(500)) {
        const partition = topicPartition(topic, number);
        const mine = held.get(partition);
        if (mine === undefined || isRefused) continue;
        const isTaken = await this.#call(() => this.#database.write(mine.owner, offset, partition, mine.token));
        // It is no owner any more. It leaves, and whoever looks after it starts it again.
        isRefused ||= !isTaken;
        if (!isTaken) continue;
        this.#rowCounts.set(partition, this.#written(partition) + 1);
        this.cluster.emit({ kind: 'record.processed', process: name, clientId: name, partition, offset });
      }
    }
    await consumer.close();
  }

  /** There and back again: a process that freezes does so before the call, or after it. */
  async #call<Result>(call: () => Result): Promise<Result> {
    await sleep(this.#chance.integer(1, 4));
    const result = call();
    if (this.#database.problem !== undefined) this.#firstMs ??= this.cluster.now;
    await sleep(this.#chance.integer(1, 4));
    return result;
  }
}
