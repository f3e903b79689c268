// Floor 6. How much can flow from `source` to `sink` through pipes of given capacities (Edmonds and Karp). Knows nothing of racks.

/** @param pipes from, to, and how much fits through; at most one pipe between two ends in one direction */
export function maxFlow(pipes: readonly (readonly [from: string, to: string, capacity: number])[]): number {
  const room = new Map<string, Map<string, number>>();
  const roomOf = (end: string) => {
    const known = room.get(end) ?? new Map<string, number>();
    room.set(end, known);
    return known;
  };
  for (const [from, to, capacity] of pipes) {
    roomOf(from).set(to, capacity);
    if (!roomOf(to).has(from)) roomOf(to).set(from, 0);
  }
  let total = 0;
  for (;;) {
    const way = shortestWay(room);
    if (way === undefined) return total;
    const amount = Math.min(...way.map(([from, to]) => roomOf(from).get(to) ?? 0));
    for (const [from, to] of way) {
      roomOf(from).set(to, (roomOf(from).get(to) ?? 0) - amount);
      roomOf(to).set(from, (roomOf(to).get(from) ?? 0) + amount);
    }
    total += amount;
  }
}

function shortestWay(
  room: ReadonlyMap<string, ReadonlyMap<string, number>>,
): readonly (readonly [from: string, to: string])[] | undefined {
  const cameFrom = new Map<string, string>([['source', '']]);
  // A list may grow while it is gone through: what is added is reached as well.
  const reached = ['source'];
  for (const from of reached) {
    for (const [to, left] of room.get(from) ?? []) {
      if (left <= 0 || cameFrom.has(to)) continue;
      cameFrom.set(to, from);
      reached.push(to);
    }
  }
  if (!cameFrom.has('sink')) return undefined;
  const way: [string, string][] = [];
  for (let to = 'sink'; to !== 'source'; to = cameFrom.get(to) ?? 'source') way.push([cameFrom.get(to) ?? '', to]);
  return way;
}
