// Floor 7. The model of a run that is to go to another realm: where there is too much of it, of a shorter time, which it says. Knows no
// drawing.
import { timelineModel } from './build.ts';
import { durationText, momentText } from './durations.ts';
import { isSmallEnough } from './read-model.ts';
import type { TimelineModel, TimelineOptions, TimelineRun } from './timeline-model.ts';

const triesMax = 12;
/** Of the window, how much lies before the moment that matters. */
const shareBefore = 0.75;

/**
 * @param aroundMs what must be in it
 * @param eventsMax more in the window are not tried
 */
export function boundedModel(
  run: TimelineRun,
  aroundMs: number,
  options: Omit<TimelineOptions, 'fromMs' | 'toMs'>,
  eventsMax = 300_000,
): TimelineModel {
  let spanMs = run.now;
  let model: TimelineModel | undefined;
  for (let tried = 0; tried < triesMax; tried += 1, spanMs /= 2) {
    const window = windowOf(run, aroundMs, spanMs);
    const isWhole = window.fromMs === 0 && window.toMs === run.now;
    if (tried < triesMax - 1 && countIn(run, window) > eventsMax) continue;
    model = timelineModel(run, { ...options, ...window });
    if (!isWhole) model = { ...model, leftOut: [...model.leftOut, cutText(run, window)] };
    if (isSmallEnough(model)) break;
  }
  return model ?? timelineModel(run, options);
}

interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

function windowOf({ now }: TimelineRun, aroundMs: number, spanMs: number): Window {
  if (spanMs >= now) return { fromMs: 0, toMs: now };
  const fromMs = Math.max(0, Math.min(Math.floor(aroundMs - spanMs * shareBefore), Math.ceil(now - spanMs)));
  return { fromMs, toMs: Math.min(now, Math.ceil(fromMs + spanMs)) };
}

function countIn({ trace }: TimelineRun, { fromMs, toMs }: Window): number {
  let count = 0;
  for (const { atMs } of trace) if (atMs >= fromMs && atMs <= toMs) count += 1;
  return count;
}

function cutText({ trace, now }: TimelineRun, { fromMs, toMs }: Window): string {
  return (
    `The run was cut: it has ${trace.length.toLocaleString('en-US')} events in ${durationText(now)}, ` +
    `of which those from ${momentText(fromMs)} to ${momentText(toMs)} are shown.`
  );
}
