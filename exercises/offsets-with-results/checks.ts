// Floor 6. What must hold of a run, rule by rule: read from the writes that reached the table, and from what polls returned. Each check gives
// the first breach of its rule, or nothing.
import { type TopicPartition, topicPartition } from 'kafka';
import { type RunProblem, storyOf, type TableWrite } from 'testkit';
import type { AppGroup, Row } from './app-group';

export type Rule = 'order' | 'begin' | 'shape' | 'twice' | 'back' | 'again';

type Write = TableWrite<Row>;

export function problemOf(rule: Rule, group: AppGroup): RunProblem | undefined {
  const finding = checks[rule](group);
  return finding && { cluster: group.cluster, ...finding };
}

type Finding = Omit<RunProblem, 'cluster'> | undefined;

const checks: Readonly<Record<Rule, (group: AppGroup) => Finding>> = { order, begin, shape, twice, back, again };

/** The rows of a partition stand in the table in the order of their offsets. */
function order({ table }: AppGroup): Finding {
  const last = new Map<number, number>();
  for (const write of table.writes.filter(isTaken)) {
    for (const { partition, offset } of write.rows) {
      const before = last.get(partition);
      if (before !== undefined && offset < before) {
        return {
          atMs: write.atMs,
          says: `${told(write)} The row of offset ${before} of orders-${partition} was there before. Rows keep the order of their partition.`,
        };
      }
      last.set(partition, offset);
    }
  }
  return undefined;
}

/** What a poll returns first after an assignment is what the table said. */
function begin({ assigned, cluster }: AppGroup): Finding {
  for (const { process, partition, eventIndex, stored } of assigned) {
    for (const event of cluster.trace.slice(eventIndex)) {
      if (event.kind === 'process.started' && event.process === process) break;
      if (event.kind === 'callback.entered' && event.process === process && event.callback !== 'onPartitionsAssigned') {
        if (event.partitions.includes(partition)) break;
      }
      if (event.kind !== 'poll.returned' || event.process !== process) continue;
      const range = event.records.get(partition);
      if (range === undefined) continue;
      const due = stored ?? 0;
      if (range[0] === due) break;
      const where =
        stored === undefined ? 'the table had no offset for it, so 0 is due' : `the table had ${stored} for it`;
      return {
        atMs: event.atMs,
        says: `${nameOf(partition)} was assigned to ${process}, and ${where}. But the first record of it that a poll returned, at ${inMs(event.atMs)}, is offset ${range[0]}.`,
      };
    }
  }
  return undefined;
}

/** A write goes from the offset that is stored to the one that it stores, and there is one for each partition of a batch. */
function shape({ table, cluster }: AppGroup): Finding {
  for (const write of table.writes) {
    const { partition, offset } = write.offset;
    const stray = write.rows.find((row) => row.partition !== partition);
    if (stray !== undefined)
      return {
        atMs: write.atMs,
        says: `${told(write)} It holds a row of orders-${stray.partition}: the offset of that partition is not stored with it.`,
      };
    // Who is refused may have been right when it polled.
    if (!isTaken(write)) continue;
    const from = write.expectedOffset ?? 0;
    const due = Array.from({ length: Math.max(0, offset - from) }, (_, at) => from + at);
    if (due.length === write.rows.length && due.every((each, at) => each === write.rows[at]?.offset)) continue;
    return {
      atMs: write.atMs,
      says: `${told(write)} Between ${from} and ${offset}, the offset to read next, there is one row for each offset, and no other: ${due.length === 0 ? 'none at all' : rangeOf(due)}.`,
    };
  }
  const polls = new Map<string, number>();
  for (const event of cluster.trace) {
    if (event.kind !== 'poll.returned') continue;
    for (const partition of event.records.keys()) {
      const key = `${event.process} ${nameOf(partition)}`;
      polls.set(key, (polls.get(key) ?? 0) + 1);
    }
  }
  const written = new Map<string, number>();
  for (const write of table.writes) {
    const key = `${write.process} ${nameOf(write.offset)}`;
    const count = (written.get(key) ?? 0) + 1;
    written.set(key, count);
    const batches = polls.get(key) ?? 0;
    if (count > batches && write.process !== 'earlier')
      return {
        atMs: write.atMs,
        says: `${told(write)} Polls returned records of ${nameOf(write.offset)} to ${write.process} ${times(batches)}, and this is write number ${count}. A transaction is not cheap: one for each partition of a batch.`,
      };
  }
  return undefined;
}

function twice({ table, cluster }: AppGroup): Finding {
  const seen = new Map<string, Write>();
  for (const write of table.writes.filter(isTaken)) {
    for (const { partition, offset } of write.rows) {
      const key = `${partition}@${offset}`;
      const before = seen.get(key);
      seen.set(key, write);
      if (before === undefined) continue;
      return {
        atMs: write.atMs,
        says:
          `The row of offset ${offset} of orders-${partition} is in the table twice.\n  ${told(before)}\n  ${told(write)}\n` +
          `What became of the record:${storyOf(cluster.trace, topicPartition('orders', partition), offset)}`,
      };
    }
  }
  return undefined;
}

function back({ table }: AppGroup): Finding {
  for (const write of table.writes.filter(isTaken)) {
    const before = write.expectedOffset ?? 0;
    if (write.offset.offset >= before) continue;
    return {
      atMs: write.atMs,
      says: `${told(write)} The offset that was stored goes back from ${before} to ${write.offset.offset}, and all from there on is written once more.`,
    };
  }
  return undefined;
}

/** The same rows do not come again from a process that was refused. */
function again({ table }: AppGroup): Finding {
  const stored = new Map<string, number>();
  const refused = new Map<string, { readonly write: Write; readonly stored: number }>();
  for (const write of table.writes) {
    const name = nameOf(write.offset);
    const key = `${write.process} ${name}`;
    const before = refused.get(key);
    const first = write.rows[0]?.offset;
    if (before !== undefined && first !== undefined && first < before.stored) {
      return {
        atMs: write.atMs,
        says: `${told(before.write)}\n  ${told(write)}\nAt the refusal, ${before.stored} was stored: whoever stored it has written all rows before it. Read on from there.`,
      };
    }
    refused.delete(key);
    if (isTaken(write)) stored.set(name, write.offset.offset);
    else refused.set(key, { write, stored: stored.get(name) ?? 0 });
  }
  return undefined;
}

function isTaken({ result }: Write): boolean {
  return result === 'written';
}

function told({ process, rows, offset, expectedOffset, result, atMs }: Write): string {
  const own = rows.filter((row) => row.partition === offset.partition).map((row) => row.offset);
  const what = own.length === 0 ? 'no rows' : own.length === 1 ? `the row ${own[0]}` : `rows ${rangeOf(own)}`;
  return `At ${inMs(atMs)} ${process} wrote ${what} of ${nameOf(offset)}, to store ${offset.offset}, expecting ${expectedOffset ?? 'none'}: ${result}.`;
}

function rangeOf(offsets: readonly number[]): string {
  const [first] = offsets;
  return offsets.length === 1 ? `${first}` : `${first} to ${offsets.at(-1)}`;
}

function nameOf({ topic, partition }: TopicPartition): string {
  return `${topic}-${partition}`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

function inMs(ms: number): string {
  return `${ms.toLocaleString('en-US')} ms`;
}
