// Floor 3. What the group's leader does between JoinGroup and SyncGroup: it divides the partitions (Kafka:
// ConsumerCoordinator.onLeaderElected). Knows no assignor but by its interface.
import type { Routine } from '../../kernel/routine.ts';
import type { ConsumerProtocolAssignment, ConsumerProtocolSubscription } from '../../protocol/consumer-protocol.ts';
import type { JoinGroupProtocol, JoinGroupResponse } from '../../protocol/requests.ts';
import type { TopicPartition } from '../../protocol/topic-partition.ts';
import type { Assignment, ConsumerPartitionAssignor, RebalanceProtocol, Subscription } from '../assignor.ts';
import { IllegalArgumentException, IllegalStateException } from '../errors.ts';
import type { GroupContext } from './consumer-context.ts';
import type { GroupWatch } from './group-watch.ts';
import { partitionName, sortedPartitions } from './partition-order.ts';
import { containsAll } from './subscription-state.ts';

/** Kafka's own assignors never assign a topic that nobody subscribes to (Kafka: ASSIGN_FROM_SUBSCRIBED_ASSIGNORS). */
const assignFromSubscribed: ReadonlySet<string> = new Set(['range', 'roundrobin', 'sticky', 'cooperative-sticky']);

const none: readonly TopicPartition[] = Object.freeze([]);

export class Assignors {
  readonly #assignors: readonly ConsumerPartitionAssignor[];
  /** The most advanced protocol that all of them support. */
  readonly protocol: RebalanceProtocol | undefined;

  /** @throws IllegalArgumentException when they have no protocol in common */
  constructor(assignors: readonly ConsumerPartitionAssignor[]) {
    this.#assignors = assignors;
    this.protocol = commonProtocol(assignors);
  }

  get isEmpty(): boolean {
    return this.#assignors.length === 0;
  }

  /** @throws IllegalStateException when the coordinator chose one that this member does not have */
  byName(name: string | null): ConsumerPartitionAssignor {
    const found = this.#assignors.find((assignor) => assignor.name() === name);
    if (found !== undefined) return found;
    throw new IllegalStateException(
      `Coordinator selected invalid assignment protocol: ${name}. This consumer has ${this.#assignors.map((assignor) => assignor.name()).join(', ')}.`,
    );
  }

  /** What goes into JoinGroup: for each assignor, in order of preference, what the member subscribes to and owns. */
  protocols(context: GroupContext, topics: ReadonlySet<string>): readonly JoinGroupProtocol[] {
    const sorted = Object.freeze([...topics].sort());
    return this.#assignors.map((assignor) => {
      const metadata: ConsumerProtocolSubscription = Object.freeze({
        topics: sorted,
        userData: assignor.subscriptionUserData?.(topics),
        ownedPartitions: context.subscriptions.assignedPartitions,
        generationId: context.membership.generation.generationId,
        rackId: context.config['client.rack'] === '' ? undefined : context.config['client.rack'],
      });
      return Object.freeze({ name: assignor.name(), metadata });
    });
  }
}

/** Runs the assignor. Waits for metadata of topics that only others subscribe to. Returns what SyncGroup carries, by member. */
export function* assignGroup(
  context: GroupContext,
  assignors: Assignors,
  watch: GroupWatch,
  response: JoinGroupResponse,
): Routine<ReadonlyMap<string, ConsumerProtocolAssignment>> {
  const assignor = assignors.byName(response.protocolName);
  const subscriptions = new Map<string, Subscription>();
  const topics = new Set<string>();
  for (const member of response.members) {
    const subscription = subscriptionOf(member.memberId, member.metadata, member.groupInstanceId);
    subscriptions.set(member.memberId, subscription);
    for (const topic of subscription.topics) topics.add(topic);
  }
  yield* watch.watchTopicsOfGroup(topics);
  watch.isLeader = true;
  if (response.skipAssignment) {
    watch.assigned();
    return new Map();
  }
  const assignments = assignor.assign(context.metadata.cluster, subscriptions);
  if (assignors.protocol === 'COOPERATIVE' && assignor.name() !== 'cooperative-sticky') {
    validateCooperative(subscriptions, assignments);
  }
  if (!assignFromSubscribed.has(assignor.name())) yield* watchAssignedTopics(watch, assignments, topics);
  watch.assigned();
  const encoded = new Map<string, ConsumerProtocolAssignment>();
  for (const [memberId, assignment] of assignments) {
    encoded.set(
      memberId,
      Object.freeze({
        assignedPartitions: Object.freeze([...assignment.partitions]),
        userData: assignment.userData,
      }),
    );
  }
  return encoded;
}

