// Floor 5. Kafka's RoundRobinAssignor: all partitions of all topics in one row, dealt like cards to the members in a circle.
// A member that does not subscribe to the topic is passed over. Knows no past and no racks.
import {
  type Assignment,
  type Cluster,
  type ConsumerPartitionAssignor,
  type Subscription,
  type TopicPartition,
  topicPartition,
} from 'kafka';

export class RoundRobinAssignor implements ConsumerPartitionAssignor {
  name(): string {
    return 'roundrobin';
  }

  assign(metadata: Cluster, subscriptions: ReadonlyMap<string, Subscription>): Map<string, Assignment> {
    const circle = inOrder(subscriptions);
    // The seat that the next partition is offered to first. It goes on from topic to topic and never starts over.
    let turn = 0;
    for (const [topic, seats] of subscribersByTopic(circle)) {
      const partitions = metadata.partitionsForTopic(topic);
      const first = seats.findIndex((seat) => seat >= turn);
      // Nobody from here to the end of the circle subscribes: its first subscriber is next.
      let next = first === -1 ? 0 : first;
      for (const { partition } of partitions) {
        const seat = seats[next] ?? 0;
        circle[seat]?.partitions.push(topicPartition(topic, partition));
        turn = seat + 1;
        next = (next + 1) % seats.length;
      }
    }
    const byMember = new Map(circle.map(({ memberId, partitions }) => [memberId, { partitions }]));
    return new Map(
      [...subscriptions.keys()].map((memberId) => [memberId, byMember.get(memberId) ?? { partitions: [] }]),
    );
  }
}

interface Member {
  readonly memberId: string;
  readonly subscription: Subscription;
  readonly partitions: TopicPartition[];
}

/**
 * Static members by instance id, then dynamic ones by member id: a restart changes a member id, never an instance id.
 *
 * @throws RangeError for a group without members, as Kafka's: an assignor runs in one of them.
 */
function inOrder(subscriptions: ReadonlyMap<string, Subscription>): Member[] {
  if (subscriptions.size === 0) throw new RangeError('A group without members has nobody to deal partitions to.');
  const members = [...subscriptions].map(([memberId, subscription]) => ({ memberId, subscription, partitions: [] }));
  return members.sort((a, b) => {
    const instanceA = a.subscription.groupInstanceId;
    const instanceB = b.subscription.groupInstanceId;
    if (instanceA !== undefined && instanceB !== undefined) return compareStrings(instanceA, instanceB);
    if (instanceA !== undefined) return -1;
    if (instanceB !== undefined) return 1;
    return compareStrings(a.memberId, b.memberId);
  });
}

/** By UTF-16 code unit, as Java's `String.compareTo`; `localeCompare` would put `a` before `B`. */
function compareStrings(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Topics by name, each with the seats of its subscribers, ascending. No topic without a subscriber is among them. */
function subscribersByTopic(circle: readonly Member[]): [topic: string, seats: number[]][] {
  const seatsByTopic = new Map<string, number[]>();
  for (const [seat, { subscription }] of circle.entries()) {
    for (const topic of subscription.topics) {
      const seats = seatsByTopic.get(topic);
      if (seats === undefined) seatsByTopic.set(topic, [seat]);
      // A subscription may name a topic twice; that gives it no second seat.
      else if (seats.at(-1) !== seat) seats.push(seat);
    }
  }
  return [...seatsByTopic].sort(([a], [b]) => compareStrings(a, b));
}
