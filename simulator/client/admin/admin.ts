// Floor 3. The admin client that applications use: promises over GroupAdmin and TopicAdmin.
import { type Routine, start } from '../../kernel/routine.ts';
import type { AdminConfigInput } from '../../protocol/config/admin-config.ts';
import { parseAdminConfig } from '../../protocol/config/client-config.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import { checkedName, checkedNames, checkedOffsets, internedKeys, internedPartitions } from '../arguments.ts';
import { type ClientProcess, currentProcess } from '../current-process.ts';
import { IllegalArgumentException } from '../errors.ts';
import type { OffsetAndMetadata, Offsets } from '../records.ts';
import { AdminRequests } from './admin-requests.ts';
import type {
  ConsumerGroupDescription,
  ConsumerGroupListing,
  ListOffsetsResultInfo,
  NewTopic,
  OffsetSpec,
  RemoveMembersOptions,
  TopicDescription,
} from './admin-types.ts';
import { GroupAdmin, type Outcomes } from './group-admin.ts';
import { TopicAdmin } from './topic-admin.ts';

/**
 * Looks at groups, offsets and topics, and changes them (Kafka: `org.apache.kafka.clients.admin.Admin`). Each call finds the broker that it has to
 * ask, and tries again what may pass, for `default.api.timeout.ms` (1 minute); then it rejects with a TimeoutException whose `cause` is the last
 * failure. A call about several things rejects with the first failure among them, when the others are done.
 *
 * ```ts
 * const admin = new Admin();
 * const groups = await admin.describeConsumerGroups(['orders-app']);
 * console.log(groups.get('orders-app')?.state);
 * ```
 */
export class Admin {
  readonly #process: ClientProcess;
  readonly #requests: AdminRequests;
  readonly #groups: GroupAdmin;
  readonly #topics: TopicAdmin;

  /**
   * @param config Kafka's keys; what is left out has Kafka's default. Keys that are not known are refused (Kafka only logs them)
   * @throws ConfigException for an unknown key, a value that cannot be, or two that contradict each other
   */
  constructor(config: AdminConfigInput = {}) {
    this.#process = currentProcess('new Admin');
    this.#requests = new AdminRequests(
      this.#process,
      parseAdminConfig(config, () => this.#process.nextClientNumber()),
    );
    this.#groups = new GroupAdmin(this.#requests);
    this.#topics = new TopicAdmin(this.#requests);
  }

  /**
   * The groups of the cluster, as all its brokers know them.
   *
   * @param options `states`: only groups in these, such as `Empty` and `Stable`. Default: all
   */
  listConsumerGroups(options: { readonly states?: readonly string[] } = {}): Promise<readonly ConsumerGroupListing[]> {
    return this.#run('listConsumerGroups()', () => this.#groups.list(options.states ?? []));
  }

  /**
   * Groups with their members and what each member was given. During a rebalance that is the assignment before it.
   *
   * @throws GroupIdNotFoundException, GroupAuthorizationException
   */
  describeConsumerGroups(groupIds: readonly string[]): Promise<ReadonlyMap<string, ConsumerGroupDescription>> {
    return this.#run(`describeConsumerGroups(${listed(groupIds)})`, () =>
      forEach(checkedNames(groupIds, 'a group'), (id) => this.#groups.describe(id)),
    );
  }

