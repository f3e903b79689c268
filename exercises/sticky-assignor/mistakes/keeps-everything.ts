// R2: Everybody keeps all it had; whoever is new gets only what is left over.
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
    return new Map(members.map(({ memberId, owned }) => [memberId, { partitions: [...owned] }]));
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
