// Floor 7. The way through a timeline's events at a level of detail: the one at a time, the next, the one before, and what it says.
import { lastNotAfter } from './changes.ts';
import type { Level, TimelineModel } from './timeline-model.ts';

/** The row of the last event at `ms` or before; `undefined`: there was none yet. */
export function eventAt(model: TimelineModel, ms: number, level: Level): number | undefined {
  return seek(model, lastNotAfter(model.events.atMs, ms), -1, level);
}

/** The row of the next event, or of the one before; `undefined`: there is none. */
export function stepFrom(model: TimelineModel, row: number | undefined, by: 1 | -1, level: Level): number | undefined {
  return seek(model, (row ?? -1) + by, by, level);
}

/** The row of the first event after `ms`; with `isIncluded`, at `ms` or after. */
export function eventAfter(model: TimelineModel, ms: number, level: Level, isIncluded = false): number | undefined {
  return seek(model, lastNotAfter(model.events.atMs, isIncluded ? Math.ceil(ms) - 1 : ms) + 1, 1, level);
}

function seek({ events }: TimelineModel, from: number, by: 1 | -1, level: Level): number | undefined {
  for (let row = from; row >= 0 && row < events.level.length; row += by) {
    if ((events.level[row] ?? 3) <= level) return row;
  }
  return undefined;
}

export interface ToldEvent {
  readonly atMs: number;
  /** Of the run's trace. */
  readonly index: number;
  /** Whose it is; `undefined`: the coordinator's, the cluster's. */
  readonly lane: number | undefined;
  readonly sentence: string;
}

export function eventIn({ events }: TimelineModel, row: number): ToldEvent {
  const lane = events.lane[row] ?? -1;
  return {
    atMs: events.atMs[row] ?? 0,
    index: events.index[row] ?? 0,
    lane: lane < 0 ? undefined : lane,
    sentence: events.texts[events.text[row] ?? 0] ?? '',
  };
}

/** The sentences of the same instant, up to this one. */
export function sameInstant(model: TimelineModel, row: number, level: Level, most: number): readonly ToldEvent[] {
  const told: ToldEvent[] = [];
  const ms = model.events.atMs[row];
  for (let at: number | undefined = row; at !== undefined && told.length < most; at = stepFrom(model, at, -1, level)) {
    if (model.events.atMs[at] !== ms) break;
    told.unshift(eventIn(model, at));
  }
  return told;
}
