// Floor 4. What became of each record in one group: processed never, once, or more than once; in order or not; committed before it
// was processed. Counts what handlers reported, and leaves open whether that was right.
import type { TopicPartition } from '../protocol/topic-partition.ts';
import { ConsumerViews } from './consumer-view.ts';
import { type OffsetRange, OffsetRanges, sizeOf } from './offset-ranges.ts';
import { type ClientKey, clientKey, type RunTrace } from './run-trace.ts';

export interface RecordOutcomes {
  readonly partitions: ReadonlyMap<TopicPartition, PartitionOutcome>;
  /** Over all partitions: how many records were appended, and how many of them processed so often. */
  readonly appended: number;
  readonly never: number;
  readonly once: number;
  readonly moreThanOnce: number;
}

export interface PartitionOutcome {
  /** Appended in the run. */
  readonly appended: number;
  /** Appended and processed by nobody, as ranges. */
  readonly never: readonly OffsetRange[];
  readonly once: number;
  readonly moreThanOnce: readonly RepeatedRecord[];
  readonly outOfOrder: readonly DisorderedRecord[];
  readonly committedTooEarly: readonly EarlyCommit[];
}

export interface RepeatedRecord {
  readonly offset: number;
  /** Who processed it, and when, in order: two or more. */
  readonly by: readonly { readonly consumer: ClientKey; readonly atMs: number }[];
}

/** A record that one consumer processed after a later one of the same partition, without having been given it again. */
export interface DisorderedRecord {
  readonly consumer: ClientKey;
  readonly atMs: number;
  readonly offset: number;
  readonly afterOffset: number;
}

/** A commit beyond records that nobody had processed by then. They are lost if their consumer dies now. */
export interface EarlyCommit {
  readonly atMs: number;
  readonly memberId: string;
  readonly offset: number;
  readonly unprocessed: readonly OffsetRange[];
}

interface Following {
  readonly appended: OffsetRanges;
  readonly processed: OffsetRanges;
  /** Every time that an offset was processed, for those that were processed again. */
  readonly times: Map<number, { consumer: ClientKey; atMs: number }>;
  readonly repeated: Map<number, { consumer: ClientKey; atMs: number }[]>;
  /** The highest offset that a consumer processed since it was given a position. */
  readonly highest: Map<ClientKey, number>;
  readonly outOfOrder: DisorderedRecord[];
  readonly committedTooEarly: EarlyCommit[];
  /** Where the group began to read; below it nothing was for it to process. */
  beganAt: number | undefined;
}

/** Partitions appear that the group had a position in, committed for, or processed a record of, in that order. */
export function recordOutcomes(trace: RunTrace, groupId: string): RecordOutcomes {
  const consumers = new ConsumerViews();
  const logs = new Map<TopicPartition, OffsetRanges>();
  const followed = new Map<TopicPartition, Following>();
  const logOf = (partition: TopicPartition): OffsetRanges => {
    const log = logs.get(partition) ?? new OffsetRanges();
    logs.set(partition, log);
    return log;
  };
  const follow = (partition: TopicPartition): Following => {
    const following = followed.get(partition) ?? {
      appended: logOf(partition),
      processed: new OffsetRanges(),
      times: new Map(),
      repeated: new Map(),
      highest: new Map(),
      outOfOrder: [],
      committedTooEarly: [],
      beganAt: undefined,
    };
    followed.set(partition, following);
    return following;
  };
  for (const event of trace) {
    for (const { consumer } of consumers.next(event).ended) {
      for (const { highest } of followed.values()) highest.delete(consumer.key);
    }
    switch (event.kind) {
      case 'log.appended':
        logOf(event.partition).add(event.firstOffset, event.lastOffset);
        break;
      case 'position.changed': {
        if (event.groupId !== groupId) break;
        const following = follow(event.partition);
        following.highest.delete(clientKey(event));
        following.beganAt = Math.min(following.beganAt ?? event.offset, event.offset);
        break;
      }
      case 'record.processed': {
        const consumer = clientKey(event);
        if (consumers.groupOf(consumer) === groupId)
          process(follow(event.partition), consumer, event.offset, event.atMs);
        break;
      }
      case 'offsets.committed':
        if (event.groupId !== groupId) break;
        for (const [partition, offset] of event.offsets) commit(follow(partition), event.memberId, offset, event.atMs);
        break;
    }
  }
  return summed(new Map([...followed].map(([partition, following]) => [partition, outcomeOf(following)])));
}

function process(following: Following, consumer: ClientKey, offset: number, atMs: number): void {
  const before = following.times.get(offset);
  if (before === undefined) {
    following.times.set(offset, { consumer, atMs });
  } else {
    const all = following.repeated.get(offset) ?? [before];
    all.push({ consumer, atMs });
    following.repeated.set(offset, all);
  }
  const highest = following.highest.get(consumer);
  if (highest !== undefined && offset < highest) {
    following.outOfOrder.push({ consumer, atMs, offset, afterOffset: highest });
  } else {
    following.highest.set(consumer, offset);
  }
  following.processed.add(offset, offset);
}

function commit(following: Following, memberId: string, offset: number, atMs: number): void {
  if (memberId === '' || following.beganAt === undefined) return;
  const unprocessed = following.processed.missing(following.beganAt, offset - 1);
  if (unprocessed.length > 0) following.committedTooEarly.push({ atMs, memberId, offset, unprocessed });
}

function outcomeOf({ appended, processed, repeated, outOfOrder, committedTooEarly }: Following): PartitionOutcome {
  const never = appended.ranges.flatMap(([first, last]) => processed.missing(first, last));
  const moreThanOnce = [...repeated].sort(([a], [b]) => a - b).map(([offset, by]) => ({ offset, by }));
  return {
    appended: sizeOf(appended.ranges),
    never,
    once: sizeOf(processed.ranges) - moreThanOnce.length,
    moreThanOnce,
    outOfOrder,
    committedTooEarly,
  };
}

function summed(partitions: ReadonlyMap<TopicPartition, PartitionOutcome>): RecordOutcomes {
  const total = { appended: 0, never: 0, once: 0, moreThanOnce: 0 };
  for (const outcome of partitions.values()) {
    total.appended += outcome.appended;
    total.never += sizeOf(outcome.never);
    total.once += outcome.once;
    total.moreThanOnce += outcome.moreThanOnce.length;
  }
  return { partitions, ...total };
}
