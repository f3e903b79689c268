// Floor 6. What must hold of a run, rule by rule. The run is read once: who had which partition when, what was handed to workers in that
// time, and what was committed. Each check gives the first breach of its rule that was found there, or nothing.
import type { TopicPartition } from 'kafka';
import { namesIn, type SimulatedCluster, sentenceOf, type TracedEvent } from 'simulator';
import { type RunProblem, storyOf } from 'testkit';

export type Rule = 'ahead' | 'revoked' | 'others' | 'gone' | 'back';

/** From onPartitionsAssigned to the end of onPartitionsRevoked, or to onPartitionsLost. */
interface Tenure {
  /** Where it began to read; `undefined` while that is not known. */
  start: number | undefined;
  readonly finished: Set<number>;
}

interface Revocation {
  /** By which the coordinator knew it on entering: a refused commit may end that, and then its consumer has none on leaving. */
  readonly memberId: string;
  readonly partitions: readonly TopicPartition[];
  readonly enteredMs: number;
  /** The end of the unbroken run of each, as it was on entering. */
  readonly runs: ReadonlyMap<TopicPartition, number>;
}

/** How long onPartitionsRevoked may take. */
const callbackMs = 1000;

export function problemOf(rule: Rule, cluster: SimulatedCluster): RunProblem | undefined {
  const problem = new Reader(cluster).problems().find((each) => each.rule === rule);
  return problem && { cluster, atMs: problem.atMs, says: problem.says };
}

type Found = { readonly rule: Rule; readonly atMs: number; readonly says: string };

