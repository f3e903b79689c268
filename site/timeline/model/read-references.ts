// Floor 7. Whether what a timeline's model refers to is there, columns belong together, and times are times that can be drawn. Knows no
// drawing.
import type { Changes } from './changes.ts';
import { type BeliefColumns, memberStates, type TimelineModel } from './timeline-model.ts';

/** Some years: far beyond a run, and below the numbers that arithmetic rounds. */
export const timeMax = 1e12;

type Column = ArrayLike<number>;

/** @param model of the right shape */
export function refersToItself(model: TimelineModel): boolean {
  const { partitions, lanes, bars, gaps, overlaps, callbacks, blocked, processing, messages, lag, events } = model;
  const spans = [model, ...bars, ...gaps, ...overlaps, ...model.states, ...model.rebalances, ...blocked, ...callbacks];
  const named = [...bars, ...gaps, ...overlaps].map(({ partition }) => partition);
  return (
    spans.every(({ fromMs, toMs }) => fromMs <= toMs) &&
    areBelow(partitions.length, named, ...callbacks.map((call) => call.partitions)) &&
    isAlike(Object.values(processing)) &&
    isAlike(Object.values(messages).filter((each) => !Array.isArray(each))) &&
    isAlike(Object.values(lag)) &&
    isAlike([events.atMs, events.index, events.level, events.lane, events.text]) &&
    areBelow(lanes.length, processing.lane, messages.lane, events.lane) &&
    areBelow(messages.apis.length, messages.api) &&
    areBelow(messages.errors.length, messages.error) &&
    areBelow(events.texts.length, events.text) &&
    isAlike([model.log.lines, model.log.atMs]) &&
    areAscending(model.log.atMs) &&
    areTimes(model.log.atMs, events.atMs, processing.fromMs, processing.toMs, lag.atMs) &&
    areAscending(events.atMs) &&
    areTimesOrNone(messages.sentMs, messages.arrivedMs, messages.answeredMs, messages.receivedMs) &&
    areFinite(lag.committed, lag.position) &&
    beliefsFit(model.beliefs, lanes.length, partitions.length)
  );
}

function beliefsFit(
  { instants, lists, memberIds, members, stored, position, committed, logEnd }: BeliefColumns,
  laneCount: number,
  partitionCount: number,
): boolean {
  return (
    isAlike([instants.atMs, instants.lastIndex]) &&
    areAscending(instants.atMs) &&
    lists.length > 0 &&
    memberIds.length > 0 &&
    areBelow(partitionCount, ...lists) &&
    [members, stored].every((each) => isLaidOut(each, laneCount)) &&
    [position, committed, logEnd].every((each) => isLaidOut(each, partitionCount) && areFinite(each.offset)) &&
    areBelow(lists.length, members.owned, stored.owned) &&
    areBelow(memberIds.length, members.memberId) &&
    areBelow(memberStates.length, members.state)
  );
}

/** What belongs to key n lies from `start[n]` to `start[n + 1]`, and every column is as long as `at`. */
function isLaidOut({ start, ...columns }: Changes, keyCount: number): boolean {
  const all: readonly Column[] = Object.values(columns);
  return (
    start.length === keyCount + 1 &&
    start[0] === 0 &&
    areAscending(start) &&
    start[keyCount] === all[0]?.length &&
    isAlike(all)
  );
}

const isAlike = (columns: readonly { readonly length: number }[]): boolean =>
  columns.every(({ length }) => length === columns[0]?.length);
const areBelow = (limit: number, ...columns: readonly Column[]): boolean =>
  columns.every((each) => every(each, (value) => value < limit && value >= -1));
const areTimes = (...columns: readonly Column[]): boolean =>
  columns.every((each) => every(each, (value) => value >= 0 && value <= timeMax));
const areTimesOrNone = (...columns: readonly Column[]): boolean =>
  columns.every((each) => every(each, (value) => Number.isNaN(value) || (value >= 0 && value <= timeMax)));
const areFinite = (...columns: readonly Column[]): boolean => columns.every((each) => every(each, Number.isFinite));
const areAscending = (column: Column): boolean =>
  every(column, (value, at) => !Number.isNaN(value) && (at === 0 || value >= (column[at - 1] ?? 0)));

function every(column: Column, holds: (value: number, at: number) => boolean): boolean {
  for (let at = 0; at < column.length; at += 1) if (!holds(column[at] ?? Number.NaN, at)) return false;
  return true;
}
