// Floor 5. The sticky assignor in two steps: first how many partitions of each topic everyone gets, with no partition named; then which, own ones
// first. Whoever gives up a partition of a topic has more than its number there, so that no two can exchange. Knows no racks.
import {
  type Assignment,
  type Cluster,
  type ConsumerGroupMetadata,
  type ConsumerPartitionAssignor,
  type Subscription,
  type TopicPartition,
  topicPartition,
} from 'kafka';

export class StickyAssignor implements ConsumerPartitionAssignor {
  /** `7 orders:0,1,4 payments:2`: what was given in generation 7. */
  #note = '';

  name(): string {
    return 'sticky';
  }

  onAssignment({ partitions }: Assignment, { generationId }: ConsumerGroupMetadata): void {
    const words = [...new Set(partitions.map(({ topic }) => topic))].map((topic) => {
      const numbers = partitions.filter((each) => each.topic === topic).map(({ partition }) => partition);
      return `${topic}:${numbers.join(',')}`;
    });
    this.#note = [`${generationId}`, ...words].join(' ');
  }

  subscriptionUserData(): string {
    return this.#note;
  }

  assign(metadata: Cluster, subscriptions: ReadonlyMap<string, Subscription>): Map<string, Assignment> {
    const seats = [...subscriptions].map(([memberId, { topics, userData }]): Seat => {
      return { memberId, topics: new Set(topics), claims: claimsIn(userData), total: 0, given: [] };
    });
    const shares = [...new Set(seats.flatMap(({ topics }) => [...topics]))]
      .sort()
      .map((topic) => shareOut(topic, metadata.partitionsForTopic(topic).length, seats))
      .filter(({ readers }) => readers.length > 0)
      .sort((a, b) => a.readers.length - b.readers.length);
    for (const share of shares) for (let left = share.free; left > 0; left--) giveOne(share);
    while (levelOne(shares)) {
      // Each step takes one from somebody with two more.
    }
    for (const share of shares) nameThem(share);
    return new Map(seats.map(({ memberId, given }) => [memberId, { partitions: given }]));
  }
}

interface Seat {
  readonly memberId: string;
  readonly topics: ReadonlySet<string>;
  /** By partition, the generation in which it was given. */
  readonly claims: ReadonlyMap<TopicPartition, number>;
  total: number;
  readonly given: TopicPartition[];
}

interface Share {
  readonly topic: string;
  readonly partitions: number;
  readonly readers: readonly Seat[];
  /** What each reader has the only fresh claim to. */
  readonly owned: ReadonlyMap<Seat, readonly TopicPartition[]>;
  readonly free: number;
  /** How many partitions of this topic each reader gets. */
  readonly counts: Map<Seat, number>;
}

function claimsIn(userData: unknown): ReadonlyMap<TopicPartition, number> {
  const claims = new Map<TopicPartition, number>();
  if (typeof userData !== 'string' || !/^\d+( [^ :]+:\d+(,\d+)*)*$/.test(userData)) return claims;
  const [generation, ...words] = userData.split(' ');
  for (const word of words) {
    const [topic = '', numbers = ''] = word.split(':');
    for (const number of numbers.split(',')) claims.set(topicPartition(topic, Number(number)), Number(generation));
  }
  return claims;
}

function shareOut(topic: string, partitions: number, seats: readonly Seat[]): Share {
  const readers = partitions === 0 ? [] : seats.filter(({ topics }) => topics.has(topic));
  const owned = new Map(readers.map((seat): [Seat, TopicPartition[]] => [seat, []]));
  let free = partitions;
  for (let number = 0; number < partitions; number++) {
    const partition = topicPartition(topic, number);
    const latest = Math.max(...seats.map(({ claims }) => claims.get(partition) ?? -1));
    const claimants = latest < 0 ? [] : seats.filter(({ claims }) => claims.get(partition) === latest);
    const [claimant] = claimants;
    if (claimant === undefined || claimants.length > 1 || !claimant.topics.has(topic)) continue;
    owned.get(claimant)?.push(partition);
    claimant.total += 1;
    free -= 1;
  }
  const counts = new Map([...owned].map(([seat, list]) => [seat, list.length]));
  return { topic, partitions, readers, owned, free, counts };
}

function poorest(readers: readonly Seat[]): Seat | undefined {
  return [...readers].sort((a, b) => a.total - b.total)[0];
}

function giveOne({ readers, counts }: Share): void {
  const seat = poorest(readers);
  if (seat !== undefined) change(counts, seat, 1);
}

function change(counts: Map<Seat, number>, seat: Seat, by: number): void {
  counts.set(seat, (counts.get(seat) ?? 0) + by);
  seat.total += by;
}

/** Takes one from the richest member that has two more than somebody who reads the topic. Returns whether there is one. */
function levelOne(shares: readonly Share[]): boolean {
  const [step] = shares
    .flatMap(({ readers, counts }) => {
      const poor = poorest(readers);
      const richest = readers.filter((seat) => (counts.get(seat) ?? 0) > 0).sort((a, b) => b.total - a.total)[0];
      if (poor === undefined || richest === undefined || richest.total < poor.total + 2) return [];
      return [{ rich: richest, poor, counts }];
    })
    .sort((a, b) => b.rich.total - a.rich.total);
  if (step === undefined) return false;
  change(step.counts, step.rich, -1);
  change(step.counts, step.poor, 1);
  return true;
}

function nameThem({ topic, partitions, owned, counts }: Share): void {
  const taken = new Set<TopicPartition>();
  for (const [seat, list] of owned) {
    const kept = list.slice(0, counts.get(seat));
    for (const partition of kept) taken.add(partition);
    seat.given.push(...kept);
  }
  const rest = Array.from({ length: partitions }, (_, number) => topicPartition(topic, number)).filter(
    (partition) => !taken.has(partition),
  );
  for (const [seat, list] of owned) {
    const wanted = (counts.get(seat) ?? 0) - list.length;
    if (wanted > 0) seat.given.push(...rest.splice(0, wanted));
  }
}