class Reader {
  readonly #cluster: SimulatedCluster;
  readonly #tenures = new Map<string, Tenure>();
  /** The tenures in which jobs of a record began that are under way, oldest first, by process and record. */
  readonly #jobs = new Map<string, (Tenure | undefined)[]>();
  readonly #finished = new Map<TopicPartition, Set<number>>();
  readonly #committed = new Map<TopicPartition, number>();
  readonly #revocations = new Map<string, Revocation>();
  /** Members that the coordinator has removed, whether they know it or not. */
  readonly #removed = new Set<string>();
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
        for (const key of this.#jobs.keys()) if (key.startsWith(`${event.process}/`)) this.#jobs.delete(key);
        this.#revocations.delete(event.process);
        break;
      case 'callback.entered':
        this.#entered(event);
        break;
      case 'callback.left':
        if (event.callback === 'onPartitionsRevoked') this.#revoked(event);
        break;
      case 'position.changed': {
        const tenure = this.#tenures.get(keyOf(event.process, event.partition));
        if (tenure !== undefined) tenure.start ??= event.offset;
        break;
      }
      case 'record.started':
        this.#started(event);
        break;
      case 'record.processed':
        this.#jobEnds(event)?.finished.add(event.offset);
        this.#finishedOf(event.partition).add(event.offset);
        break;
      case 'record.failed':
        this.#jobEnds(event);
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

  #entered(event: Extract<TracedEvent, { kind: 'callback.entered' }>): void {
    const { process, memberId, partitions, callback, atMs } = event;
    for (const partition of partitions) {
      const key = keyOf(process, partition);
      if (callback === 'onPartitionsAssigned') this.#tenures.set(key, { start: undefined, finished: new Set() });
      if (callback === 'onPartitionsLost') this.#tenures.delete(key);
    }
    if (callback !== 'onPartitionsRevoked') return;
    const runs = new Map<TopicPartition, number>();
    for (const partition of partitions) {
      const run = runOf(this.#tenures.get(keyOf(process, partition)));
      if (run !== undefined) runs.set(partition, run);
    }
    this.#revocations.set(process, { memberId, partitions, enteredMs: atMs, runs });
  }

  #revoked({ process, partitions, atMs }: Extract<TracedEvent, { kind: 'callback.left' }>): void {
    const revocation = this.#revocations.get(process);
    this.#revocations.delete(process);
    for (const partition of partitions) this.#tenures.delete(keyOf(process, partition));
    if (revocation === undefined) return;
    const { memberId, enteredMs, runs } = revocation;
    if (atMs - enteredMs > callbackMs) {
      this.#find(
        'revoked',
        atMs,
        `onPartitionsRevoked of ${process}, called at ${inMs(enteredMs)}, took ${inMs(atMs - enteredMs)}. The whole group waits for it: do not wait for workers there.`,
      );
    }
    // Nothing that it commits is taken any more.
    if (this.#removed.has(memberId)) return;
    for (const [partition, run] of runs) {
      const committed = this.#committed.get(partition);
      if (committed !== undefined && committed >= run) continue;
      const came = committed === undefined ? 'nothing was committed for it' : `${committed} was committed`;
      this.#find(
        'revoked',
        atMs,
        `${nameOf(partition)} was revoked from ${process} at ${inMs(enteredMs)}. Everything below ${run} was finished by then, but when onPartitionsRevoked came back at ` +
          `${inMs(atMs)}, ${came}, not ${run}. The next owner begins there and repeats finished work. ` +
          `What became of offset ${run - 1}:${storyOf(this.#cluster.trace, partition, run - 1)}`,
      );
    }
  }

  #started({
    process,
    partition,
    offset,
    atMs,
  }: Extract<TracedEvent, { kind: 'record.started' | 'record.processed' | 'record.failed' }>): void {
    const tenure = this.#tenures.get(keyOf(process, partition));
    const key = `${keyOf(process, partition)}@${offset}`;
    this.#jobs.set(key, [...(this.#jobs.get(key) ?? []), tenure]);
    if (tenure !== undefined) return;
    this.#find(
      'gone',
      atMs,
      `${process} handed offset ${offset} of ${nameOf(partition)} to a worker at ${inMs(atMs)}, when the partition was no longer its own. ` +
        `What became of it:${storyOf(this.#cluster.trace, partition, offset)}`,
    );
  }

  /** Which of several jobs of one record ended cannot be told: the oldest is taken, so that a late result never counts for a later tenure. */
  #jobEnds({
    process,
    partition,
    offset,
  }: {
    readonly process: string;
    readonly partition: TopicPartition;
    readonly offset: number;
  }) {
    return this.#jobs.get(`${keyOf(process, partition)}@${offset}`)?.shift();
  }

  #commits(
    event: Extract<TracedEvent, { kind: 'request.sent' }>,
    offsets: ReadonlyMap<TopicPartition, { readonly offset: number }>,
  ): void {
    // Each consumer has its process's name as its client id.
    const { clientId: process, atMs } = event;
    const revocation = this.#revocations.get(process);
    for (const [partition, { offset }] of offsets) {
      const told = `${process} commits ${nameOf(partition)} at ${offset} at ${inMs(atMs)}`;
      const finished = this.#finishedOf(partition);
      let unfinished = 0;
      while (finished.has(unfinished)) unfinished++;
      if (unfinished < offset) {
        this.#find(
          'ahead',
          atMs,
          `${told}, but no worker has finished offset ${unfinished} by then. Whoever owns the partition next begins at ${offset}, and that record is lost. ` +
            `What became of it:${storyOf(this.#cluster.trace, partition, unfinished)}`,
        );
      }
      if (!this.#tenures.has(keyOf(process, partition))) {
        this.#find(
          'gone',
          atMs,
          `${told}, but ${nameOf(partition)} is no longer its own: ${this.#endOfTenure(process, partition)} A late result is dropped. ` +
            'The coordinator takes a commit of any member in good standing, for whatever partition: it would put the next owner back.',
        );
      } else if (revocation !== undefined && !revocation.partitions.includes(partition)) {
        const revoked = revocation.partitions.map(nameOf).join(', ');
        this.#find(
          'others',
          atMs,
          `${told}, inside onPartitionsRevoked(${revoked}): commit there what is revoked, and nothing else. ${nameOf(partition)} stays, and its time comes.`,
        );
      }
    }
  }

  #accepted(partition: TopicPartition, offset: number, event: TracedEvent): void {
    const before = this.#committed.get(partition);
    this.#committed.set(partition, offset);
    if (before === undefined || before <= offset) return;
    this.#find(
      'back',
      event.atMs,
      `${nameOf(partition)} was committed at ${before} already, and goes back to ${offset}: ${sentenceOf(event, namesIn(this.#cluster.trace))} ` +
        `All from ${offset} on is handled once more. Does what you know of a partition come from an earlier time that you owned it?`,
    );
  }

  #endOfTenure(process: string, partition: TopicPartition): string {
    const { trace } = this.#cluster;
    const end = trace.find(
      (event) =>
        event.kind === 'callback.entered' &&
        event.process === process &&
        event.callback !== 'onPartitionsAssigned' &&
        event.partitions.includes(partition),
    );
    return end === undefined ? 'it was never assigned.' : `at ${inMs(end.atMs)}, ${sentenceOf(end, namesIn(trace))}`;
  }

  #finishedOf(partition: TopicPartition): Set<number> {
    const finished = this.#finished.get(partition) ?? new Set();
    this.#finished.set(partition, finished);
    return finished;
  }

  #find(rule: Rule, atMs: number, says: string): void {
    this.#found.push({ rule, atMs, says });
  }
}

/** One after the last of the unbroken run of finished records; `undefined` where there is nothing to commit. */
function runOf(tenure: Tenure | undefined): number | undefined {
  if (tenure?.start === undefined) return undefined;
  let end = tenure.start;
  while (tenure.finished.has(end)) end++;
  return end === tenure.start ? undefined : end;
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
