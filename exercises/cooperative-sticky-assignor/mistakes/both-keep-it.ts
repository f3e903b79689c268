// R2: Of two that list the same partition both are given it.
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
    for (const [partition, owner] of before) {
      for (const member of members)
        if (member === owner || member.claims.includes(partition)) member.owned.add(partition);
    }
    for (const partition of partitions) {
      if (!before.has(partition)) leastOf(partition, members)?.owned.add(partition);
    }
    while (moveOne(members, (partition) => !before.has(partition)));
    while (moveOne(members, () => true));
    undoSwaps(members, before);
    return new Map(
      members.map((member) => [
        member.memberId,
        { partitions: [...member.owned].filter((partition) => mayHave(member, partition, before)) },
      ]),
    );
  }
}

/** What somebody else still owns has to wait. */
function mayHave(member: Member, partition: TopicPartition, before: ReadonlyMap<TopicPartition, Member>): boolean {
  const owner = before.get(partition);
  return (
    owner === undefined ||
    owner === member ||
    (member.claims.includes(partition) && member.generation === owner.generation)
  );
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

function moveOne(members: readonly Member[], mayMove: (partition: TopicPartition) => boolean): boolean {
  for (const rich of [...members].sort((a, b) => b.owned.size - a.owned.size)) {
    for (const partition of rich.owned) {
      const poor = leastOf(partition, members);
      if (poor === undefined || poor.owned.size + 1 >= rich.owned.size || !mayMove(partition)) continue;
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
