// From the member's side: where its run begins and ends follows from its place in the line alone. Racks are left out.
import {
  type Assignment,
  type Cluster,
  type ConsumerPartitionAssignor,
  type Subscription,
  type TopicPartition,
  topicPartition,
} from 'kafka';

export class RangeAssignor implements ConsumerPartitionAssignor {
  name(): string {
    return 'range';
  }

  assign(metadata: Cluster, subscriptions: ReadonlyMap<string, Subscription>): Map<string, Assignment> {
    const assignments = new Map<string, Assignment>();
    subscriptions.forEach((subscription, memberId) => {
      const partitions: TopicPartition[] = [];
      new Set(subscription.topics).forEach((topic) => {
        const { place, of } = placeInLine(topic, memberId, subscription, subscriptions);
        const count = metadata.partitionsForTopic(topic).length;
        const begin = (turn: number) => turn * Math.floor(count / of) + Math.min(turn, count % of);
        for (let n = begin(place); n < begin(place + 1); n++) partitions.push(topicPartition(topic, n));
      });
      assignments.set(memberId, { partitions });
    });
    return assignments;
  }
}

/** How many of the topic's subscribers stand before the member, and how many there are: no sort is needed for that. */
function placeInLine(
  topic: string,
  memberId: string,
  subscription: Subscription,
  subscriptions: ReadonlyMap<string, Subscription>,
): { place: number; of: number } {
  let place = 0;
  let of = 0;
  subscriptions.forEach((other, otherId) => {
    if (!other.topics.includes(topic)) return;
    of += 1;
    if (standsBefore(otherId, other.groupInstanceId, memberId, subscription.groupInstanceId)) place += 1;
  });
  return { place, of };
}

function standsBefore(
  memberId: string,
  instanceId: string | undefined,
  otherMemberId: string,
  otherInstanceId: string | undefined,
): boolean {
  if (instanceId === undefined) return otherInstanceId === undefined && memberId < otherMemberId;
  return otherInstanceId === undefined || instanceId < otherInstanceId;
}
