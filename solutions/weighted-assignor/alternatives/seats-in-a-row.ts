// Every member puts down as many seats as it could be due, each with how much of it is covered by its share. The best covered are taken.
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
  #userData: { readonly weight: number } = { weight: 1 };

  name(): string {
    return 'weighted';
  }

  configure(config: Readonly<Record<string, unknown>>): void {
    if (!('assignor.weight' in config)) return;
    const weight = config['assignor.weight'];
    if (typeof weight !== 'number' || !(weight >= 0 && weight < Number.POSITIVE_INFINITY)) {
      throw new ConfigException(`assignor.weight must be a number of 0 or more, not ${String(weight)}.`);
    }
    this.#userData = { weight };
  }

  subscriptionUserData(): unknown {
    return this.#userData;
  }

  assign(metadata: Cluster, subscriptions: ReadonlyMap<string, Subscription>): Map<string, Assignment> {
    const members = [...subscriptions.keys()].sort();
    const owned: TopicPartition[][] = members.map(() => []);
    const piles = new Map<string, string[]>();
    for (const topic of metadata.topics()) {
      const readers = members
        .map((memberId) => (subscriptions.get(memberId)?.topics.includes(topic) ? '1' : '0'))
        .join('');
      piles.set(readers, [...(piles.get(readers) ?? []), topic]);
    }
    for (const [readers, topics] of piles) {
      const pile = topics
        .toSorted()
        .flatMap((topic) =>
          metadata.partitionsForTopic(topic).map(({ partition }) => topicPartition(topic, partition)),
        );
      const seats = seatsOf(
        pile.length,
        members.map((memberId, at) => (readers[at] === '1' ? weightOf(subscriptions.get(memberId)) : undefined)),
      );
      for (const [place, member] of seats.entries()) {
        const partition = pile[place];
        if (partition !== undefined) owned[member]?.push(partition);
      }
    }
    return new Map(members.map((memberId, at) => [memberId, { partitions: owned[at] ?? [] }]));
  }
}

/** @param weights `undefined`: no subscriber */
function seatsOf(size: number, weights: readonly (number | undefined)[]): number[] {
  const present = weights.filter((weight) => weight !== undefined);
  if (present.length === 0 || size === 0) return [];
  const isWithoutWeight = present.every((weight) => weight === 0);
  const largest = isWithoutWeight ? 1 : Math.max(...present);
  const scaled = weights.map((weight) => (weight === undefined ? 0 : isWithoutWeight ? 1 : weight / largest));
  const total = scaled.reduce((sum, each) => sum + each);
  return scaled
    .flatMap((each, member) => {
      const share = (size * each) / total;
      return Array.from({ length: Math.ceil(share) }, (_, seat) => ({ member, covered: Math.min(1, share - seat) }));
    })
    .toSorted((a, b) => b.covered - a.covered)
    .slice(0, size)
    .map(({ member }) => member)
    .toSorted((a, b) => a - b);
}

function weightOf(subscription: Subscription | undefined): number {
  const userData = subscription?.userData;
  if (typeof userData === 'object' && userData !== null && 'weight' in userData) {
    const { weight } = userData;
    if (typeof weight === 'number' && weight >= 0 && weight <= Number.MAX_VALUE) return weight;
  }
  return 1;
}
