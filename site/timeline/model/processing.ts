// Floor 7. When consumers handled records, merged where one record follows the other at once. Knows no drawing.
import type { RunTrace } from 'simulator';
import { type Cast, keyOf } from './cast.ts';
import type { Window } from './ownership-marks.ts';
import type { ProcessingColumns } from './timeline-model.ts';

/** Two records with no more time than this between them, in ms, are one stretch of work. */
const together = 2;

interface Stretch {
  readonly lane: number;
  readonly fromMs: number;
  toMs: number;
  records: number;
}

export function processingColumns(trace: RunTrace, cast: Cast, window: Window): ProcessingColumns {
  const stretches: Stretch[] = [];
  const last = new Map<number, Stretch>();
  const begun = new Map<number, number>();
  for (const event of trace) {
    if (event.kind === 'record.started') {
      const lane = cast.laneOf(keyOf(event));
      if (lane >= 0) begun.set(lane, event.atMs);
    } else if (event.kind === 'record.processed' || event.kind === 'record.failed') {
      const lane = cast.laneOf(keyOf(event));
      if (lane < 0) continue;
      const fromMs = begun.get(lane) ?? event.atMs;
      if (event.atMs < window.fromMs || fromMs > window.toMs) continue;
      const before = last.get(lane);
      if (before !== undefined && fromMs - before.toMs <= together) {
        before.toMs = event.atMs;
        before.records += 1;
        continue;
      }
      const stretch = { lane, fromMs: Math.max(fromMs, window.fromMs), toMs: event.atMs, records: 1 };
      stretches.push(stretch);
      last.set(lane, stretch);
    }
  }
  return {
    lane: Int16Array.from(stretches, ({ lane }) => lane),
    fromMs: Float64Array.from(stretches, ({ fromMs }) => fromMs),
    toMs: Float64Array.from(stretches, ({ toMs }) => Math.min(toMs, window.toMs)),
    records: Int32Array.from(stretches, ({ records }) => records),
  };
}
