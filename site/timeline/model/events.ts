// Floor 7. What the playhead steps through: each event of a run with its level of detail, whose it is, and its sentence. Knows no
// drawing.
import type { RunTrace, TracedEvent } from 'simulator';
import { type Cast, keyOf } from './cast.ts';
import type { Messages } from './messages.ts';
import type { Window } from './ownership-marks.ts';
import type { EventColumns, Level } from './timeline-model.ts';

/** Above this, polls and records are not stepped through one by one; nor are messages where there are more than this without them. */
export const eventsMax = 100_000;

export interface Events {
  readonly columns: EventColumns;
  /** Events in the window that are left out, by level. */
  readonly leftOut: number;
}

/** Something beside the trace that is stepped through as well: it happened after `eventIndex` events. */
export interface BesideEvent {
  readonly atMs: number;
  readonly eventIndex: number;
  readonly level: Level;
  readonly lane: number;
  readonly text: string;
}

/** @param beside in order */
export function eventsOf(
  trace: RunTrace,
  cast: Cast,
  messages: Messages,
  window: Window,
  sentence: (event: TracedEvent) => string,
  beside: readonly BesideEvent[],
): Events {
  const levels: (Level | undefined)[] = [];
  const counts = [0, 0, 0, 0];
  for (const event of trace) {
    const level = event.atMs < window.fromMs || event.atMs > window.toMs ? undefined : levelOf(event, cast, messages);
    levels.push(level);
    if (level !== undefined) counts[level] = (counts[level] ?? 0) + 1;
  }
  const [groups = 0, callbacks = 0, each = 0, records = 0] = counts;
  const most = groups + callbacks + each > eventsMax ? 1 : groups + callbacks + each + records > eventsMax ? 2 : 3;
  const kept: number[] = [];
  for (const [index, level] of levels.entries()) if (level !== undefined && level <= most) kept.push(index);

  const rows = new Rows(kept.length + beside.length);
  let told = 0;
  const tellBeside = (upTo: number) => {
    for (let each = beside[told]; each !== undefined && each.eventIndex <= upTo; each = beside[told]) {
      rows.add({ ...each, index: each.eventIndex - 1 });
      told += 1;
    }
  };
  for (const index of kept) {
    const event = trace[index];
    if (event === undefined) continue;
    tellBeside(index);
    const lane = laneOf(event, cast, messages);
    rows.add({ atMs: event.atMs, index, level: levels[index] ?? 0, lane, text: sentence(event) });
  }
  tellBeside(Number.POSITIVE_INFINITY);
  return { columns: rows.columns, leftOut: groups + callbacks + each + records - kept.length };
}

/** Columns that are filled row by row; each text is kept once. */
class Rows {
  readonly columns: EventColumns;
  readonly #texts: string[] = [];
  readonly #textIndexes = new Map<string, number>();
  #next = 0;

  constructor(count: number) {
    this.columns = {
      atMs: new Float64Array(count),
      index: new Int32Array(count),
      level: new Uint8Array(count),
      lane: new Int16Array(count),
      text: new Int32Array(count),
      texts: this.#texts,
    };
  }

  add({ atMs, index, level, lane, text }: Omit<BesideEvent, 'eventIndex'> & { readonly index: number }): void {
    const row = this.#next;
    this.#next += 1;
    this.columns.atMs[row] = atMs;
    this.columns.index[row] = index;
    this.columns.level[row] = level;
    this.columns.lane[row] = lane;
    let at = this.#textIndexes.get(text);
    if (at === undefined) {
      at = this.#texts.push(text) - 1;
      this.#textIndexes.set(text, at);
    }
    this.columns.text[row] = at;
  }
}

/** `undefined`: it is about another group, or about nothing that a group's timeline shows. */
function levelOf(event: TracedEvent, cast: Cast, { byCorrelationId }: Messages): Level | undefined {
  if ('correlationId' in event) {
    const message = byCorrelationId.get(event.correlationId);
    if (message === undefined) return 3;
    return message.level === 0 ? 1 : 2;
  }
  if ('groupId' in event && event.groupId !== undefined && event.groupId !== cast.groupId) return undefined;
  switch (event.kind) {
    case 'group.state':
    case 'group.member.added':
    case 'group.member.removed':
    case 'group.generation':
    case 'group.assignment':
    case 'consumer.assignment':
    case 'offsets.removed':
    case 'process.started':
    case 'process.stopping':
    case 'process.stopped':
    case 'process.crashed':
    case 'process.frozen':
    case 'process.blocked':
    case 'process.thawed':
    case 'process.unblocked':
    case 'process.clock':
    case 'network.cut':
    case 'network.healed':
    case 'broker.started':
    case 'broker.crashed':
    case 'broker.stopped':
    case 'topic.created':
    case 'topic.deleted':
    case 'topic.partitions':
    case 'note':
      return 0;
    case 'callback.entered':
    case 'callback.left':
    case 'consumer.state':
    case 'consumer.created':
    case 'consumer.closed':
    case 'offsets.refused':
    case 'record.failed':
    case 'coordinator.loading':
    case 'coordinator.loaded':
    case 'coordinator.unloaded':
    case 'partition.leader':
      return 1;
    case 'commit.completed':
      return event.error === undefined ? 2 : 1;
    case 'offsets.committed':
    case 'position.changed':
    case 'log.start':
      return 2;
    case 'poll.entered':
    case 'poll.returned':
    case 'record.started':
    case 'record.processed':
    case 'record.produced':
    case 'log.appended':
      return 3;
  }
}

function laneOf(event: TracedEvent, cast: Cast, { byCorrelationId }: Messages): number {
  if ('correlationId' in event)
    return byCorrelationId.get(event.correlationId)?.lane ?? cast.laneOfClientId(event.clientId);
  if (!('process' in event)) return -1;
  return 'clientId' in event ? cast.laneOf(keyOf(event)) : (cast.lanesOfProcess(event.process)[0] ?? -1);
}
