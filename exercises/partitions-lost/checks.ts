// Floor 6. What must hold of a run, rule by rule. The run is read once: who had which partition when, what polls returned in that time, which
// rows were put out, what was committed. Each check gives the first breach of its rule that was found there, or nothing.
import type { TopicPartition } from 'kafka';
import { namesIn, type SimulatedCluster, sentenceOf, type TracedEvent } from 'simulator';
import { type RunProblem, storyOf } from 'testkit';

export type Rule = 'order' | 'ahead' | 'revoked' | 'lost' | 'gone' | 'back';

/** From onPartitionsAssigned to the end of onPartitionsRevoked, or to onPartitionsLost. */
interface Tenure {
  /** What polls returned. */
  readonly returned: Set<number>;
  readonly putOut: Set<number>;
  end: TracedEvent | undefined;
}

export function problemOf(rule: Rule, cluster: SimulatedCluster): RunProblem | undefined {
  const problem = new Reader(cluster).problems().find((each) => each.rule === rule);
  return problem && { cluster, atMs: problem.atMs, says: problem.says };
}

/** Rule 2, when there is nothing left to do: all is committed. */
export function problemOfMissingCommit(
  cluster: SimulatedCluster,
  partitions: readonly TopicPartition[],
): RunProblem | undefined {
  const committed = new Map<TopicPartition, number>();
  for (const event of cluster.trace) {
    if (event.kind !== 'offsets.committed') continue;
    for (const [partition, offset] of event.offsets) committed.set(partition, offset);
  }
  for (const partition of partitions) {
    const end = cluster.partition(partition.topic, partition.partition).logEndOffset;
    const offset = committed.get(partition);
    if (offset === end) continue;
    const came = offset === undefined ? 'nothing is committed' : `${offset} is committed`;
    const says =
      `All is put out, nothing happens any more, and two checkpoints have passed. The offset to read next of ${nameOf(partition)} is ${end}, ` +
      `but ${came}. A consumer that starts now begins there.`;
    return { cluster, atMs: cluster.now, says };
  }
  return undefined;
}

type Found = { readonly rule: Rule; readonly atMs: number; readonly says: string };
type RecordEvent = Extract<TracedEvent, { kind: 'record.started' | 'record.processed' | 'record.failed' }>;
type EventOf<K extends TracedEvent['kind']> = Extract<TracedEvent, { kind: K }>;

class Reader {
  readonly #cluster: SimulatedCluster;
  /** The present tenure of a process and partition, or the last one. */
  readonly #tenures = new Map<string, Tenure>();
  readonly #putOut = new Map<TopicPartition, Set<number>>();
  readonly #committed = new Map<TopicPartition, number>();
  /** Members that the coordinator has removed, whether they know it or not. */
  readonly #removed = new Set<string>();
  /** By process, its member id when a callback began: a refused commit may end that, and then its consumer has none on leaving. */
  readonly #enteredAs = new Map<string, string>();
  readonly #found: Found[] = [];

  constructor(cluster: SimulatedCluster) {
    this.#cluster = cluster;
  }

  problems(): readonly Found[] {
    for (const event of this.#cluster.trace) this.#read(event);
    return this.#found;
  }

  #read(event: TracedEvent): void {
    switch (event.kind) {
      case 'process.started':
        for (const key of this.#tenures.keys()) if (key.startsWith(`${event.process}/`)) this.#tenures.delete(key);
        break;
      case 'callback.entered':
        this.#entered(event);
        break;
      case 'callback.left':
        if (event.callback === 'onPartitionsRevoked') this.#revoked(event);
        break;
      case 'poll.returned':
        for (const [partition, [first, last]] of event.records) {
          const returned = this.#tenures.get(keyOf(event.process, partition))?.returned;
          for (let offset = first; offset <= last; offset++) returned?.add(offset);
        }
        break;
      case 'record.processed':
        this.#rowIsOut(event);
        break;
      case 'request.sent':
        if (event.api === 'OffsetCommit' && 'offsets' in event.request) this.#commits(event, event.request.offsets);
        break;
      case 'group.member.removed':
        this.#removed.add(event.memberId);
        break;
      case 'offsets.committed':
        for (const [partition, offset] of event.offsets) this.#accepted(partition, offset, event);
        break;
    }
  }

  #entered(event: EventOf<'callback.entered'>): void {
    this.#enteredAs.set(event.process, event.memberId);
    for (const partition of event.partitions) {
      const key = keyOf(event.process, partition);
      const tenure = this.#tenures.get(key);
      if (event.callback === 'onPartitionsAssigned') {
        this.#tenures.set(key, { returned: new Set(), putOut: new Set(), end: undefined });
      } else if (event.callback === 'onPartitionsLost' && tenure !== undefined) tenure.end = event;
    }
  }

