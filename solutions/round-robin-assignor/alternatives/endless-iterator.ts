// Two generators: one yields the row of partitions, one goes around the circle for ever and is never reset.
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
    const assignments = new Map<string, { partitions: TopicPartition[] }>();
    for (const memberId of subscriptions.keys()) assignments.set(memberId, { partitions: [] });
    const turns = around(inLine(subscriptions));
    for (const partition of partitionsInRow(metadata, subscriptions)) {
      for (const memberId of turns) {
        if (!subscriptions.get(memberId)?.topics.includes(partition.topic)) continue;
        assignments.get(memberId)?.partitions.push(partition);
        break;
      }
    }
    return assignments;
  }
}

/** Breaking out of a `for` closes a generator, so this one is handed out without its `return`. */
function around(line: readonly string[]): Iterable<string> {
  let turn = 0;
  const next = (): IteratorResult<string> => {
    const value = line[turn % line.length];
    turn += 1;
    return value === undefined ? { done: true, value } : { done: false, value };
  };
  return { [Symbol.iterator]: () => ({ next }) };
}

function* partitionsInRow(
  metadata: Cluster,
  subscriptions: ReadonlyMap<string, Subscription>,
): Generator<TopicPartition> {
  const subscribed = new Set([...subscriptions.values()].flatMap(({ topics }) => topics));
  for (const topic of [...subscribed].sort()) {
    for (const { partition } of metadata.partitionsForTopic(topic)) yield topicPartition(topic, partition);
  }
}

function inLine(subscriptions: ReadonlyMap<string, Subscription>): string[] {
  const entries = [...subscriptions].map(([memberId, { groupInstanceId }]) => ({ memberId, groupInstanceId }));
  const [statics, dynamics] = [true, false].map((isStatic) =>
    entries.filter(({ groupInstanceId }) => (groupInstanceId !== undefined) === isStatic),
  );
  const byKey = (list: typeof entries = []) =>
    new Map(list.map(({ memberId, groupInstanceId }) => [groupInstanceId ?? memberId, memberId]));
  return [byKey(statics), byKey(dynamics)].flatMap((ids) =>
    [...ids.keys()].sort().flatMap((key) => ids.get(key) ?? []),
  );
}
