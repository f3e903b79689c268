// Floor 6. What must hold of a day, rule by rule: each check gives the first breach that it finds, or nothing.
import type { TopicPartition } from 'kafka';
import { rebalances, type SimulatedCluster } from 'simulator';
import { type RunProblem, storyOf } from 'testkit';

export const groupId = 'shop';
/** How many records a batch may have. */
const batchMax = 20;

/** Rule 1: the first record that nobody has handled. */
export function firstUnhandled({ trace }: SimulatedCluster): { partition: TopicPartition; offset: number } | undefined {
  const processed = new Set<string>();
  for (const event of trace) {
    if (event.kind === 'record.processed') processed.add(`${event.partition.partition}@${event.offset}`);
  }
  for (const event of trace) {
    if (event.kind !== 'log.appended' || event.partition.topic !== 'orders') continue;
    for (let offset = event.firstOffset; offset <= event.lastOffset; offset++) {
      if (!processed.has(`${event.partition.partition}@${offset}`)) return { partition: event.partition, offset };
    }
  }
  return undefined;
}

/** Rule 2. The answer names its clients as it likes, so records are known by their place alone. */
export function problemOfEarlyCommit(cluster: SimulatedCluster): RunProblem | undefined {
  const { trace } = cluster;
  const processed = new Map<TopicPartition, Set<number>>();
  const checkedTo = new Map<TopicPartition, number>();
  for (const event of trace) {
    if (event.kind === 'record.processed') {
      const offsets = processed.get(event.partition) ?? new Set();
      processed.set(event.partition, offsets.add(event.offset));
    }
    if (event.kind !== 'offsets.committed') continue;
    for (const [partition, committed] of event.offsets) {
      for (let offset = checkedTo.get(partition) ?? 0; offset < committed; offset++) {
        checkedTo.set(partition, offset + 1);
        if (processed.get(partition)?.has(offset)) continue;
        return {
          cluster,
          atMs: event.atMs,
          says:
            `orders-${partition.partition} was committed at ${committed} at ${inMs(event.atMs)}, and offset ${offset} was not handled by then. Whoever is next begins at ${committed}. ` +
            `What became of it:${storyOf(trace, partition, offset)}`,
        };
      }
    }
  }
  return undefined;
}

/** Rules 3 and 5: how many records were handled again. */
export function problemOfRepeats(cluster: SimulatedCluster, faults: number): RunProblem | undefined {
  const { trace } = cluster;
  const seen = new Set<string>();
  const repeats: { partition: TopicPartition; offset: number; atMs: number }[] = [];
  for (const event of trace) {
    if (event.kind !== 'record.processed') continue;
    const { partition, offset, atMs } = event;
    const place = `${partition.partition}@${offset}`;
    if (seen.has(place)) repeats.push({ partition, offset, atMs });
    seen.add(place);
  }
  const most = faults * batchMax;
  const [one] = repeats.slice(most);
  if (one === undefined) return undefined;
  const allowed =
    faults === 0
      ? 'nothing failed, so none should be'
      : `${faults} ${faults === 1 ? 'thing' : 'things'} failed, so at most ${most} may be`;
  return {
    cluster,
    atMs: one.atMs,
    says:
      `${repeats.length} ${repeats.length === 1 ? 'record was' : 'records were'} handled again: ${allowed}. One of them is offset ${one.offset} of orders-${one.partition.partition}. ` +
      `What became of it:${storyOf(trace, one.partition, one.offset)}`,
  };
}

/** Rule 4. @param reference how many our own solution has on the same day */
export function problemOfRebalances(cluster: SimulatedCluster, reference: number): RunProblem | undefined {
  const all = rebalancesOf(cluster);
  const most = Math.floor(reference * 1.5);
  const one = all[most];
  if (one === undefined) return undefined;
  const told = all.map(({ fromMs, causes }) => `\nAt ${inMs(fromMs)}: ${causes[0]?.cause ?? 'for no known cause'}.`);
  return {
    cluster,
    atMs: one.fromMs,
    says: `The group has rebalanced ${all.length} times, our own solution ${reference}; at most ${most} are allowed. What began them:${told.join('')}`,
  };
}

function rebalancesOf({ trace }: SimulatedCluster) {
  return rebalances(trace).filter((each) => each.groupId === groupId);
}

/** Rule 5: a process that was asked to stop has returned in time, with its consumer closed. */
export function problemOfShutdown(cluster: SimulatedCluster): RunProblem | undefined {
  const asked = new Map<string, number>();
  const closed = new Set<string>();
  for (const event of cluster.trace) {
    if (event.kind === 'process.stopping') {
      asked.set(event.process, event.atMs);
      closed.delete(event.process);
    } else if (event.kind === 'consumer.closed') closed.add(event.process);
    else if (event.kind === 'process.crashed') asked.delete(event.process);
    else if (event.kind === 'process.stopped') {
      const askedMs = asked.get(event.process);
      asked.delete(event.process);
      if (askedMs === undefined) continue;
      const told = `${event.process} was asked to shut down at ${inMs(askedMs)}, and run() returned at ${inMs(event.atMs)}`;
      if (event.atMs - askedMs > patienceMs)
        return { cluster, atMs: askedMs, says: `${told}: within 20 s it was to be.` };
      if (!closed.has(event.process)) {
        return { cluster, atMs: event.atMs, says: `${told}, but its consumer was not closed: close() it before.` };
      }
    }
  }
  const [late] = [...asked].filter(([, atMs]) => cluster.now - atMs > patienceMs);
  if (late === undefined) return undefined;
  return {
    cluster,
    atMs: late[1],
    says: `${late[0]} was asked to shut down at ${inMs(late[1])}, and run() has not returned since.`,
  };
}

const patienceMs = 20_000;

function inMs(ms: number): string {
  return `${ms.toLocaleString('en-US')} ms`;
}
