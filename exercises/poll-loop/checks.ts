// Floor 6. What must hold of a run, rule by rule: each check gives the first breach that it finds, or nothing.
import type { TopicPartition } from 'kafka';
import { namesIn, recordOutcomes, type SimulatedCluster, sentenceOf, type TracedEvent } from 'simulator';
import { type RunProblem, storyOf } from 'testkit';

const groupId = 'shop';

/** The first record that nobody has handled. */
export function firstUnhandled({ trace }: SimulatedCluster): { partition: TopicPartition; offset: number } | undefined {
  const processed = new Set<string>();
  const appended: { partition: TopicPartition; offset: number }[] = [];
  for (const event of trace) {
    if (event.kind === 'record.processed') processed.add(`${nameOf(event.partition)}@${event.offset}`);
    if (event.kind !== 'log.appended' || event.partition.topic !== 'orders') continue;
    for (let offset = event.firstOffset; offset <= event.lastOffset; offset++) {
      appended.push({ partition: event.partition, offset });
    }
  }
  return appended.find(({ partition, offset }) => !processed.has(`${nameOf(partition)}@${offset}`));
}

/** Rule 2: within one life of a process, the records of a partition are begun in order, each after the one before is done. */
export function problemOfOrder(cluster: SimulatedCluster): RunProblem | undefined {
  const { trace } = cluster;
  const open = new Map<string, number>();
  const highest = new Map<string, number>();
  for (const event of trace) {
    if (event.kind === 'process.started' || event.kind === 'poll.returned') {
      // A later poll may return records again that were returned before: after a rebalance.
      for (const key of [...highest.keys()]) if (key.startsWith(`${event.process}/`)) highest.delete(key);
    }
    if (event.kind === 'process.started') {
      for (const key of [...open.keys()]) if (key.startsWith(`${event.process}/`)) open.delete(key);
    }
    if (event.kind !== 'record.started' && event.kind !== 'record.processed') continue;
    const key = `${event.process}/${nameOf(event.partition)}`;
    if (event.kind === 'record.processed') {
      open.delete(key);
      continue;
    }
    const unfinished = open.get(key);
    if (unfinished !== undefined) {
      return {
        cluster,
        atMs: event.atMs,
        says:
          `${event.process} began with offset ${event.offset} of ${nameOf(event.partition)} at ${inMs(event.atMs)} ` +
          `while offset ${unfinished} was still being handled: hand over the next record when the promise of the one before has settled.`,
      };
    }
    const before = highest.get(key) ?? -1;
    if (event.offset < before) {
      return {
        cluster,
        atMs: event.atMs,
        says:
          `${event.process} began with offset ${event.offset} of ${nameOf(event.partition)} at ${inMs(event.atMs)}, ` +
          `after offset ${before} of the same partition: records of a partition go in the order of their offsets.`,
      };
    }
    open.set(key, event.offset);
    highest.set(key, event.offset);
  }
  return undefined;
}

/** Rule 3: a commit says that everything before it is handled. */
export function problemOfEarlyCommit(cluster: SimulatedCluster): RunProblem | undefined {
  const { trace } = cluster;
  for (const [partition, { committedTooEarly }] of recordOutcomes(trace, groupId).partitions) {
    const [early] = committedTooEarly;
    const offset = early?.unprocessed[0]?.[0];
    if (early === undefined || offset === undefined) continue;
    return {
      cluster,
      atMs: early.atMs,
      says:
        `${namesIn(trace).member(early.memberId)} committed ${nameOf(partition)} at ${early.offset} at ${inMs(early.atMs)}, ` +
        `but offset ${offset} was not handled by then. If it crashes now, nobody ever handles that record: its successor begins at ${early.offset}. ` +
        `What became of it:${storyOf(trace, partition, offset)}`,
    };
  }
  return undefined;
}

/**
 * Rule 4: after a poll that returned records, at most one commit for each partition that they are of. One is let pass after any other poll,
 * and in a callback. Commits are counted when they are sent: those of `commitAsync` arrive when the next batch is under way.
 */
export function problemOfManyCommits(cluster: SimulatedCluster): RunProblem | undefined {
  const { trace } = cluster;
  const allowed = new Map<string, { readonly most: number; readonly commits: TracedEvent[] }>();
  for (const event of trace) {
    if (event.kind === 'poll.returned') {
      allowed.set(event.process, { most: Math.max(1, event.records.size), commits: [] });
    } else if (event.kind === 'poll.entered' || event.kind === 'callback.entered') {
      allowed.set(event.process, { most: 1, commits: [] });
    } else if (event.kind === 'request.sent' && event.api === 'OffsetCommit') {
      // Each consumer has its process's name as its client id.
      const since = allowed.get(event.clientId);
      if (since === undefined) continue;
      since.commits.push(event);
      if (since.commits.length <= since.most) continue;
      const names = namesIn(trace);
      const told = since.commits.map((commit) => `At ${inMs(commit.atMs)}: ${sentenceOf(commit, names)}`);
      return {
        cluster,
        atMs: event.atMs,
        says:
          `${event.clientId} committed ${since.commits.length} times after one poll, where ${since.most} is enough: ${told.join(' ')} ` +
          'A commit is a request and an answer that the next record waits for: commit once all that the poll returned is handled.',
      };
    }
  }
  return undefined;
}

