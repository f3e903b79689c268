// A queue for each topic: whoever is next takes its fair part of what is left, rounded up. Racks are left out.
import {
  type Cluster,
  type ConsumerPartitionAssignor,
  type Subscription,
  type TopicPartition,
  topicPartition,
} from 'kafka';

export class RangeAssignor implements ConsumerPartitionAssignor {
  name() {
    return 'range';
  }

  assign(metadata: Cluster, subscriptions: ReadonlyMap<string, Subscription>) {
    const result = new Map<string, { partitions: TopicPartition[] }>();
    for (const memberId of subscriptions.keys()) result.set(memberId, { partitions: [] });

    const turns = [...subscriptions.keys()].sort((a, b) => {
      const turnA = turnOf(a, subscriptions);
      const turnB = turnOf(b, subscriptions);
      return turnA < turnB ? -1 : turnA > turnB ? 1 : 0;
    });
    for (const topic of metadata.topics()) {
      const waiting = turns.filter((memberId) => new Set(subscriptions.get(memberId)?.topics).has(topic));
      const queue = metadata.partitionsForTopic(topic).map(({ partition }) => topicPartition(topic, partition));
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        // Rounding up hands the remainder to those who come first: 5 for 3 is 2, then 3 for 2 is 2, then 1.
        const fairPart = Math.ceil(queue.length / (waiting.length + 1));
        result.get(next)?.partitions.push(...queue.splice(0, fairPart));
      }
    }
    return result;
  }
}

/** A string that sorts as the members stand: `0` and the instance id for static members, `1` and the member id for others. */
function turnOf(memberId: string, subscriptions: ReadonlyMap<string, Subscription>): string {
  const instanceId = subscriptions.get(memberId)?.groupInstanceId;
  return instanceId === undefined ? `1${memberId}` : `0${instanceId}`;
}
