// Looks at racks and at sets of racks instead of members and partitions: a small flow, pushed along shortest ways until none is left.
import {
  type Assignment,
  type Cluster,
  type ConsumerPartitionAssignor,
  type PartitionInfo,
  type Subscription,
  type TopicPartition,
  topicPartition,
} from 'kafka';

export class RackAwareAssignor implements ConsumerPartitionAssignor {
  name(): string {
    return 'rack-aware';
  }

  assign(metadata: Cluster, subscriptions: ReadonlyMap<string, Subscription>): Map<string, Assignment> {
    const ids = [...subscriptions.keys()].sort();
    const rackOf = (id: string) => subscriptions.get(id)?.rackId;
    const racks = [...new Set(ids.flatMap((id) => rackOf(id) ?? []))].sort();
    const topics = [...new Set([...subscriptions.values()].flatMap((each) => each.topics))].sort();
    const partitions = topics.flatMap((topic) => metadata.partitionsForTopic(topic));
    const quota = Math.floor(partitions.length / ids.length);
    const extras = partitions.length % ids.length;

    const classes = new Map<string, PartitionInfo[]>();
    for (const partition of partitions) {
      const near = racks.filter((rack) => partition.replicas.some((replica) => replica.rack === rack));
      const key = near.join('\n');
      classes.set(key, [...(classes.get(key) ?? []), partition]);
    }
    const keys = [...classes.keys()];

    // Nodes: 0 source, 1 sink, 2 one more, then the classes, then the racks.
    const rackNode = (rack: number) => 3 + keys.length + rack;
    const size = 3 + keys.length + racks.length;
    const capacity = Array.from({ length: size }, () => new Array<number>(size).fill(0));
    const set = (from: number, to: number, amount: number) => {
      const row = capacity[from];
      if (row !== undefined) row[to] = amount;
    };
    set(2, 1, extras);
    for (const [at, key] of keys.entries()) {
      set(0, 3 + at, classes.get(key)?.length ?? 0);
      for (const [rack, name] of racks.entries()) if (key.split('\n').includes(name)) set(3 + at, rackNode(rack), 1e9);
    }
    for (const [rack, name] of racks.entries()) {
      const count = ids.filter((id) => rackOf(id) === name).length;
      set(rackNode(rack), 1, count * quota);
      set(rackNode(rack), 2, count);
    }
    push(capacity);

    const owned = new Map(ids.map((id): [string, TopicPartition[]] => [id, []]));
    let extrasLeft = extras;
    const give = ({ topic, partition }: PartitionInfo, to: readonly string[]) => {
      const least = to.reduce((a, b) => ((owned.get(b)?.length ?? 0) < (owned.get(a)?.length ?? 0) ? b : a));
      if ((owned.get(least)?.length ?? 0) >= quota) extrasLeft -= 1;
      owned.get(least)?.push(topicPartition(topic, partition));
    };
    const left: PartitionInfo[] = [];
    for (const [at, key] of keys.entries()) {
      const ofClass = [...(classes.get(key) ?? [])];
      for (const [rack, name] of racks.entries()) {
        const flow = capacity[rackNode(rack)]?.[3 + at] ?? 0;
        const inRack = ids.filter((id) => rackOf(id) === name);
        for (const partition of ofClass.splice(0, flow)) give(partition, inRack);
      }
      left.push(...ofClass);
    }
    for (const partition of left)
      give(
        partition,
        ids.filter((id) => hasPlace(owned.get(id)?.length ?? 0, quota, extrasLeft)),
      );
    return new Map([...owned].map(([id, list]) => [id, { partitions: list }]));
  }
}

function hasPlace(count: number, quota: number, extrasLeft: number): boolean {
  return count < quota || (count === quota && extrasLeft > 0);
}

/** From node 0 to node 1. What has flowed from a to b is what then could flow back from b to a. */
function push(capacity: number[][]): void {
  for (;;) {
    const before = new Array<number>(capacity.length).fill(-1);
    const queue = [0];
    for (const from of queue) {
      for (const [to, room] of (capacity[from] ?? []).entries()) {
        if (room <= 0 || to === 0 || before[to] !== -1) continue;
        before[to] = from;
        queue.push(to);
      }
    }
    if (before[1] === -1) return;
    const way: [number, number][] = [];
    for (let to = 1; to !== 0; to = before[to] ?? 0) way.unshift([before[to] ?? 0, to]);
    const amount = Math.min(...way.map(([from, to]) => capacity[from]?.[to] ?? 0));
    for (const [from, to] of way) {
      const [row, back] = [capacity[from], capacity[to]];
      if (row !== undefined) row[to] = (row[to] ?? 0) - amount;
      if (back !== undefined) back[from] = (back[from] ?? 0) + amount;
    }
  }
}
