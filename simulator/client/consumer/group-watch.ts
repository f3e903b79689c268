// Floor 3. Whether what a consumer joined with still holds: its subscription, and, for the leader, the partitions it has divided
// (Kafka: ConsumerCoordinator with MetadataSnapshot and joinedSubscription). Runs no assignor.
import type { Routine } from '../../kernel/routine.ts';
import type { PartitionInfo } from '../cluster-metadata.ts';
import type { ConsumerContext } from './consumer-context.ts';
import { Deadline } from './deadline.ts';
import { containsAll } from './subscription-state.ts';

interface Snapshot {
  readonly version: number;
  readonly partitionsByTopic: ReadonlyMap<string, readonly PartitionInfo[]>;
}

export class GroupWatch {
  readonly #context: ConsumerContext;
  readonly #isRackAware: boolean;
  #joinedTopics: ReadonlySet<string> | undefined;
  #snapshot: Snapshot;
  /** What the leader's assignment is based on. */
  #assignedFrom: Snapshot | undefined;
  /** The latest snapshot that was found to be the same as that. */
  #sameAsAssignedFrom: Snapshot | undefined;
  isLeader = false;

  constructor(context: ConsumerContext) {
    this.#context = context;
    this.#isRackAware = context.config['client.rack'] !== '';
    this.#snapshot = this.#takeSnapshot();
  }

  /** Takes up metadata that has come since the last call: which topics match the pattern, which partitions there are. */
  update(): void {
    const { metadata, subscriptions } = this.#context;
    if (metadata.updateVersion <= this.#snapshot.version) return;
    if (subscriptions.hasPattern) this.updatePattern();
    this.#snapshot = this.#takeSnapshot();
  }

  /** Subscribes to the known topics that match the pattern. */
  updatePattern(): void {
    const { metadata, subscriptions } = this.#context;
    const matching = metadata.cluster.topics().filter((topic) => subscriptions.matchesPattern(topic));
    if (subscriptions.subscribeFromPattern(new Set(matching))) metadata.requestUpdateForNewTopics();
  }

  /** The subscription goes out with a JoinGroup. */
  joining(): ReadonlySet<string> {
    this.#joinedTopics = this.#context.subscriptions.topics;
    return this.#joinedTopics;
  }

  /** The leader may assign topics that match this member's pattern although the member has not heard of them. */
  addAssignedTopics(topics: ReadonlySet<string>): void {
    const { metadata, subscriptions } = this.#context;
    const joined = this.#joinedTopics ?? new Set();
    if (!subscriptions.hasPattern || containsAll(joined, topics)) return;
    const subscribed = new Set(subscriptions.topics);
    const nowJoined = new Set(joined);
    for (const topic of topics) {
      if (joined.has(topic)) continue;
      subscribed.add(topic);
      nowJoined.add(topic);
    }
    if (subscriptions.subscribeFromPattern(subscribed)) metadata.requestUpdateForNewTopics();
    this.#joinedTopics = nowJoined;
  }

  /** The leader watches all topics of the group, and needs metadata of all before it assigns. */
  *watchTopicsOfGroup(topics: ReadonlySet<string>): Routine<void> {
    const { metadata, network, subscriptions, clock } = this.#context;
    if (subscriptions.groupSubscribe(topics)) metadata.requestUpdateForNewTopics();
    yield* network.ensureFreshMetadata(new Deadline(clock, Number.POSITIVE_INFINITY));
    this.update();
  }

  /** The leader has assigned, based on what is known now. */
  assigned(): void {
    this.#assignedFrom = this.#snapshot;
    this.#sameAsAssignedFrom = this.#snapshot;
  }

  /** Only a leader has to watch for changes after a rebalance. */
  forgetAssignmentUnlessLeader(): void {
    if (!this.isLeader) this.#assignedFrom = undefined;
  }

  /** Why the member has to join again, if it has to. */
  get reasonToRejoin(): string | undefined {
    if (this.#assignedFrom !== undefined && !this.#isAssignmentCurrent(this.#assignedFrom)) {
      return 'cached metadata has changed';
    }
    const joined = this.#joinedTopics;
    const { topics } = this.#context.subscriptions;
    if (joined === undefined || joined === topics) return undefined;
    return joined.size === topics.size && containsAll(joined, topics) ? undefined : 'subscription has changed';
  }

  #takeSnapshot(): Snapshot {
    const { metadata, subscriptions } = this.#context;
    const partitionsByTopic = new Map<string, readonly PartitionInfo[]>();
    for (const topic of subscriptions.metadataTopics) {
      partitionsByTopic.set(topic, metadata.cluster.partitionsForTopic(topic));
    }
    return { version: metadata.updateVersion, partitionsByTopic };
  }

  #isAssignmentCurrent(assignedFrom: Snapshot): boolean {
    const snapshot = this.#snapshot;
    if (snapshot === this.#sameAsAssignedFrom || snapshot.version === assignedFrom.version) return true;
    const before = assignedFrom.partitionsByTopic;
    const now = snapshot.partitionsByTopic;
    if (before.size !== now.size) return false;
    for (const [topic, partitions] of now) {
      const known = before.get(topic);
      if (known === undefined || !this.#isSame(known, partitions)) return false;
    }
    this.#sameAsAssignedFrom = snapshot;
    return true;
  }

  /** The number of partitions counts; where they are only to a consumer that has a rack. */
  #isSame(a: readonly PartitionInfo[], b: readonly PartitionInfo[]): boolean {
    if (a === b) return true;
    if (a.length !== b.length) return false;
    if (!this.#isRackAware) return true;
    return a.every((partition, at) => {
      const racks = racksOf(partition);
      const racksNow = racksOf(b[at]);
      return racks.size === racksNow.size && containsAll(racks, racksNow);
    });
  }
}

function racksOf(partition: PartitionInfo | undefined): ReadonlySet<string | undefined> {
  return new Set(partition?.replicas.map((replica) => replica.rack));
}
