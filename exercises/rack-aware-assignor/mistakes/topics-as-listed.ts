// R7: The topics are taken in the order in which the first member of the map lists them.
import {
  type Assignment,
  type Cluster,
  type ConsumerPartitionAssignor,
  type PartitionInfo,
  type Subscription,
  topicPartition,
} from 'kafka';

export class RackAwareAssignor implements ConsumerPartitionAssignor {
  name(): string {
    return 'rack-aware';
  }

  assign(metadata: Cluster, subscriptions: ReadonlyMap<string, Subscription>): Map<string, Assignment> {
    const memberIds = [...subscriptions.keys()].sort();
    const members = memberIds.map((id): Member => ({ rackId: subscriptions.get(id)?.rackId, held: new Set() }));
    new Places(members).take(partitionsOf(metadata, subscriptions));
    const byId = new Map(memberIds.map((id, at) => [id, members[at]?.held ?? []]));
    return new Map(
      [...subscriptions.keys()].map((id) => [
        id,
        { partitions: [...(byId.get(id) ?? [])].map(({ topic, partition }) => topicPartition(topic, partition)) },
      ]),
    );
  }
}

interface Member {
  readonly rackId: string | undefined;
  readonly held: Set<PartitionInfo>;
}

/** Of all topics that somebody subscribes to. */
function partitionsOf(metadata: Cluster, subscriptions: ReadonlyMap<string, Subscription>): PartitionInfo[] {
  const topics = new Set([...subscriptions.values()].flatMap((subscription) => subscription.topics));
  return [...topics].flatMap((topic) => metadata.partitionsForTopic(topic));
}

/** The places that balance leaves: the quota for each member, and one more for as many members as the division leaves over. */
class Places {
  readonly #members: readonly Member[];
  #quota = 0;
  #extrasLeft = 0;

  constructor(members: readonly Member[]) {
    this.#members = members;
  }

  take(partitions: readonly PartitionInfo[]): void {
    this.#quota = Math.floor(partitions.length / this.#members.length);
    this.#extrasLeft = partitions.length % this.#members.length;
    const far = partitions.filter((partition) => !this.#findRoom(partition, new Set()));
    // Local to nobody, or too much for those it is local to. Who has no rack is still empty, and takes of these.
    for (const partition of far) {
      const member =
        this.#members.find(({ held }) => held.size < this.#quota) ?? this.#members.find(this.#canTakeExtra);
      if (member !== undefined) this.#put(partition, member);
    }
  }

  /**
   * Finds a place near the partition, if need be by moving others to other places near them.
   *
   * @param asked members that could make no room, or are being asked; each is asked once
   */
  #findRoom(partition: PartitionInfo, asked: Set<Member>): boolean {
    for (const member of this.#members) {
      if (asked.has(member) || !isLocal(partition, member)) continue;
      asked.add(member);
      if (this.#hasRoom(member) || this.#makesRoom(member, asked) || this.#takesOverExtra(member, asked)) {
        this.#put(partition, member);
        return true;
      }
    }
    return false;
  }

  #hasRoom(member: Member): boolean {
    return member.held.size < this.#quota || this.#canTakeExtra(member);
  }

  /** One of its own partitions finds room elsewhere. */
  #makesRoom(member: Member, asked: Set<Member>): boolean {
    for (const partition of [...member.held]) {
      if (!this.#findRoom(partition, asked)) continue;
      this.#drop(partition, member);
      return true;
    }
    return false;
  }

  /** All extras are taken, but somebody who has one can do without. */
  #takesOverExtra(member: Member, asked: Set<Member>): boolean {
    if (member.held.size !== this.#quota) return false;
    for (const other of this.#members) {
      if (other.held.size <= this.#quota || asked.has(other)) continue;
      asked.add(other);
      if (this.#makesRoom(other, asked)) return true;
    }
    return false;
  }

  readonly #canTakeExtra = ({ held }: Member): boolean => held.size === this.#quota && this.#extrasLeft > 0;

  #put(partition: PartitionInfo, { held }: Member): void {
    held.add(partition);
    if (held.size > this.#quota) this.#extrasLeft -= 1;
  }

  #drop(partition: PartitionInfo, { held }: Member): void {
    if (held.size > this.#quota) this.#extrasLeft += 1;
    held.delete(partition);
  }
}

/** Without a rack a member reads from leaders: nothing is local to it. */
function isLocal({ replicas }: PartitionInfo, { rackId }: Member): boolean {
  return rackId !== undefined && replicas.some(({ rack }) => rack === rackId);
}
