// Floor 5. The cooperative sticky assignor by numbers: first how many partitions of each topic everyone gets; then which, own ones first. What
// remains of a topic is split into what nobody owns, which is given now, and what somebody will give up, which has to wait. Knows no racks.
import {
  type Assignment,
  type Cluster,
  type ConsumerPartitionAssignor,
  type RebalanceProtocol,
  type Subscription,
  type TopicPartition,
  topicPartition,
} from 'kafka';

export class CooperativeStickyAssignor implements ConsumerPartitionAssignor {
  name(): string {
    return 'cooperative-sticky';
  }

  supportedProtocols(): readonly RebalanceProtocol[] {
    return ['COOPERATIVE', 'EAGER'];
  }

  assign(metadata: Cluster, subscriptions: ReadonlyMap<string, Subscription>): Map<string, Assignment> {
    const seats = [...subscriptions].map(([memberId, { topics, ownedPartitions, generationId = -1 }]): Seat => {
      const claims = new Map(ownedPartitions.map((partition) => [partition, generationId]));
      return { memberId, topics: new Set(topics), claims, total: 0, given: [] };
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
    const isOwned = (partition: TopicPartition) => seats.some(({ claims }) => claims.has(partition));
    for (const share of shares) nameThem(share, isOwned);
    return new Map(seats.map(({ memberId, given }) => [memberId, { partitions: given }]));
  }
}

interface Seat {
  readonly memberId: string;
  readonly topics: ReadonlySet<string>;
  /** By partition, the generation in which it owned that; -1 where it does not say. */
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

function shareOut(topic: string, partitions: number, seats: readonly Seat[]): Share {
  const readers = partitions === 0 ? [] : seats.filter(({ topics }) => topics.has(topic));
  const owned = new Map(readers.map((seat): [Seat, TopicPartition[]] => [seat, []]));
  let free = partitions;
  for (let number = 0; number < partitions; number++) {
    const partition = topicPartition(topic, number);
    const latest = Math.max(...seats.map(({ claims }) => claims.get(partition) ?? -2));
    const claimants = latest < -1 ? [] : seats.filter(({ claims }) => claims.get(partition) === latest);
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

function nameThem({ topic, partitions, owned, counts }: Share, isOwned: (partition: TopicPartition) => boolean): void {
  const kept = [...owned].flatMap(([seat, list]) => {
    const own = list.slice(0, counts.get(seat));
    seat.given.push(...own);
    return own;
  });
  const taken = new Set(kept);
  const free = Array.from({ length: partitions }, (_, number) => topicPartition(topic, number)).filter(
    (partition) => !taken.has(partition) && !isOwned(partition),
  );
  // Whoever is to get more than is free yet gets the rest when its owners have given it up.
  for (const [seat, list] of owned) {
    const wanted = (counts.get(seat) ?? 0) - list.length;
    if (wanted > 0) seat.given.push(...free.splice(0, wanted));
  }
}
