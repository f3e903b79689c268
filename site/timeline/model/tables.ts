// Floor 7. The content of a timeline as tables, for those who cannot or would rather not read a drawing. Knows no markup.
import { durationText, momentText } from './durations.ts';
import { isWanted, type LogDepth } from './run-log.ts';
import type { Level, TimelineModel } from './timeline-model.ts';

export interface TimelineTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Rows behind the last one. */
  readonly more: number;
}

/**
 * @param rowsMax of each table
 * @param depth how much of the log is wanted; `undefined`: none
 */
export function tablesOf(
  model: TimelineModel,
  level: Level,
  rowsMax: number,
  depth?: LogDepth,
): readonly TimelineTable[] {
  const printed = model.prints.length === 0 ? [] : [printTable(model)];
  const logged = depth === undefined ? [] : [logTable(model, depth)];
  const tables = [gapTable(model), rebalanceTable(model), ownerTable(model), ...printed, eventTable(model, level)];
  return [...tables, ...logged].map(({ rows, ...table }) => ({
    ...table,
    rows: rows.slice(0, rowsMax),
    more: Math.max(0, rows.length - rowsMax),
  }));
}

type Whole = Omit<TimelineTable, 'more'>;

function gapTable({ gaps, partitions, lanes }: TimelineModel): Whole {
  return {
    title: 'Without an owner',
    columns: ['partition', 'for', 'from', 'after', 'until'],
    rows: gaps.map(({ partition, fromMs, toMs, lengthMs, fromLane, toLane, isOpenRight }) => [
      partitions[partition]?.name ?? '?',
      durationText(lengthMs),
      momentText(fromMs),
      fromLane === undefined ? 'nobody had it' : (lanes[fromLane]?.name ?? '?'),
      toLane === undefined || isOpenRight ? 'the end' : `${momentText(toMs)}, ${lanes[toLane]?.name}`,
    ]),
  };
}

function rebalanceTable({ rebalances, lanes }: TimelineModel): Whole {
  return {
    title: 'Rebalances',
    columns: ['from', 'for', 'because', 'generation', 'moved', 'blocked'],
    rows: rebalances.map(({ fromMs, durationMs, causes, generationId, movedCount, blockedLanes }) => [
      momentText(fromMs),
      durationText(durationMs),
      causes.join('; '),
      generationId === undefined ? 'none' : String(generationId),
      String(movedCount),
      blockedLanes.length === 0 ? 'nobody' : blockedLanes.map((lane) => lanes[lane]?.name ?? '?').join(', '),
    ]),
  };
}

function ownerTable({ bars, partitions, lanes }: TimelineModel): Whole {
  return {
    title: 'Owners',
    columns: ['partition', 'owner', 'from', 'to', 'generation', 'ended by'],
    rows: bars.map(({ partition, lane, fromMs, toMs, generationId, endedBy, isOpenLeft, isOpenRight }) => [
      partitions[partition]?.name ?? '?',
      lanes[lane]?.name ?? '?',
      isOpenLeft ? 'before' : momentText(fromMs),
      isOpenRight ? 'the end' : momentText(toMs),
      String(generationId),
      isOpenRight ? '' : (endedBy ?? ''),
    ]),
  };
}

function printTable({ prints, lanes }: TimelineModel): Whole {
  return {
    title: 'Printed',
    columns: ['at', 'who', 'what'],
    rows: prints.map(({ atMs, lane, text }) => [momentText(atMs), lanes[lane]?.name ?? '?', text]),
  };
}

function eventTable({ events, lanes }: TimelineModel, level: Level): Whole {
  const rows: (readonly string[])[] = [];
  for (const [row, atMs] of events.atMs.entries()) {
    if ((events.level[row] ?? 3) > level) continue;
    rows.push([
      momentText(atMs),
      lanes[events.lane[row] ?? -1]?.name ?? 'cluster',
      events.texts[events.text[row] ?? 0] ?? '',
    ]);
  }
  return { title: 'Events', columns: ['at', 'who', 'what'], rows };
}

function logTable({ log }: TimelineModel, depth: LogDepth): Whole {
  return {
    title: 'What Kafka 4.0 would log',
    columns: ['at', 'who', 'level', 'line', 'logger'],
    rows: log.lines
      .filter((line) => isWanted(line, depth))
      .map(({ atMs, by, level, text, logger }) => [
        momentText(atMs),
        by,
        level,
        text.trimEnd(),
        logger.slice(logger.lastIndexOf('.') + 1),
      ]),
  };
}
