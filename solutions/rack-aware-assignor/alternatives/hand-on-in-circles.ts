// Begins with any balanced division, and improves it: a circle of members in which each hands one partition on, so that more are local
// than before (Bellman and Ford), until there is none. Who has one more may hand it on to who has not: a circle through nobody.
import {
  type Assignment,
  type Cluster,
  type ConsumerPartitionAssignor,
  type PartitionInfo,
  type Subscription,
  topicPartition,
} from 'kafka';

interface Hand {
  readonly from: number;
  readonly to: number;
  readonly gain: number;
  /** `undefined`: only the place for one more changes hands. */
  readonly partition: PartitionInfo | undefined;
}

export class RackAwareAssignor implements ConsumerPartitionAssignor {
  name(): string {
    return 'rack-aware';
  }

  assign(metadata: Cluster, subscriptions: ReadonlyMap<string, Subscription>): Map<string, Assignment> {
    const ids = [...subscriptions.keys()].sort();
    const lists: PartitionInfo[][] = ids.map(() => []);
    const topics = new Set(ids.flatMap((id) => subscriptions.get(id)?.topics ?? []));
    let turn = 0;
    for (const topic of [...topics].sort()) {
      for (const partition of metadata.partitionsForTopic(topic)) lists[turn++ % ids.length]?.push(partition);
    }
    const local = (partition: PartitionInfo, member: number): number => {
      const rack = subscriptions.get(ids[member] ?? '')?.rackId;
      return rack !== undefined && partition.replicas.some((replica) => replica.rack === rack) ? 1 : 0;
    };
    for (let circle = bestCircle(lists, local); circle !== undefined; circle = bestCircle(lists, local)) {
      for (const { from, to, partition } of circle) {
        if (partition === undefined) continue;
        lists[from] = (lists[from] ?? []).filter((each) => each !== partition);
        lists[to]?.push(partition);
      }
    }
    return new Map(
      ids.map((id, at) => [
        id,
        { partitions: (lists[at] ?? []).map(({ topic, partition }) => topicPartition(topic, partition)) },
      ]),
    );
  }
}

/** A circle with a gain, or `undefined`. Node `lists.length` is nobody. */
function bestCircle(
  lists: readonly (readonly PartitionInfo[])[],
  local: (partition: PartitionInfo, member: number) => number,
): Hand[] | undefined {
  const nobody = lists.length;
  const hands: Hand[] = [];
  const least = Math.min(...lists.map(({ length }) => length));
  const most = Math.max(...lists.map(({ length }) => length));
  for (const [from, list] of lists.entries()) {
    for (const to of lists.keys()) {
      if (from === to) continue;
      let best: Hand | undefined;
      for (const partition of list) {
        const gain = local(partition, to) - local(partition, from);
        if (best === undefined || gain > best.gain) best = { from, to, gain, partition };
      }
      if (best !== undefined) hands.push(best);
    }
    if (most === least) continue;
    if (list.length === most) hands.push({ from: nobody, to: from, gain: 0, partition: undefined });
    else hands.push({ from, to: nobody, gain: 0, partition: undefined });
  }
  const gains = new Array<number>(nobody + 1).fill(0);
  const into = new Array<Hand | undefined>(nobody + 1).fill(undefined);
  let changed: number | undefined;
  for (let round = 0; round <= nobody + 1; round++) {
    changed = undefined;
    for (const hand of hands) {
      const gain = (gains[hand.from] ?? 0) + hand.gain;
      if (gain <= (gains[hand.to] ?? 0)) continue;
      gains[hand.to] = gain;
      into[hand.to] = hand;
      changed = hand.to;
    }
    if (changed === undefined) return undefined;
  }
  // After so many rounds whoever still gains is in a circle, or behind one.
  let node = changed ?? 0;
  for (let step = 0; step <= nobody + 1; step++) node = into[node]?.from ?? node;
  const circle: Hand[] = [];
  for (let at = node; ; ) {
    const hand = into[at];
    if (hand === undefined) return undefined;
    circle.unshift(hand);
    at = hand.from;
    if (at === node) return circle;
  }
}
