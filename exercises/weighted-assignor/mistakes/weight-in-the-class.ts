// R1: The weight is kept beside the class, so that all consumers of a process have the last one.
import {
  type Assignment,
  type Cluster,
  ConfigException,
  type ConsumerPartitionAssignor,
  type Subscription,
  type TopicPartition,
  topicPartition,
} from 'kafka';

let configuredWeight = 1;

export class WeightedAssignor implements ConsumerPartitionAssignor {
  name(): string {
    return 'weighted';
  }

  configure(config: Readonly<Record<string, unknown>>): void {
    const weight = config['assignor.weight'];
    if (weight === undefined) return;
    if (!isWeight(weight)) throw new ConfigException('assignor.weight must be a number of 0 or more.');
    configuredWeight = weight;
  }

  subscriptionUserData(): unknown {
    return { weight: configuredWeight };
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
  const shares = relative.map((each) => (count * each) / sum);
  const sizes = shares.map(Math.floor);
  const left = count - sizes.reduce((total, size) => total + size, 0);
  const fraction = (at: number) => (shares[at] ?? 0) - (sizes[at] ?? 0);
  const byFraction = [...shares.keys()].sort((a, b) => fraction(b) - fraction(a) || a - b);
  for (const at of byFraction.slice(0, left)) sizes[at] = (sizes[at] ?? 0) + 1;
  return sizes;
}
