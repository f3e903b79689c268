// Floor 5. Kafka's CooperativeStickyAssignor (KIP-429): the sticky division, but a partition changes hands in two rebalances. In
// the first nobody is given it, so that its owner gives it up; in the next it is free. Near racks come first (KIP-881).
import {
  type Assignment,
  type Cluster,
  type ConsumerGroupMetadata,
  type ConsumerPartitionAssignor,
  type PartitionInfo,
  type RebalanceProtocol,
  type Subscription,
  type TopicPartition,
  topicPartition,
} from 'kafka';

export class CooperativeStickyAssignor implements ConsumerPartitionAssignor {
  #generation = NO_GENERATION;
  /** The highest generation that any member ever spoke of. Claims of lower ones are memories of the group's past. */
  #maxGeneration = NO_GENERATION;

  name(): string {
    return 'cooperative-sticky';
  }

  supportedProtocols(): readonly RebalanceProtocol[] {
    return ['COOPERATIVE', 'EAGER'];
  }

  onAssignment(_assignment: Assignment, { generationId }: ConsumerGroupMetadata): void {
    this.#generation = generationId;
  }

  /** For leaders that cannot read the subscription's own generation: those before Kafka 3.4. */
  subscriptionUserData(): { readonly generation: number } {
    return { generation: this.#generation };
  }

  assign(metadata: Cluster, subscriptions: ReadonlyMap<string, Subscription>): Map<string, Assignment> {
    const group = new Group(metadata, subscriptions, ownershipOf);
    this.#maxGeneration = Math.max(this.#maxGeneration, group.maxGeneration);
    group.divide(this.#maxGeneration);
    const mustBeRevokedFirst = group.isUniform ? claimedByAnother(group) : givenUpInThisRound(group);
    return group.assignments((member) =>
      [...member.held].filter((partition) => !mustBeRevokedFirst(partition, member)),
    );
  }
}

/** In a COOPERATIVE group members still own partitions while they join. The generation may come from an older client's user data. */
function ownershipOf({ ownedPartitions, generationId, userData }: Subscription): Ownership {
  if (generationId !== undefined) return { partitions: ownedPartitions, generation: generationId };
  const isReadable = typeof userData === 'object' && userData !== null && 'generation' in userData;
  const generation = isReadable && typeof userData.generation === 'number' ? userData.generation : NO_GENERATION;
  return { partitions: ownedPartitions, generation };
}

type IsWithheld = (partition: TopicPartition, newOwner: Member) => boolean;

/** Equal subscriptions: whoever claims it may be at work on it. Of two with the same right nobody knows which one is. */
function claimedByAnother({ claimants, contested }: Group): IsWithheld {
  return (partition, newOwner) => contested.has(partition) || (claimants.get(partition) ?? newOwner) !== newOwner;
}

/** Unequal subscriptions: what somebody owned and is not given again, unless its new owner says that it owned it too. */
function givenUpInThisRound({ members }: Group): IsWithheld {
  const givenUp = new Set<TopicPartition>();
  const owned = new Map<Member, ReadonlySet<TopicPartition>>();
  for (const member of members) {
    const { ownedPartitions } = member.subscription;
    owned.set(member, new Set(ownedPartitions));
    for (const partition of ownedPartitions) if (!member.held.has(partition)) givenUp.add(partition);
  }
  return (partition, newOwner) => givenUp.has(partition) && !owned.get(newOwner)?.has(partition);
}

// From here on, `sticky` and `cooperative-sticky` are the same text, as they share a base class in Kafka (AbstractStickyAssignor).

/** How "no generation" is written on the wire. */
const NO_GENERATION = -1;

/** No group is known that takes more than a few. But nothing proves that moving ends, and a leader must not hang. */
const PASSES_MAX = 1_000;

/** What a member says it had, and in which generation. */
interface Ownership {
  readonly partitions: readonly TopicPartition[];
  readonly generation: number;
}

interface Topic {
  readonly name: string;
  readonly partitions: readonly TopicPartition[];
}

interface TopicWithSubscribers extends Topic {
  readonly subscribers: ReadonlySet<Member>;
}

function isShared({ subscribers }: TopicWithSubscribers): boolean {
  return subscribers.size > 1;
}

class Member {
  readonly memberId: string;
  readonly subscription: Subscription;
  /** Place in the order of member ids, which settles every tie. */
  readonly rank: number;
  readonly rackId: string | undefined;
  readonly ownership: Ownership;
  /** At first what it has the best claim to, in the end its share. */
  readonly held = new Set<TopicPartition>();
  /** How many partitions its topics have. Of interest where subscriptions differ. */
  limit = 0;

  constructor(memberId: string, subscription: Subscription, rank: number, ownership: Ownership) {
    this.memberId = memberId;
    this.subscription = subscription;
    this.rank = rank;
    this.rackId = subscription.rackId === '' ? undefined : subscription.rackId;
    this.ownership = ownership;
  }

  /** Kafka asks the first claimant's subscription alone: an older client, with its generation in the user data, counts as new. */
  get generationAgainstOthers(): number {
    return this.subscription.generationId ?? NO_GENERATION;
  }
}

/** The members with their claims, and the topics to divide among them. */
class Group {
  /** By member id. */
  readonly members: readonly Member[];
  /** Whether all members subscribe to the same topics. */
  readonly isUniform: boolean;
  readonly maxGeneration: number;
  /** Who has the best claim to a partition; of a contested one, who claimed it last. */
  readonly claimants = new Map<TopicPartition, Member>();
  /** Claimed by two members in one generation: neither may keep it. */
  readonly contested = new Set<TopicPartition>();
  /** Those that have metadata, by name. */
  readonly #topics: readonly Topic[];
  readonly #memberIds: readonly string[];
  readonly #racks: Racks;

  /** @throws RangeError for a group without members, as Kafka's: an assignor runs in one of them. */
  constructor(
    metadata: Cluster,
    subscriptions: ReadonlyMap<string, Subscription>,
    ownershipOf: (subscription: Subscription) => Ownership,
  ) {
    this.#memberIds = [...subscriptions.keys()];
    this.members = [...subscriptions]
      .sort(([a], [b]) => compareStrings(a, b))
      .map(([memberId, subscription], rank) => new Member(memberId, subscription, rank, ownershipOf(subscription)));
    const [first] = this.members;
    if (first === undefined) throw new RangeError('A group without members has nobody to give partitions to.');
    this.isUniform = this.members.every((member) => isSameSet(member.subscription.topics, first.subscription.topics));
    this.maxGeneration = this.members.reduce(
      (max, { ownership }) => Math.max(max, ownership.generation),
      NO_GENERATION,
    );

    const subscribed = this.isUniform ? [first] : this.members;
    const names = new Set(subscribed.flatMap(({ subscription }) => subscription.topics));
    const known = [...names].sort(compareStrings).map((name) => ({ name, infos: metadata.partitionsForTopic(name) }));
    this.#topics = known
      .filter(({ infos }) => infos.length > 0)
      .map(({ name, infos }) => ({ name, partitions: infos.map(({ partition }) => topicPartition(name, partition)) }));
    this.#racks = new Racks(
      this.members,
      known.flatMap(({ infos }) => infos),
    );
    this.#settleClaims();
  }

  /** Gives every partition to a member, in `held`. */
  divide(maxGeneration: number): void {
    if (this.isUniform) new EqualShares(this.members, this.#topics, this.#racks).fill(this.contested);
    else new UnequalShares(this.members, this.#topics, this.#racks).balance(this.#pastOwners(maxGeneration));
  }

  assignments(partitionsOf: (member: Member) => readonly TopicPartition[]): Map<string, Assignment> {
    const byId = new Map(this.members.map((member) => [member.memberId, { partitions: partitionsOf(member) }]));
    return new Map(this.#memberIds.map((memberId) => [memberId, byId.get(memberId) ?? { partitions: [] }]));
  }

  #settleClaims(): void {
    const names = new Set(this.#topics.map(({ name }) => name));
    for (const member of this.members) {
      for (const partition of member.ownership.partitions) {
        if (!names.has(partition.topic)) continue;
        const other = this.claimants.get(partition);
        const lead = other === undefined ? 1 : member.ownership.generation - other.generationAgainstOthers;
        if (lead < 0) continue;
        other?.held.delete(partition);
        if (lead === 0) this.contested.add(partition);
        else member.held.add(partition);
        this.claimants.set(partition, member);
      }
    }
  }

  /** For partitions that members remember from generations before the last: who had each of them latest. */
  #pastOwners(maxGeneration: number): ReadonlyMap<TopicPartition, Member> {
    const owners = new Map<TopicPartition, Member>();
    for (const member of this.members) {
      const { partitions, generation } = member.ownership;
      if (generation >= maxGeneration) continue;
      for (const partition of partitions) {
        const other = owners.get(partition);
        if (other === undefined || generation > other.ownership.generation) owners.set(partition, member);
      }
    }
    return owners;
  }
}

/** Nearly always they are the same list. */
function isSameSet(topics: readonly string[], others: readonly string[]): boolean {
  if (topics.length === others.length && topics.every((topic, at) => topic === others[at])) return true;
  const set = new Set(topics);
  const otherSet = new Set(others);
  return set.size === otherSet.size && topics.every((topic) => otherSet.has(topic));
}

/** By UTF-16 code unit, as Java's `String.compareTo`; `localeCompare` would put `a` before `B`. */
function compareStrings(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Who could read which partition from a replica nearby (KIP-881). */
class Racks {
  /** False where racks cannot change anything: none in common, or every partition has replicas in all of them. */
  readonly matter: boolean;
  readonly #replicaRacks = new Map<TopicPartition, ReadonlySet<string>>();
  readonly #membersInRack = new Map<string, number>();

  constructor(members: readonly Member[], infos: readonly PartitionInfo[]) {
    for (const { rackId } of members) {
      if (rackId !== undefined) this.#membersInRack.set(rackId, (this.#membersInRack.get(rackId) ?? 0) + 1);
    }
    const allRacks = new Set<string>();
    // A large group without racks need not look at thousands of replicas.
    for (const { topic, partition, replicas } of this.#membersInRack.size === 0 ? [] : infos) {
      const racks = new Set(replicas.flatMap(({ rack }) => rack ?? []));
      this.#replicaRacks.set(topicPartition(topic, partition), racks);
      for (const rack of racks) allRacks.add(rack);
    }
    this.matter =
      [...allRacks].some((rack) => this.#membersInRack.has(rack)) &&
      [...this.#replicaRacks.values()].some((racks) => racks.size < allRacks.size);
  }

  of(partition: TopicPartition): ReadonlySet<string> {
    return this.#replicaRacks.get(partition) ?? new Set();
  }

  isNear({ rackId }: Member, partition: TopicPartition): boolean {
    return this.matter && rackId !== undefined && this.of(partition).has(rackId);
  }

  /** Not the opposite of near: to a member without a rack nothing is either. */
  isFar(member: Member, partition: TopicPartition): boolean {
    return this.matter && member.rackId !== undefined && !this.isNear(member, partition);
  }

  membersNear(partition: TopicPartition): number {
    return [...this.of(partition)].reduce((sum, rack) => sum + (this.#membersInRack.get(rack) ?? 0), 0);
  }
}

/**
 * The division when all members subscribe to the same topics: everyone gets the quota, and as many members as the division leaves
 * partitions over get one more. Kafka: `ConstrainedAssignmentBuilder`.
 */
class EqualShares {
  readonly #members: readonly Member[];
  readonly #topics: readonly Topic[];
  readonly #racks: Racks;
  readonly #quota: number;
  #extrasLeft: number;
  #belowQuota: Member[] = [];
  /** Those at the quota that may still get an extra one. */
  #atQuota: Member[] = [];

  constructor(members: readonly Member[], topics: readonly Topic[], racks: Racks) {
    this.#members = members;
    this.#topics = topics;
    this.#racks = racks;
    const partitionCount = topics.reduce((sum, { partitions }) => sum + partitions.length, 0);
    this.#quota = Math.floor(partitionCount / members.length);
    this.#extrasLeft = partitionCount % members.length;
  }

  fill(contested: ReadonlySet<TopicPartition>): void {
    const kept = new Set<TopicPartition>();
    for (const member of this.#members) this.#keepClaims(member, contested, kept);
    const free = this.#topics.flatMap(({ partitions }) => partitions.filter((partition) => !kept.has(partition)));
    this.#deal(this.#racks.matter ? this.#dealNearby(free) : free);
  }

  /** Every claim within the quota is kept; the extra ones go to those who come first among the members that have more. */
  #keepClaims(member: Member, contested: ReadonlySet<TopicPartition>, kept: Set<TopicPartition>): void {
    const claims = [...member.held]
      .filter((partition) => !contested.has(partition) && !this.#racks.isFar(member, partition))
      .sort((a, b) => a.partition - b.partition || compareStrings(a.topic, b.topic));
    const getsExtra = claims.length > this.#quota && this.#extrasLeft > 0;
    member.held.clear();
    for (const partition of claims.slice(0, this.#quota + (getsExtra ? 1 : 0))) {
      member.held.add(partition);
      kept.add(partition);
    }
    if (getsExtra) this.#takeExtra();
    else if (claims.length < this.#quota) this.#belowQuota.push(member);
    else if (this.#extrasLeft > 0) this.#atQuota.push(member);
  }

  #takeExtra(): void {
    this.#extrasLeft -= 1;
    if (this.#extrasLeft === 0) this.#atQuota = [];
  }

  /** Deals out what somebody can read nearby, what the fewest can first. Returns the rest. */
  #dealNearby(free: readonly TopicPartition[]): TopicPartition[] {
    let turn = 0;
    const scarceFirst = free
      .map((partition) => ({ partition, membersNear: this.#racks.membersNear(partition) }))
      .sort((a, b) => a.membersNear - b.membersNear);
    return scarceFirst.flatMap(({ partition }) => {
      const below = this.#nextNear(this.#belowQuota, turn, partition);
      const at = below === -1 ? this.#nextNear(this.#atQuota, 0, partition) : -1;
      const member = this.#belowQuota[below] ?? this.#atQuota[at];
      if (member === undefined) return partition;
      member.held.add(partition);
      if (at >= 0) {
        this.#atQuota.splice(at, 1);
        this.#takeExtra();
      } else if (member.held.size < this.#quota) {
        turn = (below + 1) % this.#belowQuota.length;
      } else {
        this.#belowQuota.splice(below, 1);
        if (this.#extrasLeft > 0) this.#atQuota.push(member);
        turn = below % Math.max(1, this.#belowQuota.length);
      }
      return [];
    });
  }

  /** Index of the first member from `start` on, around the circle, that is near; -1 when there is none. */
  #nextNear(members: readonly Member[], start: number, partition: TopicPartition): number {
    const isNear = (member: Member) => this.#racks.isNear(member, partition);
    const found = members.findIndex((member, at) => at >= start && isNear(member));
    return found === -1 ? members.findIndex(isNear) : found;
  }

  /** In a circle until everyone has the quota, then one extra each. */
  #deal(free: readonly TopicPartition[]): void {
    let next = 0;
    const giveNext = (member: Member) => {
      const partition = free[next];
      if (partition === undefined) return;
      member.held.add(partition);
      next += 1;
    };
    while (this.#belowQuota.length > 0 && next < free.length) {
      for (const member of this.#belowQuota) giveNext(member);
      const isFull = (member: Member) => member.held.size >= this.#quota;
      this.#atQuota.push(...this.#belowQuota.filter(isFull));
      this.#belowQuota = this.#belowQuota.filter((member) => !isFull(member));
    }
    for (const member of this.#atQuota) giveNext(member);
    if (next === free.length) return;
    // Kafka's throws too. The way out is that members give up what they claim and join anew.
    throw new Error(
      `${free.length - next} partitions are left over: members claim partitions that no longer exist, which fill their quotas.`,
    );
  }
}

/**
 * The division when members subscribe to different topics. What each topic needs to know is who of its subscribers has the least,
 * so topics are done one after the other, each with its own queue. Kafka: `GeneralAssignmentBuilder`.
 */
class UnequalShares {
  readonly #members: readonly Member[];
  readonly #racks: Racks;
  /** Those that the fewest members subscribe to come first: they have the least choice. */
  readonly #topics: readonly TopicWithSubscribers[];
  readonly #owners = new Map<TopicPartition, Member>();

  constructor(members: readonly Member[], topics: readonly Topic[], racks: Racks) {
    this.#members = members;
    this.#racks = racks;
    const subscribers = new Map(topics.map(({ name }) => [name, new Set<Member>()]));
    for (const member of members) {
      for (const topic of member.subscription.topics) subscribers.get(topic)?.add(member);
    }
    this.#topics = topics
      .map((topic) => ({ ...topic, subscribers: subscribers.get(topic.name) ?? new Set<Member>() }))
      .sort((a, b) => a.subscribers.size - b.subscribers.size || compareStrings(a.name, b.name));
    for (const topic of this.#topics) {
      for (const member of topic.subscribers) member.limit += topic.partitions.length;
    }
  }

  balance(pastOwners: ReadonlyMap<TopicPartition, Member>): void {
    const areAllStillSubscribed = this.#dropLostClaims();
    const isFirstAssignment = this.#members.every(({ held }) => held.size === 0);
    const free = this.#topics.map((topic) => ({
      ...topic,
      partitions: topic.partitions.filter((partition) => !this.#owners.has(partition)),
    }));
    if (this.#racks.matter) for (const topic of free) this.#giveNearby(topic);
    for (const topic of free) this.#give(topic);

    const movable = this.#changeableMembers();
    const before = movable.map((member) => [...member.held]);
    const unfairnessBefore = unfairness(movable);
    const moves = new Moves(this.#members, this.#owners, pastOwners);
    // Moving what nobody has yet costs nobody anything.
    const movedFree = areAllStillSubscribed && moves.untilBalanced(free);
    const movedAny = moves.untilBalanced(this.#topics);
    if (isFirstAssignment || !(movedFree || movedAny) || unfairness(movable) < unfairnessBefore) return;
    for (const [at, member] of movable.entries()) {
      member.held.clear();
      for (const partition of before[at] ?? []) member.held.add(partition);
    }
  }

  /** Takes away what its claimant does not subscribe to any more or is far from. Returns whether there was nothing of that kind. */
  #dropLostClaims(): boolean {
    let areAllKept = true;
    const subscribers = new Map(this.#topics.map((topic) => [topic.name, topic.subscribers]));
    for (const member of this.#members) {
      for (const partition of member.held) {
        if (subscribers.get(partition.topic)?.has(member) && !this.#racks.isFar(member, partition)) {
          this.#owners.set(partition, member);
        } else {
          member.held.delete(partition);
          areAllKept = false;
        }
      }
    }
    return areAllKept;
  }

  /** Not those that hold all they ever can and would have to share none of it. */
  #changeableMembers(): Member[] {
    const shared = new Set(this.#topics.filter(isShared).map(({ name }) => name));
    return this.#members.filter(
      (member) => member.held.size < member.limit || [...member.held].some(({ topic }) => shared.has(topic)),
    );
  }

  #giveNearby({ subscribers, partitions }: TopicWithSubscribers): void {
    const queues = new Map<string | undefined, LeastLoaded>();
    for (const member of subscribers) {
      const queue = queues.get(member.rackId) ?? new LeastLoaded(this.#members, []);
      queue.add(member);
      queues.set(member.rackId, queue);
    }
    for (const partition of partitions) {
      // Members without a rack read from anywhere equally well.
      const near = [undefined, ...this.#racks.of(partition)].flatMap((rack) => queues.get(rack) ?? []);
      const [queue] = near.sort((a, b) => a.lowest() - b.lowest());
      if (queue !== undefined) this.#giveToFirst(queue, partition);
    }
  }

  #give({ subscribers, partitions }: TopicWithSubscribers): void {
    const left = partitions.filter((partition) => !this.#owners.has(partition));
    if (left.length === 0) return;
    const queue = new LeastLoaded(this.#members, subscribers);
    for (const partition of left) this.#giveToFirst(queue, partition);
  }

  #giveToFirst(queue: LeastLoaded, partition: TopicPartition): void {
    const member = queue.first();
    if (member === undefined) return;
    member.held.add(partition);
    this.#owners.set(partition, member);
    queue.add(member);
  }
}

/** The sum of the differences in load over all pairs of members. */
function unfairness(members: readonly Member[]): number {
  const loads = members.map(({ held }) => held.size).sort((a, b) => a - b);
  // The load at place n is subtracted in each pair with a larger one and added in each of n pairs with a smaller one.
  return loads.reduce((sum, load, place) => sum + load * (2 * place - loads.length + 1), 0);
}

/**
 * Single partitions on their way from members that have two more to members that have less. Never leaves a topic with one partition
 * gone from a to b and another from b to a: instead of the second, the first goes back. Kafka: `PartitionMovements`.
 */
class Moves {
  readonly #members: readonly Member[];
  readonly #owners: Map<TopicPartition, Member>;
  readonly #pastOwners: ReadonlyMap<TopicPartition, Member>;
  /** Of the partitions that are not where they were: who had them. */
  readonly #origins = new Map<TopicPartition, Member>();
  /** By topic, origin and owner: the same partitions. */
  readonly #paths = new Map<string, Set<TopicPartition>>();

  constructor(
    members: readonly Member[],
    owners: Map<TopicPartition, Member>,
    pastOwners: ReadonlyMap<TopicPartition, Member>,
  ) {
    this.#members = members;
    this.#owners = owners;
    this.#pastOwners = pastOwners;
  }

  /** Returns whether anything moved. */
  untilBalanced(topics: readonly TopicWithSubscribers[]): boolean {
    const shared = topics.filter(isShared);
    let passes = 0;
    while (passes < PASSES_MAX && shared.map((topic) => this.#pass(topic)).some((hasMoved) => hasMoved)) passes += 1;
    return passes > 0;
  }

  /** Whether no subscriber could take a partition of this topic from a member that holds two more than it. */
  #isBalanced({ subscribers, partitions }: TopicWithSubscribers): boolean {
    let least = Number.POSITIVE_INFINITY;
    for (const member of subscribers) {
      // Who holds as many as its topics have is full, as in Kafka, even if some of them no longer exist.
      if (member.held.size !== member.limit) least = Math.min(least, member.held.size);
    }
    return partitions.every((partition) => (this.#owners.get(partition)?.held.size ?? 0) <= least + 1);
  }

  #pass(topic: TopicWithSubscribers): boolean {
    if (this.#isBalanced(topic)) return false;
    const { subscribers, partitions } = topic;
    const queue = new LeastLoaded(this.#members, subscribers);
    let hasMoved = false;
    for (const partition of partitions) {
      const owner = this.#owners.get(partition);
      if (owner === undefined) continue;
      const pastOwner = this.#pastOwners.get(partition);
      // Kafka's does not ask whether it still subscribes, and may give it what it never wanted.
      const isPastOwnerBetter =
        pastOwner !== undefined && subscribers.has(pastOwner) && owner.held.size > pastOwner.held.size + 1;
      const newOwner = isPastOwnerBetter ? pastOwner : queue.first();
      if (newOwner === undefined || owner.held.size <= newOwner.held.size + 1) continue;
      const moved = this.#oppositeOf(partition, owner, newOwner) ?? partition;
      for (const member of this.#move(moved, newOwner)) queue.add(member);
      hasMoved = true;
    }
    return hasMoved;
  }

  #oppositeOf(partition: TopicPartition, owner: Member, newOwner: Member): TopicPartition | undefined {
    const [opposite] = this.#path(partition.topic, newOwner, this.#origins.get(partition) ?? owner);
    return opposite;
  }

  /** Returns the two members whose load has changed. */
  #move(partition: TopicPartition, to: Member): Member[] {
    const from = this.#owners.get(partition);
    if (from === undefined) return [];
    const origin = this.#origins.get(partition) ?? from;
    this.#path(partition.topic, origin, from).delete(partition);
    this.#origins.delete(partition);
    if (origin !== to) {
      this.#path(partition.topic, origin, to).add(partition);
      this.#origins.set(partition, origin);
    }
    from.held.delete(partition);
    to.held.add(partition);
    this.#owners.set(partition, to);
    return [from, to];
  }

  #path(topic: string, origin: Member, owner: Member): Set<TopicPartition> {
    const key = `${origin.rank} ${owner.rank} ${topic}`;
    const path = this.#paths.get(key) ?? new Set();
    this.#paths.set(key, path);
    return path;
  }
}

/** The subscribers of one topic, those that hold the fewest partitions first, then by member id. */
class LeastLoaded {
  readonly #members: readonly Member[];
  /** A binary heap of places. Where a member has changed, its old place stays behind and is skipped when it comes to the top. */
  readonly #heap: number[];

  constructor(members: readonly Member[], subscribers: Iterable<Member>) {
    this.#members = members;
    this.#heap = Array.from(subscribers, (member) => this.#placeOf(member)).sort((a, b) => a - b);
  }

  first(): Member | undefined {
    return this.#members[this.lowest() % this.#members.length];
  }

  /** Comparable between queues; infinite when nobody is in this one. */
  lowest(): number {
    for (;;) {
      const [top] = this.#heap;
      if (top === undefined) return Number.POSITIVE_INFINITY;
      const member = this.#members[top % this.#members.length];
      if (member !== undefined && this.#placeOf(member) === top) return top;
      this.#removeTop();
    }
  }

  /** To be called after each change of what the member holds. */
  add(member: Member): void {
    const heap = this.#heap;
    const place = this.#placeOf(member);
    let at = heap.length;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const placeAbove = heap[above] ?? 0;
      if (placeAbove <= place) break;
      heap[at] = placeAbove;
      at = above;
    }
    heap[at] = place;
  }

  #removeTop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const right = left + 1;
      const leftPlace = heap[left] ?? Number.POSITIVE_INFINITY;
      const rightPlace = heap[right] ?? Number.POSITIVE_INFINITY;
      if (last <= leftPlace && last <= rightPlace) break;
      heap[at] = Math.min(leftPlace, rightPlace);
      at = leftPlace <= rightPlace ? left : right;
    }
    heap[at] = last;
  }

  #placeOf({ held, rank }: Member): number {
    return held.size * this.#members.length + rank;
  }
}
