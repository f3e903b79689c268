// R5: It levels one partition at a time, and does not see that two members have exchanged some of one topic by that.
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
    const members = [...subscriptions]
      .map(([memberId, { topics, ownedPartitions, generationId = -1 }]): Member => {
        return {
          memberId,
          topics: new Set(topics),
          claims: ownedPartitions,
          generation: generationId,
          owned: new Set(),
        };
      })
      .sort((a, b) => (a.memberId < b.memberId ? -1 : 1));
    const partitions = partitionsOf(metadata, members);
    const before = freshestOwners(members, new Set(partitions));
    for (const [partition, owner] of before) owner.owned.add(partition);
    for (const partition of partitions) {
      if (!before.has(partition)) leastOf(readersOf(partition, members))?.owned.add(partition);
    }
    // What nobody owns yet moves first: that costs nobody anything, now or in the next round.
    while (moveOne(members, (partition) => !before.has(partition)));
    while (moveOne(members, () => true));
    return new Map(
      [...subscriptions.keys()].map((memberId) => {
        const member = members.find((each) => each.memberId === memberId);
        const given = [...(member?.owned ?? [])].filter((partition) =>
          members.every((other) => other === member || !holds(other, partition, before)),
        );
        return [memberId, { partitions: given }];
      }),
    );
  }
}

/** Whether a member lists a partition that it has not lost to a fresher claim. */
function holds(member: Member, partition: TopicPartition, before: ReadonlyMap<TopicPartition, Member>): boolean {
  const owner = before.get(partition);
  return member.claims.includes(partition) && (owner === undefined || owner === member);
}

interface Member {
  readonly memberId: string;
  readonly topics: ReadonlySet<string>;
  readonly claims: readonly TopicPartition[];
  readonly generation: number;
  readonly owned: Set<TopicPartition>;
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
    for (const partition of member.claims) {
      if (!partitions.has(partition)) continue;
      const others = claims.get(partition) ?? [];
      const lead = member.generation - (others[0]?.generation ?? Number.NEGATIVE_INFINITY);
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
function moveOne(members: readonly Member[], mayMove: (partition: TopicPartition) => boolean): boolean {
  for (const rich of [...members].sort((a, b) => b.owned.size - a.owned.size)) {
    for (const partition of rich.owned) {
      const poor = leastOf(readersOf(partition, members));
      if (poor === undefined || poor.owned.size + 1 >= rich.owned.size || !mayMove(partition)) continue;
      rich.owned.delete(partition);
      poor.owned.add(partition);
      return true;
    }
  }
  return false;
}
