// Floor 7. What the real clients and brokers would log in a timeline's run, and which of it stands before a reader at a moment. Knows no
// markup.
import { type LoggedLine, logLinesOf, type namesIn, type RunTrace } from 'simulator';
import { lastNotAfter } from './changes.ts';
import { momentText } from './durations.ts';
import type { Window } from './ownership-marks.ts';
import type { RunLog, TimelineModel } from './timeline-model.ts';

/** How much of the log a reader wants to see. */
export type LogDepth = 'INFO' | 'DEBUG';

/** Above this, DEBUG is left out: each heartbeat and each committed partition has its lines. */
const linesMax = 10_000;

export function runLog(
  trace: RunTrace,
  names: ReturnType<typeof namesIn>,
  groupId: string,
  { fromMs, toMs }: Window,
): RunLog {
  const lines = logLinesOf(trace, names).filter(
    (line) => line.atMs >= fromMs && line.atMs <= toMs && (line.groupId ?? groupId) === groupId,
  );
  const isDebugLeftOut = lines.length > linesMax;
  const kept = isDebugLeftOut ? lines.filter(({ level }) => level !== 'DEBUG') : lines;
  return { lines: kept, atMs: Float64Array.from(kept, ({ atMs }) => atMs), isDebugLeftOut };
}

/**
 * The last lines before and at a moment, oldest first.
 *
 * @param index of the last event in the trace that counts; `undefined`: everything up to and in the millisecond
 */
export function logAt(
  { log }: TimelineModel,
  { ms, index }: { readonly ms: number; readonly index: number | undefined },
  depth: LogDepth,
  most: number,
): readonly LoggedLine[] {
  const found: LoggedLine[] = [];
  for (let at = lastNotAfter(log.atMs, ms); at >= 0 && found.length < most; at--) {
    const line = log.lines[at];
    if (line === undefined || (index !== undefined && line.index > index)) continue;
    if (isWanted(line, depth)) found.unshift(line);
  }
  return found;
}

export function isWanted({ level }: LoggedLine, depth: LogDepth): boolean {
  return depth === 'DEBUG' || level !== 'DEBUG';
}

/** As Kafka's own log4j pattern has it, with virtual time: `[12.014 s] INFO ... (org.apache.kafka...)`. */
export function logText({ log }: TimelineModel, depth: LogDepth): string {
  return log.lines
    .filter((line) => isWanted(line, depth))
    .map(({ atMs, level, text, logger }) => `[${momentText(atMs)}] ${level} ${text} (${logger})\n`)
    .join('');
}
