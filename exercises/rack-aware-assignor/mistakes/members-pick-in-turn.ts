// R4: Members pick in turn, each the first partition that is local to it, as in a draft.
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

/** Of all topics that somebody subscribes to, by topic and number. */
function partitionsOf(metadata: Cluster, subscriptions: ReadonlyMap<string, Subscription>): PartitionInfo[] {
  const topics = new Set([...subscriptions.values()].flatMap((subscription) => subscription.topics));
  return [...topics].sort().flatMap((topic) => metadata.partitionsForTopic(topic));
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
    const left = new Set(partitions);
    for (let hasPicked = true; hasPicked; ) {
      hasPicked = false;
      for (const member of this.#members) {
        const pick = [...left].find((partition) => isLocal(partition, member));
        if (pick === undefined || !this.#hasRoom(member)) continue;
        this.#put(pick, member);
        left.delete(pick);
        hasPicked = true;
      }
    }
    const far = [...left];
    // Local to nobody, or too much for those it is local to. Who has no rack is still empty, and takes of these.
    for (const partition of far) {
      const member =
        this.#members.find(({ held }) => held.size < this.#quota) ?? this.#members.find(this.#canTakeExtra);
      if (member !== undefined) this.#put(partition, member);
    }
  }

  #hasRoom(member: Member): boolean {
    return member.held.size < this.#quota || this.#canTakeExtra(member);
  }

  readonly #canTakeExtra = ({ held }: Member): boolean => held.size === this.#quota && this.#extrasLeft > 0;

  #put(partition: PartitionInfo, { held }: Member): void {
    held.add(partition);
    if (held.size > this.#quota) this.#extrasLeft -= 1;
  }
}

/** Without a rack a member reads from leaders: nothing is local to it. */
function isLocal({ replicas }: PartitionInfo, { rackId }: Member): boolean {
  return rackId !== undefined && replicas.some(({ rack }) => rack === rackId);
}
