// Floor 4. How far a group is behind, sampled over time, as columns of numbers that are cheap to draw and to send. Two lags: to the
// committed offset, which tools show, and to the position, which the consumer's own metric shows.
import type { TopicPartition } from '../protocol/topic-partition.ts';
import { ConsumerViews } from './consumer-view.ts';
import { type ClientKey, clientKey, type RunTrace, type TracedEvent } from './run-trace.ts';

export interface LagOptions {
  readonly groupId: string;
  /** Distance of the samples in ms. The first is at 0; each tells what is true at the end of its millisecond. */
  readonly everyMs: number;
  /** The last sample is at this time or before. Default: the last event. */
  readonly untilMs?: number;
}

export interface LagOverTime {
  /** The time of each sample. Every column has one number for each of them. */
  readonly atMs: readonly number[];
  readonly partitions: ReadonlyMap<TopicPartition, PartitionLag>;
  /** Log end minus committed offset, summed over the partitions that have one. */
  readonly committedLag: readonly number[];
  /** Log end minus position, summed over the partitions that somebody reads. */
  readonly positionLag: readonly number[];
}

/** Offsets; -1 where there is none: nothing committed, nobody reads it. Their differences are the lags. */
export interface PartitionLag {
  readonly logEnd: readonly number[];
  readonly committed: readonly number[];
  readonly position: readonly number[];
}

const none = -1;

interface Following {
  logEnd: number;
  committed: number;
  position: number;
  reader: ClientKey | undefined;
  readonly columns: { readonly logEnd: number[]; readonly committed: number[]; readonly position: number[] };
}

/**
 * Partitions that the group ever had a position in or committed for; before that moment their columns hold what is known of the log.
 *
 * @throws RangeError when `everyMs` is not a number above 0
 */
export function lagOverTime(trace: RunTrace, { groupId, everyMs, untilMs }: LagOptions): LagOverTime {
  if (!(everyMs > 0))
    throw new RangeError(`everyMs is the distance of samples in ms and must be above 0, not ${everyMs}.`);
  const sampler = new Sampler(groupId);
  const lastMs = untilMs ?? trace.at(-1)?.atMs ?? 0;
  let next = 0;
  for (const event of trace) {
    while (next < event.atMs && next <= lastMs) {
      sampler.sample(next);
      next += everyMs;
    }
    sampler.next(event);
  }
  for (; next <= lastMs; next += everyMs) sampler.sample(next);
  return sampler.result();
}

class Sampler {
  readonly #groupId: string;
  readonly #consumers = new ConsumerViews();
  readonly #logEnds = new Map<TopicPartition, number>();
  readonly #followed = new Map<TopicPartition, Following>();
  readonly #atMs: number[] = [];
  readonly #committedLag: number[] = [];
  readonly #positionLag: number[] = [];
  /** Log ends of partitions that nobody follows yet, by sample: kept to fill a column from its beginning. */
  readonly #logEndHistory = new Map<TopicPartition, number[]>();

  constructor(groupId: string) {
    this.#groupId = groupId;
  }

  next(event: TracedEvent): void {
    const change = this.#consumers.next(event);
    for (const { consumer } of change.ended) {
      if (consumer.groupId === this.#groupId) this.#release(consumer.key, consumer.assignment);
    }
    if (change.reassigned !== undefined && change.reassigned.consumer.groupId === this.#groupId) {
      const { consumer, before } = change.reassigned;
      this.#release(
        consumer.key,
        [...before].filter((partition) => !consumer.assignment.has(partition)),
      );
    }
    switch (event.kind) {
      case 'log.appended': {
        const followed = this.#followed.get(event.partition);
        if (followed === undefined) this.#logEnds.set(event.partition, event.lastOffset + 1);
        else followed.logEnd = event.lastOffset + 1;
        return;
      }
      case 'offsets.committed':
        if (event.groupId !== this.#groupId) return;
        for (const [partition, offset] of event.offsets) this.#follow(partition).committed = offset;
        return;
      case 'offsets.removed':
        if (event.groupId !== this.#groupId) return;
        for (const partition of event.partitions) this.#follow(partition).committed = none;
        return;
      case 'position.changed':
        if (event.groupId === this.#groupId) this.#read(event.partition, clientKey(event), event.offset);
        return;
      case 'poll.returned':
        if (event.groupId !== this.#groupId) return;
        for (const [partition, [, last]] of event.records) this.#read(partition, clientKey(event), last + 1);
        return;
    }
  }

  sample(atMs: number): void {
    let committedLag = 0;
    let positionLag = 0;
    for (const { logEnd, committed, position, columns } of this.#followed.values()) {
      columns.logEnd.push(logEnd);
      columns.committed.push(committed);
      columns.position.push(position);
      if (committed !== none) committedLag += logEnd - committed;
      if (position !== none) positionLag += logEnd - position;
    }
    for (const [partition, logEnd] of this.#logEnds) {
      const history = this.#logEndHistory.get(partition) ?? new Array<number>(this.#atMs.length).fill(0);
      this.#logEndHistory.set(partition, history);
      history.push(logEnd);
    }
    this.#atMs.push(atMs);
    this.#committedLag.push(committedLag);
    this.#positionLag.push(positionLag);
  }

  result(): LagOverTime {
    return {
      atMs: this.#atMs,
      partitions: new Map([...this.#followed].map(([partition, { columns }]) => [partition, columns])),
      committedLag: this.#committedLag,
      positionLag: this.#positionLag,
    };
  }

  #read(partition: TopicPartition, reader: ClientKey, offset: number): void {
    const followed = this.#follow(partition);
    followed.reader = reader;
    followed.position = offset;
  }

  #release(reader: ClientKey, partitions: Iterable<TopicPartition>): void {
    for (const partition of partitions) {
      const followed = this.#followed.get(partition);
      // A zombie that learns of its loss does not end what the new owner reads.
      if (followed === undefined || followed.reader !== reader) continue;
      followed.reader = undefined;
      followed.position = none;
    }
  }

  #follow(partition: TopicPartition): Following {
    const known = this.#followed.get(partition);
    if (known !== undefined) return known;
    const samples = this.#atMs.length;
    const followed: Following = {
      logEnd: this.#logEnds.get(partition) ?? 0,
      committed: none,
      position: none,
      reader: undefined,
      columns: {
        logEnd: this.#logEndHistory.get(partition) ?? new Array<number>(samples).fill(0),
        committed: new Array<number>(samples).fill(none),
        position: new Array<number>(samples).fill(none),
      },
    };
    this.#logEnds.delete(partition);
    this.#logEndHistory.delete(partition);
    this.#followed.set(partition, followed);
    return followed;
  }
}