  #revoked(event: EventOf<'callback.left'>): void {
    const { process, partitions, atMs } = event;
    const memberId = this.#enteredAs.get(process) ?? '';
    for (const partition of partitions) {
      const tenure = this.#tenures.get(keyOf(process, partition));
      if (tenure === undefined) continue;
      tenure.end = event;
      const last = Math.max(...tenure.returned);
      // Nobody has told the consumer yet that the group has gone on: it could not have committed.
      if (tenure.returned.size === 0 || this.#removed.has(memberId)) continue;
      const kept = [...tenure.returned].find((offset) => !tenure.putOut.has(offset));
      const committed = this.#committed.get(partition) ?? 0;
      const left =
        kept !== undefined
          ? `the row of offset ${kept} was not put out`
          : committed <= last
            ? `${committed} was committed and not ${last + 1}`
            : undefined;
      if (left === undefined) continue;
      this.#find(
        'revoked',
        atMs,
        `${nameOf(partition)} was revoked from ${process}, which had read it to offset ${last}. When onPartitionsRevoked came back at ${inMs(atMs)}, ${left}. ` +
          `The next owner begins at ${committed}. What became of offset ${kept ?? last}:${this.#story(partition, kept ?? last)}`,
      );
    }
  }

  #rowIsOut({ process, partition, offset, atMs }: RecordEvent): void {
    const all = this.#putOut.get(partition) ?? new Set();
    this.#putOut.set(partition, all.add(offset));
    const tenure = this.#tenures.get(keyOf(process, partition));
    const told = `${process} put out the row of offset ${offset} of ${nameOf(partition)} at ${inMs(atMs)}`;
    const isOfTenure = tenure?.end === undefined && tenure?.returned.has(offset) === true && !tenure.putOut.has(offset);
    if (isOfTenure) {
      if (offset < Math.max(...tenure.putOut)) {
        this.#find(
          'order',
          atMs,
          `${told}, after that of offset ${Math.max(...tenure.putOut)}. Rows keep the order of reading.`,
        );
      }
      tenure.putOut.add(offset);
      return;
    }
    const rule = this.#wasLost(process, partition, atMs) ? 'lost' : 'order';
    const why =
      rule === 'lost'
        ? `which it made before it lost the partition. From onPartitionsLost on, whoever owns the partition puts that row out: discard what the sink keeps back, and what you keep yourself.`
        : 'which no poll has returned since the partition was assigned, or which was put out already.';
    this.#find(rule, atMs, `${told}, ${why} What became of the record:${this.#story(partition, offset)}`);
  }

  #commits(event: EventOf<'request.sent'>, offsets: ReadonlyMap<TopicPartition, { readonly offset: number }>): void {
    // Each consumer has its process's name as its client id.
    const { clientId: process, atMs } = event;
    for (const [partition, { offset }] of offsets) {
      const told = `${process} commits ${nameOf(partition)} at ${offset} at ${inMs(atMs)}`;
      const isOut = this.#putOut.get(partition) ?? new Set();
      let missing = 0;
      while (isOut.has(missing)) missing++;
      if (missing < offset) {
        this.#find(
          'ahead',
          atMs,
          `${told}, but the row of offset ${missing} is not put out by then. Whoever owns the partition next begins at ${offset}, and that row is lost. ` +
            `What became of it:${this.#story(partition, missing)}`,
        );
      }
      const tenure = this.#tenures.get(keyOf(process, partition));
      if (tenure !== undefined && tenure.end === undefined) continue;
      const end = tenure?.end;
      const since = end === undefined ? 'it was never assigned.' : `at ${inMs(end.atMs)}, ${this.#sentence(end)}`;
      this.#find(
        'gone',
        atMs,
        `${told}, but ${nameOf(partition)} is no longer its own: ${since} The coordinator takes a commit of any member in good standing, for whatever ` +
          'partition: it would put the next owner back. Is there a map that still has an entry of it?',
      );
    }
  }

  #accepted(partition: TopicPartition, offset: number, event: TracedEvent): void {
    const before = this.#committed.get(partition);
    this.#committed.set(partition, offset);
    if (before === undefined || before <= offset) return;
    this.#find(
      'back',
      event.atMs,
      `${nameOf(partition)} was committed at ${before} already, and goes back to ${offset}: ${this.#sentence(event)} ` +
        `All from ${offset} on is put out once more. Does what you know of a partition come from an earlier time that you owned it?`,
    );
  }

  #wasLost(process: string, partition: TopicPartition, atMs: number): boolean {
    return this.#cluster.trace.some(
      (event) =>
        event.atMs <= atMs &&
        event.kind === 'callback.entered' &&
        event.callback === 'onPartitionsLost' &&
        event.process === process &&
        event.partitions.includes(partition),
    );
  }

  #story(partition: TopicPartition, offset: number): string {
    return storyOf(this.#cluster.trace, partition, offset);
  }

  #sentence(event: TracedEvent): string {
    return sentenceOf(event, namesIn(this.#cluster.trace));
  }

  #find(rule: Rule, atMs: number, says: string): void {
    this.#found.push({ rule, atMs, says });
  }
}

function keyOf(process: string, { topic, partition }: TopicPartition): string {
  return `${process}/${topic}-${partition}`;
}

function nameOf({ topic, partition }: TopicPartition): string {
  return `${topic}-${partition}`;
}

function inMs(ms: number): string {
  return `${ms.toLocaleString('en-US')} ms`;
}
