// Floor 5. An assignor for consumers of unequal capacity: each sends its weight in its user data, and the leader divides in
// proportion, by largest remainders. Kafka has no such assignor; the contract is that of exercises/weighted-assignor/brief.md.
import {
  type Assignment,
  type Cluster,
  ConfigException,
  type ConsumerPartitionAssignor,
  type Subscription,
  type TopicPartition,
  topicPartition,
} from 'kafka';

const weightKey = 'assignor.weight';
const defaultWeight = 1;

export class WeightedAssignor implements ConsumerPartitionAssignor {
  #weight = defaultWeight;

  name(): string {
    return 'weighted';
  }

  configure(config: Readonly<Record<string, unknown>>): void {
    const weight = config[weightKey];
    if (weight === undefined) return;
    if (!isWeight(weight)) {
      throw new ConfigException(`Invalid value ${String(weight)} for ${weightKey}: write a number of 0 or more.`, {
        key: weightKey,
      });
    }
    this.#weight = weight;
  }

  subscriptionUserData(): unknown {
    return { weight: this.#weight };
  }

  assign(metadata: Cluster, subscriptions: ReadonlyMap<string, Subscription>): Map<string, Assignment> {
    const owned = new Map<string, TopicPartition[]>();
    for (const memberId of subscriptions.keys()) owned.set(memberId, []);
    for (const { memberIds, partitions } of pilesOf(metadata, subscriptions)) {
      const weights = memberIds.map((memberId) => weightIn(subscriptions.get(memberId)?.userData));
      for (const [at, member] of deal(sizesOf(partitions.length, weights)).entries()) {
        const partition = partitions[at];
        if (partition !== undefined) owned.get(memberIds[member] ?? '')?.push(partition);
      }
    }
    return new Map([...owned].map(([memberId, partitions]) => [memberId, { partitions }]));
  }
}

function isWeight(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

/** Whoever wrote it, in whatever version: what is no weight counts as the default. */
function weightIn(userData: unknown): number {
  if (typeof userData !== 'object' || userData === null || !('weight' in userData)) return defaultWeight;
  return isWeight(userData.weight) ? userData.weight : defaultWeight;
}

/** The partitions of all topics with the same subscribers, the subscribers by id. */
interface Pile {
  readonly memberIds: readonly string[];
  readonly partitions: TopicPartition[];
}

function pilesOf(metadata: Cluster, subscriptions: ReadonlyMap<string, Subscription>): Iterable<Pile> {
  const subscribers = new Map<string, Set<string>>();
  for (const memberId of [...subscriptions.keys()].sort()) {
    for (const topic of subscriptions.get(memberId)?.topics ?? []) {
      const ofTopic = subscribers.get(topic) ?? new Set();
      subscribers.set(topic, ofTopic.add(memberId));
    }
  }
  const piles = new Map<string, Pile>();
  for (const [topic, ofTopic] of subscribers) {
    const memberIds = [...ofTopic];
    const key = JSON.stringify(memberIds);
    const pile = piles.get(key) ?? { memberIds, partitions: [] };
    piles.set(key, pile);
    for (const { partition } of metadata.partitionsForTopic(topic)) {
      pile.partitions.push(topicPartition(topic, partition));
    }
  }
  return piles.values();
}

/** How many of `count` each member is given: its share rounded down, and one more for those with the largest remainders. */
function sizesOf(count: number, weights: readonly number[]): number[] {
  const heaviest = Math.max(...weights);
  // Relative to the heaviest the sum is finite whatever the weights are; a pile in which nobody has weight comes out equal.
  const relative = weights.map((weight) => (heaviest === 0 ? 1 : weight / heaviest));
  const sum = relative.reduce((total, each) => total + each, 0);
  const shares = relative.map((each) => (count * each) / sum);
  const sizes = shares.map(Math.floor);
  const left = count - sizes.reduce((total, size) => total + size, 0);
  const remainder = (at: number) => (shares[at] ?? 0) - (sizes[at] ?? 0);
  const byRemainder = [...weights.keys()].sort((a, b) => remainder(b) - remainder(a));
  for (const at of byRemainder.slice(0, left)) sizes[at] = (sizes[at] ?? 0) + 1;
  return sizes;
}

/** Who takes which place of the row, so that each topic in it is spread over all members, as evenly as their sizes allow. */
function deal(sizes: readonly number[]): number[] {
  const places = sizes.flatMap((size, member) =>
    Array.from({ length: size }, (_, turn) => ({ member, position: (turn + 0.5) / size })),
  );
  return places.sort((a, b) => a.position - b.position).map(({ member }) => member);
}
