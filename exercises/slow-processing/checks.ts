// Floor 6. What must hold of a run, rule by rule. The run is read once: who had which partition when, what was polled of it and handed to
// workers in that time, and what was committed. Each check gives the first breach of its rule, or nothing.
import type { TopicPartition } from 'kafka';
import type { SimulatedCluster, TracedEvent } from 'simulator';
import { type RunProblem, storyOf } from 'testkit';

export type Rule = 'order' | 'bound' | 'ahead' | 'late' | 'again' | 'revoked' | 'gone';

/** From onPartitionsAssigned to the end of onPartitionsRevoked, or to onPartitionsLost. */
interface Tenure {
  /** Polled and not finished. */
  readonly held: Set<number>;
  /** When each record was finished. */
  readonly finished: Map<number, number>;
  /** Where its first records began. */
  start: number | undefined;
  /** The record that is to be handed over next. */
  next: number | undefined;
  atWork: number | undefined;
}

interface Revocation {
  /** The member as it was when the callback was called: a refused commit takes its id away. */
  readonly memberId: string;
  readonly atMs: number;
  readonly runs: ReadonlyMap<TopicPartition, number>;
}

type EventOf<Kind extends TracedEvent['kind']> = Extract<TracedEvent, { readonly kind: Kind }>;
type RecordEvent = EventOf<'record.started' | 'record.processed' | 'record.failed'>;
type Found = { readonly rule: Rule; readonly atMs: number; readonly says: string };

const heldMost = 20;
const callbackMs = 1000;
const commitMs = 5000;

export function problemOf(rule: Rule, cluster: SimulatedCluster): RunProblem | undefined {
  const problem = new Reader(cluster).problems().find((each) => each.rule === rule);
  return problem && { cluster, atMs: problem.atMs, says: problem.says };
}

class Reader {
  readonly #cluster: SimulatedCluster;
  readonly #tenures = new Map<string, Tenure>();
  /** The tenures in which jobs of a record began that are under way, oldest first, by process and record. */
  readonly #jobs = new Map<string, (Tenure | undefined)[]>();
  readonly #finished = new Map<TopicPartition, Set<number>>();
  readonly #committed = new Map<TopicPartition, { readonly offset: number; readonly sinceMs: number }>();
  readonly #entered = new Map<string, Revocation>();
  /** Finished, owned, and not yet committed, in the order of time. */
  #due: { readonly tenure: Tenure; readonly event: RecordEvent }[] = [];
  readonly #removed = new Set<string>();
  readonly #found: Found[] = [];

  constructor(cluster: SimulatedCluster) {
    this.#cluster = cluster;
  }

  problems(): readonly Found[] {
    for (const event of this.#cluster.trace) {
      this.#lookForLate(event.atMs);
      this.#read(event);
    }
    return this.#found;
  }

  #read(event: TracedEvent): void {
    switch (event.kind) {
      case 'process.started':
        for (const key of this.#tenures.keys()) if (key.startsWith(`${event.process}/`)) this.#end(key);
        for (const key of this.#jobs.keys()) if (key.startsWith(`${event.process}/`)) this.#jobs.delete(key);
        break;
      case 'callback.entered':
        this.#enters(event);
        break;
      case 'callback.left':
        if (event.callback === 'onPartitionsRevoked') this.#leaves(event);
        break;
      case 'poll.returned':
        for (const [partition, [first, last]] of event.records) this.#polled(event, partition, first, last);
        break;
      case 'record.started':
        this.#started(event);
        break;
      case 'record.processed':
        this.#processed(event);
        break;
      case 'request.sent':
        if (event.api === 'OffsetCommit' && 'offsets' in event.request) {
          for (const [partition, { offset }] of event.request.offsets) this.#commits(event, partition, offset);
        }
        break;
      case 'group.member.removed':
        this.#removed.add(event.memberId);
        break;
      case 'offsets.committed':
        for (const [partition, offset] of event.offsets) {
          if (this.#committed.get(partition)?.offset !== offset) {
            this.#committed.set(partition, { offset, sinceMs: event.atMs });
          }
        }
        this.#due = this.#due.filter(({ event: { partition, offset } }) => this.#committedOf(partition) <= offset);
        break;
    }
  }

  #enters({ process, memberId, partitions, callback, atMs }: EventOf<'callback.entered'>): void {
    const runs = new Map<TopicPartition, number>();
    for (const partition of partitions) {
      const key = keyOf(process, partition);
      const tenure = this.#tenures.get(key);
      if (callback === 'onPartitionsAssigned') {
        const fresh = { held: new Set<number>(), finished: new Map<number, number>() };
        this.#tenures.set(key, { ...fresh, start: undefined, next: undefined, atWork: undefined });
      } else if (callback === 'onPartitionsLost') this.#end(key);
      else if (tenure !== undefined && tenure.finished.size > 0) runs.set(partition, runOf(tenure, atMs));
    }
    if (callback === 'onPartitionsRevoked') this.#entered.set(process, { memberId, atMs, runs });
  }

