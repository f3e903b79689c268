// R3: Shares are rounded to the nearest, and the last member takes what is missing, or goes without.
import {
  type Assignment,
  type Cluster,
  ConfigException,
  type ConsumerPartitionAssignor,
  type Subscription,
  type TopicPartition,
  topicPartition,
} from 'kafka';

export class WeightedAssignor implements ConsumerPartitionAssignor {
  #weight = 1;

  name(): string {
    return 'weighted';
  }

  configure(config: Readonly<Record<string, unknown>>): void {
    const weight = config['assignor.weight'];
    if (weight === undefined) return;
    if (!isWeight(weight)) throw new ConfigException('assignor.weight must be a number of 0 or more.');
    this.#weight = weight;
  }

  subscriptionUserData(): unknown {
    return { weight: this.#weight };
  }

  assign(metadata: Cluster, subscriptions: ReadonlyMap<string, Subscription>): Map<string, Assignment> {
    const owned = new Map<string, TopicPartition[]>();
    for (const memberId of subscriptions.keys()) owned.set(memberId, []);
    for (const [readers, pile] of pilesOf(metadata, subscriptions)) {
      const sizes = sizesOf(
        pile.length,
        readers.map((memberId) => weightOf(subscriptions.get(memberId)?.userData)),
      );
      let next = 0;
      for (const [at, size] of sizes.entries()) {
        owned.get(readers[at] ?? '')?.push(...pile.slice(next, next + size));
        next += size;
      }
    }
    return new Map([...owned].map(([memberId, partitions]) => [memberId, { partitions }]));
  }
}

function isWeight(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function weightOf(userData: unknown): number {
  if (typeof userData !== 'object' || userData === null || !('weight' in userData)) return 1;
  return isWeight(userData.weight) ? userData.weight : 1;
}

function pilesOf(
  metadata: Cluster,
  subscriptions: ReadonlyMap<string, Subscription>,
): (readonly [readers: string[], pile: TopicPartition[]])[] {
  const piles = new Map<string, TopicPartition[]>();
  for (const topic of [...metadata.topics()].sort()) {
    const readers = [...subscriptions.keys()].filter((id) => subscriptions.get(id)?.topics.includes(topic)).sort();
    if (readers.length === 0) continue;
    const partitions = metadata.partitionsForTopic(topic).map(({ partition }) => topicPartition(topic, partition));
    const key = readers.join(' ');
    piles.set(key, [...(piles.get(key) ?? []), ...partitions]);
  }
  return [...piles].map(([key, pile]) => [key.split(' '), pile] as const);
}

function sizesOf(count: number, weights: readonly number[]): number[] {
  const heaviest = Math.max(...weights);
  const relative = weights.map((weight) => (heaviest === 0 ? 1 : weight / heaviest));
  const sum = relative.reduce((total, each) => total + each, 0);
  let left = count;
  const sizes = relative.map((each) => {
    const size = Math.min(left, Math.round((count * each) / sum));
    left -= size;
    return size;
  });
  const last = relative.findLastIndex((each) => each > 0);
  sizes[last] = (sizes[last] ?? 0) + left;
  return sizes;
}