function commonProtocol(assignors: readonly ConsumerPartitionAssignor[]): RebalanceProtocol | undefined {
  const [first, ...others] = assignors.map((assignor) => assignor.supportedProtocols?.() ?? (['EAGER'] as const));
  if (first === undefined) return undefined;
  const common = first.filter((protocol) => others.every((protocols) => protocols.includes(protocol)));
  if (common.includes('COOPERATIVE')) return 'COOPERATIVE';
  if (common.includes('EAGER')) return 'EAGER';
  throw new IllegalArgumentException(
    `Specified assignors ${assignors.map((assignor) => assignor.name()).join(', ')} do not have commonly supported rebalance protocol.`,
  );
}

function subscriptionOf(memberId: string, metadata: unknown, groupInstanceId: string | null): Subscription {
  if (!isConsumerSubscription(metadata)) {
    throw new IllegalStateException(`Member ${memberId} joined with metadata that is not a consumer's subscription.`);
  }
  return Object.freeze({
    topics: metadata.topics,
    userData: metadata.userData,
    ownedPartitions: metadata.ownedPartitions,
    generationId: metadata.generationId === -1 ? undefined : metadata.generationId,
    groupInstanceId: groupInstanceId ?? undefined,
    rackId: metadata.rackId,
  });
}

function isConsumerSubscription(metadata: unknown): metadata is ConsumerProtocolSubscription {
  return typeof metadata === 'object' && metadata !== null && 'topics' in metadata && 'ownedPartitions' in metadata;
}

/** An owned partition may go to another member only after its owner has given it up, so not in the same round. */
function validateCooperative(
  subscriptions: ReadonlyMap<string, Subscription>,
  assignments: ReadonlyMap<string, Assignment>,
): void {
  const added = new Set<TopicPartition>();
  const revoked = new Set<TopicPartition>();
  for (const [memberId, { partitions }] of assignments) {
    const owned = sortedPartitions(subscriptions.get(memberId)?.ownedPartitions ?? none);
    const assigned = sortedPartitions(partitions);
    const ownedSet = new Set(owned);
    const assignedSet = new Set(assigned);
    for (const partition of assigned) if (!ownedSet.has(partition)) added.add(partition);
    for (const partition of owned) if (!assignedSet.has(partition)) revoked.add(partition);
  }
  const both = [...added].filter((partition) => revoked.has(partition));
  if (both.length === 0) return;
  throw new IllegalStateException(
    'Assignor supporting the COOPERATIVE protocol violates its requirements: it gives ' +
      `${sortedPartitions(both).map(partitionName).join(', ')} to a new member in the round in which the old one is to give them up.`,
  );
}

/** An assignor may assign topics that nobody subscribes to: the leader has to watch those, too. */
function* watchAssignedTopics(
  watch: GroupWatch,
  assignments: ReadonlyMap<string, Assignment>,
  subscribed: ReadonlySet<string>,
): Routine<void> {
  const assigned = new Set<string>();
  for (const { partitions } of assignments.values()) for (const { topic } of partitions) assigned.add(topic);
  if (!containsAll(subscribed, assigned)) yield* watch.watchTopicsOfGroup(new Set([...subscribed, ...assigned]));
}