  /**
   * The offsets that a group has committed. A partition without a committed offset is not in the result.
   *
   * @param partitions default: all that the group has committed
   * @throws GroupAuthorizationException
   */
  listConsumerGroupOffsets(
    groupId: string,
    partitions?: readonly TopicPartition[],
  ): Promise<ReadonlyMap<TopicPartition, OffsetAndMetadata>> {
    return this.#run(`listConsumerGroupOffsets(${listed([groupId])})`, () =>
      this.#groups.listOffsets(
        checkedName(groupId, 'a group'),
        partitions === undefined ? null : internedPartitions(partitions),
      ),
    );
  }

  /**
   * Sets committed offsets of a group without members. Consumers see them when they start.
   *
   * @throws UnknownMemberIdException when the group has members: stop its consumers first
   * @throws UnknownTopicOrPartitionException, OffsetMetadataTooLarge, GroupAuthorizationException
   */
  alterConsumerGroupOffsets(groupId: string, offsets: Offsets): Promise<void> {
    return this.#run(`alterConsumerGroupOffsets(${listed([groupId])})`, () =>
      allSucceeded(this.#groups.alterOffsets(checkedName(groupId, 'a group'), checkedOffsets(offsets))),
    );
  }

  /**
   * Forgets committed offsets of a group.
   *
   * @throws GroupSubscribedToTopicException when the group consumes the topic
   * @throws GroupIdNotFoundException, GroupAuthorizationException
   */
  deleteConsumerGroupOffsets(groupId: string, partitions: readonly TopicPartition[]): Promise<void> {
    return this.#run(`deleteConsumerGroupOffsets(${listed([groupId])})`, () =>
      allSucceeded(this.#groups.deleteOffsets(checkedName(groupId, 'a group'), internedPartitions(partitions))),
    );
  }

  /**
   * Removes groups, with their offsets.
   *
   * @throws GroupNotEmptyException when one has members
   * @throws GroupIdNotFoundException, GroupAuthorizationException
   */
  async deleteConsumerGroups(groupIds: readonly string[]): Promise<void> {
    await this.#run(`deleteConsumerGroups(${listed(groupIds)})`, () =>
      forEach(checkedNames(groupIds, 'a group'), (id) => this.#groups.delete(id)),
    );
  }

  /**
   * Makes members leave a group, which rebalances at once. A consumer that still runs rejoins when it notices.
   *
   * @param options which static members; default: all members
   * @throws UnknownMemberIdException when the group has no such member
   */
  removeMembersFromConsumerGroup(groupId: string, options: RemoveMembersOptions = {}): Promise<void> {
    return this.#run(`removeMembersFromConsumerGroup(${listed([groupId])})`, () =>
      allSucceeded(this.#groups.removeMembers(checkedName(groupId, 'a group'), options)),
    );
  }

  /**
   * Offsets in the logs of partitions: `OffsetSpec.earliest()`, `OffsetSpec.latest()`, `OffsetSpec.forTimestamp(ms)`.
   *
   * @throws TimeoutException when a partition is not there, or has no leader, for `default.api.timeout.ms`
   */
  listOffsets(
    specs: ReadonlyMap<TopicPartition, OffsetSpec>,
  ): Promise<ReadonlyMap<TopicPartition, ListOffsetsResultInfo>> {
    return this.#run('listOffsets()', () => this.#topics.listOffsets(internedKeys(specs)));
  }

  /** Names of all topics, without Kafka's own. */
  listTopics(): Promise<readonly string[]> {
    return this.#run('listTopics()', () => this.#topics.list());
  }

  /**
   * Topics with their partitions, leaders and replicas.
   *
   * @throws UnknownTopicOrPartitionException when there is no such topic
   */
  describeTopics(topics: readonly string[]): Promise<ReadonlyMap<string, TopicDescription>> {
    return this.#run(`describeTopics(${listed(topics)})`, () =>
      forEach(checkedNames(topics, 'a topic'), (topic) => this.#topics.describe(topic)),
    );
  }

  /** @throws TopicExistsException, InvalidTopicException, InvalidPartitionsException, InvalidReplicationFactorException */
  createTopics(topics: readonly NewTopic[]): Promise<void> {
    return this.#run('createTopics()', () => allSucceeded(this.#topics.create(checkedNewTopics(topics))));
  }

  /** @throws UnknownTopicOrPartitionException when there is no such topic */
  deleteTopics(topics: readonly string[]): Promise<void> {
    return this.#run(`deleteTopics(${listed(topics)})`, () =>
      allSucceeded(this.#topics.delete(checkedNames(topics, 'a topic'))),
    );
  }

  /**
   * Adds partitions to topics. Keys are then hashed over more partitions: later records of a key may go elsewhere than earlier ones. Consumers notice
   * within `metadata.max.age.ms` (5 minutes).
   *
   * @param newTotals how many partitions each topic is to have
   * @throws InvalidPartitionsException when that is not more than it has
   */
  createPartitions(newTotals: ReadonlyMap<string, number>): Promise<void> {
    return this.#run('createPartitions()', () => allSucceeded(this.#topics.createPartitions(checkedTotals(newTotals))));
  }

  /** Drops the connections. What is under way is never answered. */
  close(): void {
    this.#requests.close();
  }

  /** What is wrong with the arguments becomes a rejection too: a promise is all that comes back. */
  #run<T>(what: string, routine: () => Routine<T>): Promise<T> {
    return this.#process.promise(start(delayed(routine)), `Admin.${what}`);
  }
}

/** For what a report shows: before anything is checked. */
function listed(names: unknown): string {
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string').join(', ') : '';
}

function checkedNewTopics(topics: readonly NewTopic[]): readonly NewTopic[] {
  if (Array.isArray(topics) && topics.every((topic) => typeof topic === 'object' && topic !== null)) {
    for (const { name } of topics) checkedName(name, 'a topic');
    return topics;
  }
  throw new IllegalArgumentException("This takes a list of topics: [{ name: 'orders', numPartitions: 6 }].");
}

function checkedTotals(newTotals: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  if (!(newTotals instanceof Map)) {
    throw new IllegalArgumentException("This takes a Map by topic: new Map([['orders', 12]]).");
  }
  for (const [topic, count] of newTotals) {
    checkedName(topic, 'a topic');
    if (typeof count === 'number') continue;
    throw new IllegalArgumentException(`${topic} is to have a number of partitions, not ${typeof count}.`);
  }
  return newTotals;
}

/** One after another, so that the first failure is told when all are done. */
function* forEach<T>(names: readonly string[], ask: (name: string) => Routine<T>): Routine<ReadonlyMap<string, T>> {
  const answers = new Map<string, T>();
  const failures: unknown[] = [];
  for (const name of new Set(names)) {
    try {
      answers.set(name, yield* ask(name));
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return answers;
}

function* allSucceeded<K>(outcomes: Routine<Outcomes<K>>): Routine<void> {
  for (const failure of (yield* outcomes).values()) if (failure !== undefined) throw failure;
}

function* delayed<T>(routine: () => Routine<T>): Routine<T> {
  return yield* routine();
}