/** Rule 4: once there is nothing to do, everything that was handled is committed, and the committed offset is the next one to read. */
export function problemOfMissingCommit(cluster: SimulatedCluster, partitions: number): RunProblem | undefined {
  const committed = new Map([...cluster.committed(groupId)].map(([partition, offset]) => [nameOf(partition), offset]));
  for (let number = 0; number < partitions; number++) {
    const end = cluster.partition('orders', number).logEndOffset;
    const offset = committed.get(`orders-${number}`);
    if (offset === end) continue;
    const came = offset === undefined ? 'nothing is committed for it' : `${offset} is committed`;
    return {
      cluster,
      atMs: cluster.now,
      says:
        `The records of orders-${number}, offsets 0 to ${end - 1}, were all handled a while ago, but ${came}, not ${end}: ` +
        'what is committed is the offset to read next, one more than that of the last record that was handled.',
    };
  }
  return undefined;
}

/** Rules 5 and 6: how many times records were handled again. */
export function problemOfRepeats(
  cluster: SimulatedCluster,
  { most, because }: { readonly most: number; readonly because: string },
): RunProblem | undefined {
  const { trace } = cluster;
  const { partitions } = recordOutcomes(trace, groupId);
  const repeats = [...partitions].flatMap(([partition, { moreThanOnce }]) =>
    moreThanOnce.flatMap(({ offset, by }) => by.slice(1).map(({ atMs }) => ({ partition, offset, atMs }))),
  );
  if (repeats.length <= most) return undefined;
  const one = repeats[0];
  if (one === undefined) return undefined;
  const times = repeats.length === 1 ? '1 record was' : `${repeats.length} records were`;
  return {
    cluster,
    atMs: one.atMs,
    says:
      `${times} handled again, ${most === 0 ? 'and none should be' : `and at most ${most} may be`}: ${because}. ` +
      `One of them is offset ${one.offset} of ${nameOf(one.partition)}. What became of it:${storyOf(trace, one.partition, one.offset)}`,
  };
}

/**
 * Rule 6: a process that was asked to stop has returned, its member has left by a LeaveGroup, and its consumer is closed.
 *
 * @param leftOpen processes whose last life returned without having closed its consumer
 */
export function problemOfShutdown(
  { cluster, leftOpen }: { readonly cluster: SimulatedCluster; readonly leftOpen: ReadonlySet<string> },
  name: string,
): RunProblem | undefined {
  const { trace, processes } = cluster;
  let memberId: string | undefined;
  let askedAt: number | undefined;
  let removed: TracedEvent | undefined;
  for (const event of trace) {
    if (event.kind === 'group.member.removed' && event.memberId === memberId) removed = event;
    if (!('process' in event) || event.process !== name) continue;
    if (event.kind === 'process.started') {
      memberId = undefined;
      askedAt = undefined;
      removed = undefined;
    } else if (event.kind === 'process.stopping') {
      askedAt = event.atMs;
    } else if ('memberId' in event && event.memberId !== '') {
      memberId = event.memberId;
    }
  }
  if (askedAt === undefined) {
    return { cluster, atMs: cluster.now, says: `run() of ${name} returned before anybody asked it to shut down.` };
  }
  const asked = `${name} was asked to shut down at ${inMs(askedAt)}`;
  const process = processes.find((each) => each.name === name);
  if (process?.isAlive) {
    const [wait] = process.report().waits;
    const waiting = wait === undefined ? '' : `: it waits for ${wait.what} since ${inMs(wait.sinceMs)}`;
    return { cluster, atMs: askedAt, says: `${asked}, and run() has not returned since${waiting}.` };
  }
  if (memberId === undefined || (removed?.kind === 'group.member.removed' && removed.why === 'left')) {
    if (!leftOpen.has(name)) return undefined;
    return {
      cluster,
      atMs: askedAt,
      says:
        `${asked} and run() returned, but its consumer is not closed: its connections and its memory are never given back. ` +
        'unsubscribe() leaves the group and no more; close() leaves it and ends the consumer.',
    };
  }
  return {
    cluster,
    atMs: removed?.atMs ?? askedAt,
    says:
      `${asked} and run() returned, but its member did not leave the group: ` +
      `${removed === undefined ? 'it is still in it.' : `at ${inMs(removed.atMs)}, ${sentenceOf(removed, namesIn(trace))}`} ` +
      'Until then its partitions belong to nobody who reads them. close() of the consumer leaves.',
  };
}

function nameOf({ topic, partition }: TopicPartition): string {
  return `${topic}-${partition}`;
}

function inMs(ms: number): string {
  return `${ms.toLocaleString('en-US')} ms`;
}
