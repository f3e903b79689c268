// Floor 3. On which brokers the replicas of new partitions go (Kafka: StripedReplicaPlacer): around the racks, and around the
// brokers of each rack. Kafka begins at a random place and shuffles after each round; here it begins with the first, for good.

export interface PlacementBroker {
  readonly id: number;
  readonly rack: string | undefined;
  /** Brokers that are not available get a replica only when there are too few others, and never the first one. */
  readonly isAvailable: boolean;
}

/** Gives out the brokers of one list, each at most once for one partition, and begins one further for the next partition. */
class Ring {
  readonly #brokers: readonly number[];
  #offset: number;
  #round = 0;
  #given = 0;

  constructor(brokers: readonly number[], offset: number) {
    this.#brokers = brokers;
    this.#offset = offset;
  }

  next(round: number): number | undefined {
    if (this.#brokers.length === 0) return undefined;
    if (this.#round !== round) {
      this.#round = round;
      this.#given = 0;
      this.#offset = (this.#offset + 1) % this.#brokers.length;
    }
    if (this.#given === this.#brokers.length) return undefined;
    const broker = this.#brokers[(this.#given + this.#offset) % this.#brokers.length];
    this.#given++;
    return broker;
  }
}

interface Rack {
  readonly name: string | undefined;
  readonly available: Ring;
  readonly others: Ring;
}

/**
 * @param existing the replicas of the topic's partitions so far: placement goes on where it ended
 * @returns the replicas of each new partition, the preferred leader first
 * @throws RangeError when there are fewer brokers than replicas, or none is available
 */
export function placeReplicas(
  brokers: readonly PlacementBroker[],
  partitionCount: number,
  replicationFactor: number,
  existing: readonly (readonly number[])[] = [],
): readonly (readonly number[])[] {
  if (replicationFactor > brokers.length || !brokers.some(({ isAvailable }) => isAvailable)) {
    throw new RangeError(
      `A replication factor of ${replicationFactor} needs as many brokers, one of them available; there are ${brokers.length}.`,
    );
  }
  const racks = racksOf(brokers, existing);
  const lastLeader = existing.at(-1)?.[0];
  const lastRack = brokers.find(({ id }) => id === lastLeader)?.rack;
  const lastRackAt = lastLeader === undefined ? -1 : racks.findIndex(({ name }) => name === lastRack);
  return Array.from({ length: partitionCount }, (_, round) =>
    placeOne(racks, (lastRackAt + 1 + round) % racks.length, round, replicationFactor),
  );
}

function placeOne(racks: readonly Rack[], begin: number, round: number, replicationFactor: number): readonly number[] {
  const replicas: number[] = [];
  let leaderRack = begin;
  while (replicas.length === 0) {
    const leader = racks[leaderRack]?.available.next(round);
    if (leader === undefined) leaderRack = (leaderRack + 1) % racks.length;
    else replicas.push(leader);
  }
  let isLeaderRackToSkip = true;
  for (let at = begin; replicas.length < replicationFactor; at = (at + 1) % racks.length) {
    if (at === leaderRack && isLeaderRackToSkip) {
      isLeaderRackToSkip = false; // The leader's rack has had its turn, once.
      continue;
    }
    const rack = racks[at];
    const replica = rack?.available.next(round) ?? rack?.others.next(round);
    if (replica !== undefined) replicas.push(replica);
  }
  return replicas;
}

/** In order of their names; brokers without a rack are one rack, the first. */
function racksOf(brokers: readonly PlacementBroker[], existing: readonly (readonly number[])[]): readonly Rack[] {
  const names = [...new Set(brokers.map(({ rack }) => rack))].sort(compareRacks);
  return names.map((name) => {
    const members = brokers.filter(({ rack }) => rack === name).sort((a, b) => a.id - b.id);
    const available = members.filter(({ isAvailable }) => isAvailable).map(({ id }) => id);
    const others = members.filter(({ isAvailable }) => !isAvailable).map(({ id }) => id);
    return {
      name,
      available: new Ring(available, offsetAfter(available, members, existing)),
      others: new Ring(others, 0),
    };
  });
}

/** One after the broker of this rack that was given out last. */
function offsetAfter(
  available: readonly number[],
  members: readonly PlacementBroker[],
  existing: readonly (readonly number[])[],
): number {
  for (const replicas of existing.toReversed()) {
    const last = replicas.find((replica) => members.some(({ id }) => id === replica));
    if (last !== undefined) return available.length === 0 ? 0 : (available.indexOf(last) + 1) % available.length;
  }
  return 0;
}

function compareRacks(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return -1;
  if (b === undefined) return 1;
  return a < b ? -1 : 1;
}
