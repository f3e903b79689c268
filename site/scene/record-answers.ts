// Answers about offsets and lag, and about the records of one key. Floor 7; knows not how it was asked.
import { type Answered, count, momentIn, type Unanswered, unknown } from './answer.ts';
import { durationText } from './durations.ts';
import type { OffsetColumns } from './record-facts.ts';
import type { RunFacts } from './run-facts.ts';

const columns = { 'committed offset': 'committed', 'log end offset': 'logEnd', position: 'position' } as const;
type Which = keyof typeof columns;

export function offsetAt(facts: RunFacts, [which = '', partition = '', at = '']: readonly string[]): Answered {
  const of = facts.offsets.partitions.find((known) => known.partition === partition);
  if (of === undefined) return unknown('partition', partition, facts.partitions);
  const sample = sampleAt(facts, at);
  if (typeof sample !== 'number') return sample;
  const offset = of[columns[which as Which]][sample] ?? -1;
  return offset >= 0 ? count(offset) : { problem: `${partition} has no ${which} at ${at}` };
}

/** Log end minus committed offset, as the tools count it, of one partition (`-` where nothing is committed) or of all that have a committed offset. */
export function lagAt(facts: RunFacts, [partition = '', at = '']: readonly string[]): Answered {
  const sample = sampleAt(facts, at);
  if (typeof sample !== 'number') return sample;
  const lagOf = ({ committed, logEnd }: OffsetColumns): number | undefined => {
    const offset = committed[sample] ?? -1;
    return offset < 0 ? undefined : (logEnd[sample] ?? 0) - offset;
  };
  const lags = facts.offsets.partitions
    .filter((of) => partition === '' || of.partition === partition)
    .flatMap((of) => lagOf(of) ?? []);
  if (lags.length === 0 && facts.partitions.includes(partition)) return { kind: 'name', value: '-', among: undefined };
  if (lags.length === 0) return { problem: `nothing is committed${partition && ` for ${partition}`} at ${at}` };
  return count(lags.reduce((sum, lag) => sum + lag, 0));
}

function sampleAt(facts: RunFacts, at: string): number | Unanswered {
  const atMs = momentIn(facts, at);
  if (typeof atMs !== 'number') return atMs;
  const { everyMs } = facts.offsets;
  return atMs % everyMs === 0
    ? atMs / everyMs
    : { problem: `offsets of this run are known at every whole ${durationText(everyMs)}, not at ${at}` };
}

/** Where the records of a key lie, in the order in which they were written: `orders-2@0`. */
export function recordsOfKey(facts: RunFacts, [key = '']: readonly string[]): Answered {
  const records = facts.keyedRecords.filter((record) => record.key === key);
  if (records.length === 0) return unknownKey(facts, key);
  return { kind: 'list', items: records.map(nameOf), moments: records.map(({ appendedMs }) => appendedMs) };
}

/** The same in the order in which they were processed, each time. */
export function processedOfKey(facts: RunFacts, [key = '']: readonly string[]): Answered {
  const records = facts.keyedRecords.filter((record) => record.key === key);
  if (records.length === 0) return unknownKey(facts, key);
  const times = records
    .flatMap((record) => record.processedMs.map((atMs) => ({ item: nameOf(record), atMs })))
    .sort((a, b) => a.atMs - b.atMs);
  return { kind: 'list', items: times.map(({ item }) => item), moments: times.map(({ atMs }) => atMs) };
}

const unknownKey = (facts: RunFacts, key: string): Unanswered =>
  unknown('record with the key', key, [...new Set(facts.keyedRecords.map((record) => record.key))]);

const nameOf = ({ partition, offset }: { readonly partition: string; readonly offset: number }): string =>
  `${partition}@${offset}`;
