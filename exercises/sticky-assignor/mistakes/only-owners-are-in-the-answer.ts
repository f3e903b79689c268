// R1: Members that are given nothing are left out of the answer.
import {
  type Assignment,
  type Cluster,
  type ConsumerGroupMetadata,
  type ConsumerPartitionAssignor,
  type Subscription,
  type TopicPartition,
  topicPartition,
} from 'kafka';

interface Memory {
  readonly generation: number;
  readonly owned: readonly TopicPartition[];
}

const NOTHING: Memory = { generation: -1, owned: [] };

interface Member {
  readonly memberId: string;
  readonly topics: readonly string[];
  readonly memory: Memory;
  readonly owned: Set<TopicPartition>;
}

export class StickyAssignor implements ConsumerPartitionAssignor {
  #memory: Memory = NOTHING;

  name(): string {
    return 'sticky';
  }

  onAssignment({ partitions }: Assignment, { generationId }: ConsumerGroupMetadata): void {
    this.#memory = { generation: generationId, owned: partitions };
  }

  subscriptionUserData(): Memory {
    return this.#memory;
  }

  assign(metadata: Cluster, subscriptions: ReadonlyMap<string, Subscription>): Map<string, Assignment> {
    const members = [...subscriptions].map(([memberId, { topics, userData }]): Member => {
      return { memberId, topics, memory: memoryIn(userData), owned: new Set() };
    });
    const partitions = partitionsOf(metadata, members);
    const before = ownersBefore(members, new Set(partitions));
    for (const [partition, owner] of before) owner.owned.add(partition);
    for (const partition of partitions) {
      if (!before.has(partition)) leastOf(partition, members)?.owned.add(partition);
    }
    while (moveOne(members)) {
      // Until nobody has two more than somebody who could take one.
    }
    undoSwaps(members, before);
    const given = members.filter(({ owned }) => owned.size > 0);
    return new Map(given.map(({ memberId, owned }) => [memberId, { partitions: [...owned] }]));
  }
}

function memoryIn(userData: unknown): Memory {
  if (typeof userData !== 'object' || userData === null || !('generation' in userData) || !('owned' in userData)) {
    return NOTHING;
  }
  const { generation, owned } = userData;
  if (typeof generation !== 'number' || !Array.isArray(owned) || !owned.every(isPartition)) return NOTHING;
  return { generation, owned: owned.map(({ topic, partition }) => topicPartition(topic, partition)) };
}

function isPartition(value: unknown): value is TopicPartition {
  if (typeof value !== 'object' || value === null || !('topic' in value) || !('partition' in value)) return false;
  return typeof value.topic === 'string' && typeof value.partition === 'number';
}

/** Topics that the fewest read come first. */
function partitionsOf(metadata: Cluster, members: readonly Member[]): readonly TopicPartition[] {
  const names = new Set(members.flatMap(({ topics }) => topics));
  const readers = (name: string) => members.filter(({ topics }) => topics.includes(name)).length;
  return [...names]
    .sort((a, b) => readers(a) - readers(b))
    .flatMap((name) => metadata.partitionsForTopic(name).map(({ partition }) => topicPartition(name, partition)));
}

function ownersBefore(
  members: readonly Member[],
  partitions: ReadonlySet<TopicPartition>,
): ReadonlyMap<TopicPartition, Member> {
  const owners = new Map<TopicPartition, Member>();
  for (const member of members) {
    for (const partition of member.memory.owned) {
      const other = owners.get(partition);
      if (other !== undefined && other.memory.generation >= member.memory.generation) continue;
      if (partitions.has(partition)) owners.set(partition, member);
    }
  }
  return new Map([...owners].filter(([{ topic }, owner]) => owner.topics.includes(topic)));
}

function leastOf({ topic }: TopicPartition, members: readonly Member[]): Member | undefined {
  const readers = members.filter(({ topics }) => topics.includes(topic));
  return readers.sort((a, b) => a.owned.size - b.owned.size)[0];
}

function moveOne(members: readonly Member[]): boolean {
  for (const rich of [...members].sort((a, b) => b.owned.size - a.owned.size)) {
    for (const partition of rich.owned) {
      const poor = leastOf(partition, members);
      if (poor === undefined || poor.owned.size + 1 >= rich.owned.size) continue;
      rich.owned.delete(partition);
      poor.owned.add(partition);
      return true;
    }
  }
  return false;
}

function undoSwaps(members: readonly Member[], before: ReadonlyMap<TopicPartition, Member>): void {
  for (const member of members) {
    for (const partition of member.owned) {
      const origin = before.get(partition);
      if (origin === undefined || origin === member) continue;
      const back = [...origin.owned].find((other) => other.topic === partition.topic && before.get(other) === member);
      if (back === undefined) continue;
      member.owned.delete(partition);
      origin.owned.delete(back);
      origin.owned.add(partition);
      member.owned.add(back);
    }
  }
}