  #leaves({ process, partitions, atMs }: EventOf<'callback.left'>): void {
    const entered = this.#entered.get(process);
    this.#entered.delete(process);
    for (const partition of partitions) this.#end(keyOf(process, partition));
    if (entered === undefined) return;
    if (atMs - entered.atMs > callbackMs) {
      const says = `onPartitionsRevoked of ${process}, called at ${inMs(entered.atMs)}, took ${inMs(atMs - entered.atMs)}. The whole group waits for it: do not wait for workers there.`;
      this.#find('revoked', atMs, says);
    }
    // Nothing that it commits is taken any more.
    if (this.#removed.has(entered.memberId)) return;
    for (const [partition, run] of entered.runs) {
      const committed = this.#committedOf(partition);
      if (committed >= run) continue;
      this.#find(
        'revoked',
        atMs,
        `${nameOf(partition)} was revoked from ${process} at ${inMs(entered.atMs)} with everything below ${run} finished. When onPartitionsRevoked came back, ` +
          `${committed} was committed: the next owner repeats finished work.${this.#story(partition, run - 1)}`,
      );
    }
  }

  #polled({ process, atMs }: EventOf<'poll.returned'>, partition: TopicPartition, first: number, last: number): void {
    const tenure = this.#tenures.get(keyOf(process, partition));
    if (tenure === undefined) return;
    tenure.start ??= first;
    tenure.next ??= first;
    for (let offset = first; offset <= last; offset++) tenure.held.add(offset);
    if (tenure.held.size <= heldMost) return;
    const says = `At ${inMs(atMs)} ${process} holds ${tenure.held.size} records of ${nameOf(partition)} that are not finished; ${heldMost} are allowed. Pause a partition of which you have enough.`;
    this.#find('bound', atMs, says);
  }

  #started({ process, partition, offset, atMs }: RecordEvent): void {
    const tenure = this.#tenures.get(keyOf(process, partition));
    const key = `${keyOf(process, partition)}@${offset}`;
    this.#jobs.set(key, [...(this.#jobs.get(key) ?? []), tenure]);
    const told = `${process} handed offset ${offset} of ${nameOf(partition)} to a worker at ${inMs(atMs)}`;
    if (tenure === undefined) {
      this.#find('gone', atMs, `${told}, when the partition was not its own.${this.#story(partition, offset)}`);
      return;
    }
    if (tenure.atWork !== undefined) {
      this.#find('order', atMs, `${told}, while offset ${tenure.atWork} of the same partition was at work.`);
    } else if (offset !== tenure.next) {
      this.#find(
        'order',
        atMs,
        `${told}, and offset ${tenure.next} was the next one.${this.#story(partition, offset)}`,
      );
    }
    tenure.atWork = offset;
    tenure.next = offset + 1;
  }

  /** Which of several jobs of one record ended cannot be told: the oldest is taken, so that a late result never counts for a later tenure. */
  #processed(event: RecordEvent): void {
    const { process, partition, offset } = event;
    const finished = this.#finished.get(partition) ?? new Set<number>();
    this.#finished.set(partition, finished.add(offset));
    const tenure = this.#jobs.get(`${keyOf(process, partition)}@${offset}`)?.shift();
    if (tenure === undefined) return;
    tenure.finished.set(offset, event.atMs);
    tenure.held.delete(offset);
    if (tenure.atWork === offset) tenure.atWork = undefined;
    if (this.#tenures.get(keyOf(process, partition)) === tenure) this.#due.push({ tenure, event });
  }

  #commits({ clientId: process, atMs }: EventOf<'request.sent'>, partition: TopicPartition, offset: number): void {
    // Each consumer has its process's name as its client id.
    const told = `${process} commits ${nameOf(partition)} at ${offset} at ${inMs(atMs)}`;
    const finished = this.#finished.get(partition) ?? new Set<number>();
    let unfinished = 0;
    while (finished.has(unfinished)) unfinished++;
    if (unfinished < offset) {
      const says = `${told}, but no worker has finished offset ${unfinished} by then. The next owner begins at ${offset}, and that record is lost.${this.#story(partition, unfinished)}`;
      this.#find('ahead', atMs, says);
    }
    const stored = this.#committed.get(partition);
    if (stored?.offset === offset && atMs - stored.sinceMs > commitMs && !this.#entered.has(process)) {
      const says = `${told}, where it has been committed since ${inMs(stored.sinceMs)}, and nothing was finished in the meantime. Each commit is a record that the coordinator writes.`;
      this.#find('again', atMs, says);
    }
    if (this.#tenures.has(keyOf(process, partition))) return;
    const says = `${told}, and does not own the partition. The coordinator takes a commit of any member in good standing, for whatever partition: it may put the next owner back.`;
    this.#find('gone', atMs, says);
  }

  /** Work that is in time is committed, or its partition is gone. */
  #lookForLate(nowMs: number): void {
    const [oldest] = this.#due;
    if (oldest === undefined || nowMs - oldest.event.atMs <= commitMs) return;
    this.#due.shift();
    const { process, partition, offset, atMs } = oldest.event;
    const says = `${process} finished offset ${offset} of ${nameOf(partition)} at ${inMs(atMs)}, and ${inMs(commitMs)} later it was not committed: ${this.#committedOf(partition)} was.${this.#story(partition, offset)}`;
    this.#find('late', nowMs, says);
  }

  #end(key: string): void {
    const tenure = this.#tenures.get(key);
    this.#tenures.delete(key);
    this.#due = this.#due.filter((due) => due.tenure !== tenure);
  }

  #committedOf(partition: TopicPartition): number {
    return this.#committed.get(partition)?.offset ?? 0;
  }

  #story(partition: TopicPartition, offset: number): string {
    return ` What became of offset ${offset}:${storyOf(this.#cluster.trace, partition, offset)}`;
  }

  #find(rule: Rule, atMs: number, says: string): void {
    this.#found.push({ rule, atMs, says });
  }
}

/** One after the last of the unbroken run of records that were finished earlier: of the others, the answer may have yet to be told. */
function runOf({ start = 0, finished }: Tenure, nowMs: number): number {
  let end = start;
  while ((finished.get(end) ?? nowMs) < nowMs) end++;
  return end;
}

const keyOf = (process: string, partition: TopicPartition): string => `${process}/${nameOf(partition)}`;
const nameOf = ({ topic, partition }: TopicPartition): string => `${topic}-${partition}`;
const inMs = (ms: number): string => `${ms.toLocaleString('en-US')} ms`;
