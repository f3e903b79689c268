// R4: Nobody gives anything up.
import {
  type Assignment,
  type Cluster,
  type ConsumerPartitionAssignor,
  type RebalanceProtocol,
  type Subscription,
  type TopicPartition,
  topicPartition,
} from 'kafka';

interface Member {
  readonly memberId: string;
  readonly topics: readonly string[];
  readonly claims: readonly TopicPartition[];
  readonly generation: number;
  readonly owned: Set<TopicPartition>;
}

export class CooperativeStickyAssignor implements ConsumerPartitionAssignor {
  name(): string {
    return 'cooperative-sticky';
  }

  supportedProtocols(): readonly RebalanceProtocol[] {
    return ['COOPERATIVE', 'EAGER'];
  }

  assign(metadata: Cluster, subscriptions: ReadonlyMap<string, Subscription>): Map<string, Assignment> {
    const members = [...subscriptions].map(([memberId, { topics, ownedPartitions, generationId = -1 }]): Member => {
      return { memberId, topics, claims: ownedPartitions, generation: generationId, owned: new Set() };
    });
    const partitions = partitionsOf(metadata, members);
    const before = ownersBefore(members, new Set(partitions));
    for (const [partition, owner] of before) owner.owned.add(partition);
    for (const partition of partitions) {
      if (!before.has(partition)) leastOf(partition, members)?.owned.add(partition);
    }
    return new Map(
      members.map((member) => [
        member.memberId,
        { partitions: [...member.owned].filter((partition) => mayHave(member, partition, members, before)) },
      ]),
    );
  }
}

/** What somebody else still owns has to wait. */
function mayHave(
  member: Member,
  partition: TopicPartition,
  members: readonly Member[],
  before: ReadonlyMap<TopicPartition, Member>,
): boolean {
  const owner = before.get(partition);
  if (owner !== undefined) return owner === member;
  return members.every((other) => other === member || !other.claims.includes(partition));
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
    for (const partition of member.claims) {
      const other = owners.get(partition);
      if (other !== undefined && other.generation >= member.generation) continue;
      if (partitions.has(partition)) owners.set(partition, member);
    }
  }
  return new Map([...owners].filter(([{ topic }, owner]) => owner.topics.includes(topic)));
}

function leastOf({ topic }: TopicPartition, members: readonly Member[]): Member | undefined {
  const readers = members.filter(({ topics }) => topics.includes(topic));
  return readers.sort((a, b) => a.owned.size - b.owned.size)[0];
}
