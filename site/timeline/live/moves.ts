// Floor 7. Where a playhead goes: from event to event of one run or of several on one axis, and which part of the axis is seen. Pure;
// knows no page.
import { eventAfter, eventAt, eventIn, stepFrom } from '../model/steps.ts';
import type { Level, TimelineModel } from '../model/timeline-model.ts';

/** A point of time. `at` tells the event that has just happened; without it, everything up to and in that millisecond has. */
export interface Playhead {
  readonly ms: number;
  readonly at: { readonly run: number; readonly row: number } | undefined;
}

/** What of the axis is seen, in ms. */
export interface Seen {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The longest that a reader can look into: shorter is nothing but a few milliseconds. */
export const seenLeastMs = 5;

/** To the next event of any run, or the one before. Events of one millisecond come run by run. */
export function stepped(
  runs: readonly TimelineModel[],
  { ms, at }: Playhead,
  by: 1 | -1,
  level: Level,
): Playhead | undefined {
  let best: { readonly run: number; readonly row: number; readonly ms: number } | undefined;
  for (const [run, model] of runs.entries()) {
    const row = at?.run === run ? stepFrom(model, at.row, by, level) : rowBeside(model, run, { ms, at }, by, level);
    if (row === undefined) continue;
    const found = { run, row, ms: eventIn(model, row).atMs };
    const isNearer = best === undefined || (by === 1 ? found.ms < best.ms : found.ms >= best.ms);
    if (isNearer) best = found;
  }
  return best && { ms: best.ms, at: { run: best.run, row: best.row } };
}

function rowBeside(
  model: TimelineModel,
  run: number,
  { ms, at }: Playhead,
  by: 1 | -1,
  level: Level,
): number | undefined {
  // In the order of (time, run), this run's events of the same millisecond come after those of an earlier run.
  const isLater = at !== undefined && run > at.run;
  if (by === 1) return eventAfter(model, ms, level, isLater);
  return eventAt(model, isLater ? Math.ceil(ms) - 1 : ms, level);
}

/** The event that stands under the playhead in one of the runs. */
export function rowUnder(model: TimelineModel, run: number, { ms, at }: Playhead, level: Level): number | undefined {
  return at?.run === run ? at.row : eventAt(model, ms, level);
}

/** Events around a moment that are told apart when one comes near. */
const before = 40;
const after = 15;
const nearLeastMs = 40;
/** What is almost all is all. */
const wholeShare = 0.6;

/** So much of the axis that some dozen events before a moment, and some after it, fill it; the axis itself where that is most of it. */
export function seenAround(model: TimelineModel, axis: Seen, ms: number, level: Level): Seen {
  const here = eventAt(model, ms, level);
  if (here === undefined) return axis;
  const reach = (by: 1 | -1, count: number): number => {
    let row = here;
    for (let steps = 0; steps < count; steps += 1) row = stepFrom(model, row, by, level) ?? row;
    return eventIn(model, row).atMs;
  };
  const fromMs = reach(-1, before);
  const span = Math.max(nearLeastMs, (Math.max(reach(1, after), ms) - fromMs) * 1.1);
  if (span >= (axis.toMs - axis.fromMs) * wholeShare) return axis;
  return shifted({ fromMs: fromMs - span * 0.05, toMs: fromMs + span * 0.95 }, axis);
}

/** @param factor below 1 comes nearer */
export function zoomed({ fromMs, toMs }: Seen, axis: Seen, aroundMs: number, factor: number): Seen {
  const whole = axis.toMs - axis.fromMs;
  const span = Math.min(whole, Math.max(Math.min(seenLeastMs, whole), (toMs - fromMs) * factor));
  const share = toMs === fromMs ? 0.5 : (aroundMs - fromMs) / (toMs - fromMs);
  return shifted({ fromMs: aroundMs - share * span, toMs: aroundMs + (1 - share) * span }, axis);
}

/** The same length, moved so that it lies on the axis. */
export function shifted({ fromMs, toMs }: Seen, axis: Seen): Seen {
  const span = toMs - fromMs;
  const from = Math.min(Math.max(fromMs, axis.fromMs), axis.toMs - span);
  return { fromMs: from, toMs: from + span };
}

/** Moved so that `ms` is in it, with some room around; the same when it is already. */
export function following(seen: Seen, axis: Seen, ms: number): Seen {
  if (ms >= seen.fromMs && ms <= seen.toMs) return seen;
  const span = seen.toMs - seen.fromMs;
  const from = ms > seen.toMs ? ms - span * 0.2 : ms - span * 0.8;
  return shifted({ fromMs: from, toMs: from + span }, axis);
}
