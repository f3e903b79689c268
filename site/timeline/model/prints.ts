// Floor 7. What is told of a run beside its trace: lines that code printed, and where a check failed. Knows no drawing.
import type { Cast } from './cast.ts';
import type { BesideEvent } from './events.ts';
import type { Window } from './ownership-marks.ts';
import type { FailedCheck, Fault, PrintedLine, PrintMark } from './timeline-model.ts';

const isIn = ({ fromMs, toMs }: Window, { atMs }: { readonly atMs: number }): boolean => atMs >= fromMs && atMs <= toMs;

/** Of a process with several consumers, in the lane of the first. Lines of processes without a lane are not drawn. */
export function printMarks(printed: readonly PrintedLine[], cast: Cast, window: Window): readonly PrintMark[] {
  return printed.flatMap((line): PrintMark[] => {
    const [lane] = cast.lanesOfProcess(line.process);
    return lane === undefined || !isIn(window, line)
      ? []
      : [{ lane, atMs: line.atMs, text: line.text, isBad: line.isBad }];
  });
}

/** To be stepped through, in order. */
export function printEvents(
  printed: readonly PrintedLine[],
  failedCheck: FailedCheck | undefined,
  cast: Cast,
  window: Window,
): readonly BesideEvent[] {
  const lines = printed.map(
    ({ process, atMs, eventIndex, text }): BesideEvent => ({
      atMs,
      eventIndex,
      level: 1,
      lane: cast.lanesOfProcess(process)[0] ?? -1,
      text: `${process} prints: ${text}`,
    }),
  );
  const checks =
    failedCheck === undefined ? [] : [{ ...failedCheck, level: 0 as const, lane: -1, text: failedCheck.sentence }];
  return [...lines, ...checks].filter((each) => isIn(window, each)).sort((a, b) => a.eventIndex - b.eventIndex);
}

export function checkMarks(failedCheck: FailedCheck | undefined, window: Window): readonly Fault[] {
  if (failedCheck === undefined || !isIn(window, failedCheck)) return [];
  const { atMs, sentence } = failedCheck;
  return [{ kind: 'check', lane: undefined, atMs, toMs: undefined, word: 'test fails', sentence }];
}
