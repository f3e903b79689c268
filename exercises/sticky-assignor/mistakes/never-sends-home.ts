// R4: It levels one partition at a time, and does not see that two members have exchanged some of one topic by that.
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
  #memory: Memory = { generation: -1, owned: [] };

  name(): string {
    return 'sticky';
  }

  onAssignment({ partitions }: Assignment, { generationId }: ConsumerGroupMetadata): void {
    this.#memory = {
      generation: generationId,
      owned: partitions.map(({ topic, partition }) => ({ topic, partition })),
    };
  }

  subscriptionUserData(): Memory {
    return this.#memory;
  }

  assign(metadata: Cluster, subscriptions: ReadonlyMap<string, Subscription>): Map<string, Assignment> {
    const members = [...subscriptions]
      .map(([memberId, { topics, userData }]): Member => {
        return { memberId, topics: new Set(topics), memory: memoryIn(userData), owned: new Set() };
      })
      .sort((a, b) => (a.memberId < b.memberId ? -1 : 1));
    const partitions = partitionsOf(metadata, members);
    const before = freshestOwners(members, new Set(partitions));
    for (const [partition, owner] of before) owner.owned.add(partition);
    for (const partition of partitions) {
      if (!before.has(partition)) leastOf(readersOf(partition, members))?.owned.add(partition);
    }
    while (moveOne(members)) {
      // One partition moves in each pass, and makes the sizes more alike: that ends.
    }
    return new Map(
      [...subscriptions.keys()].map((memberId) => {
        const owned = members.find((member) => member.memberId === memberId)?.owned ?? [];
        return [memberId, { partitions: [...owned] }];
      }),
    );
  }
}

interface Memory {
  readonly generation: number;
  readonly owned: readonly TopicPartition[];
}

interface Member {
  readonly memberId: string;
  readonly topics: ReadonlySet<string>;
  readonly memory: Memory;
  readonly owned: Set<TopicPartition>;
}

/** Anything may come from another program. What cannot be read claims nothing. */
function memoryIn(userData: unknown): Memory {
  const nothing: Memory = { generation: -1, owned: [] };
  if (typeof userData !== 'object' || userData === null) return nothing;
  if (!('generation' in userData) || !('owned' in userData)) return nothing;
  const { generation, owned } = userData;
  if (typeof generation !== 'number' || !Array.isArray(owned) || !owned.every(isPartition)) return nothing;
  return { generation, owned };
}

function isPartition(value: unknown): value is TopicPartition {
  if (typeof value !== 'object' || value === null || !('topic' in value) || !('partition' in value)) return false;
  return typeof value.topic === 'string' && typeof value.partition === 'number';
}

function partitionsOf(metadata: Cluster, members: readonly Member[]): readonly TopicPartition[] {
  const topics = new Set(members.flatMap(({ topics: subscribed }) => [...subscribed]));
  // What the fewest can read is given out first: it has the least choice.
  const readers = (topic: string) => members.filter(({ topics: subscribed }) => subscribed.has(topic)).length;
  return [...topics]
    .sort((a, b) => readers(a) - readers(b) || (a < b ? -1 : 1))
    .flatMap((topic) => metadata.partitionsForTopic(topic).map(({ partition }) => topicPartition(topic, partition)));
}

/** Who had it last and still reads it. What two had in one generation, nobody had. */
function freshestOwners(
  members: readonly Member[],
  partitions: ReadonlySet<TopicPartition>,
): ReadonlyMap<TopicPartition, Member> {
  const claims = new Map<TopicPartition, Member[]>();
  for (const member of members) {
    for (const { topic, partition: number } of member.memory.owned) {
      const partition = topicPartition(topic, number);
      if (!partitions.has(partition)) continue;
      const others = claims.get(partition) ?? [];
      const lead = member.memory.generation - (others[0]?.memory.generation ?? Number.NEGATIVE_INFINITY);
      if (lead > 0) claims.set(partition, [member]);
      else if (lead === 0) others.push(member);
    }
  }
  const owners = new Map<TopicPartition, Member>();
  for (const [partition, [owner, ...others]] of claims) {
    if (owner?.topics.has(partition.topic) && others.length === 0) owners.set(partition, owner);
  }
  return owners;
}

function readersOf({ topic }: TopicPartition, members: readonly Member[]): readonly Member[] {
  return members.filter(({ topics }) => topics.has(topic));
}

function leastOf(members: readonly Member[]): Member | undefined {
  return members.reduce<Member | undefined>(
    (least, member) => (least === undefined || member.owned.size < least.owned.size ? member : least),
    undefined,
  );
}

/** From whoever has most, to somebody with at least two fewer. Returns whether there was such a partition. */
function moveOne(members: readonly Member[]): boolean {
  for (const rich of [...members].sort((a, b) => b.owned.size - a.owned.size)) {
    for (const partition of rich.owned) {
      const poor = leastOf(readersOf(partition, members));
      if (poor === undefined || poor.owned.size + 1 >= rich.owned.size) continue;
      rich.owned.delete(partition);
      poor.owned.add(partition);
      return true;
    }
  }
  return false;
}
