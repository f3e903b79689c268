// Predictions that are answered by placing, ordering or picking a time, as data: what a page carries of one, what counts as an
// answer to it, and how it is marked. Floor 7; made by site/build, used by the page. Knows no markup.
import { durationText } from './durations.ts';

/** What is asked. What a reader answers, `given`, is a list of texts, as it is kept. */
export type Pick = DragPick | OrderPick | DurationPick;

/** Partitions are placed onto consumers. Given: `orders-0=c1`, in the order of `partitions`. */
export interface DragPick {
  readonly kind: 'drag';
  readonly partitions: readonly string[];
  /** Consumers, and `nobody`. */
  readonly places: readonly string[];
  /** The place of each partition in the run. */
  readonly owners: readonly string[];
}

/** Things that happened one after another. Given: the items in the reader's order. */
export interface OrderPick {
  readonly kind: 'order';
  readonly offered: readonly string[];
  readonly right: readonly string[];
  /** When each of `right` came, in ms. */
  readonly moments: readonly number[];
}

/** A length or a point of time on an axis. Given: whole ms. */
export interface DurationPick {
  readonly kind: 'duration';
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepMs: number;
  readonly toleranceMs: number;
  readonly rightMs: number;
  /** Where in the run it lies; of a point of time both are the same. `undefined`: it is a sum. */
  readonly span: { readonly fromMs: number; readonly toMs: number } | undefined;
}

/** The part of a run to be played once a prediction about it is answered. */
export interface PlayTo {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Something of the answer that is drawn under a timeline. */
export interface AnswerMark {
  readonly fromMs: number;
  readonly toMs: number;
  readonly text: string;
  /** The reader's, or the run's. */
  readonly by: 'reader' | 'run';
}

/** What a scene is told when a prediction about it is answered. */
export interface ToldScene {
  /** `undefined`: nothing is played. */
  readonly play: PlayTo | undefined;
  readonly marks: readonly AnswerMark[];
}

/** Which parts of an answer are right. @returns `undefined` for what is no answer to it, such as one from before the page changed */
export function marksOf(pick: Pick, given: readonly string[]): readonly boolean[] | undefined {
  switch (pick.kind) {
    case 'drag': {
      const places = given.map((text, at) => placeIn(pick, text, at));
      if (places.length !== pick.partitions.length || places.includes(undefined)) return undefined;
      return places.map((place, at) => place === pick.owners[at]);
    }
    case 'order':
      if ([...given].sort().join('\n') !== [...pick.right].sort().join('\n')) return undefined;
      return given.map((item, at) => item === pick.right[at]);
    case 'duration': {
      const ms = pickedMs(pick, given);
      return ms === undefined ? undefined : [Math.abs(ms - pick.rightMs) <= pick.toleranceMs];
    }
  }
}

/** Where a reader put the partition at a place of the list. */
export function placeIn({ partitions, places }: DragPick, text: string, at: number): string | undefined {
  return places.find((place) => text === `${partitions[at]}=${place}`);
}

function pickedMs({ fromMs, toMs }: DurationPick, [text = '', ...more]: readonly string[]): number | undefined {
  const ms = /^\d+$/.test(text) && more.length === 0 ? Number(text) : Number.NaN;
  return ms >= fromMs && ms <= toMs ? ms : undefined;
}

/** In a sentence: what was right of it. */
export function verdictOf(pick: Pick, given: readonly string[], marks: readonly boolean[]): string {
  const right = marks.filter((isRight) => isRight).length;
  if (pick.kind === 'duration') {
    const answer = durationText(pick.rightMs);
    const off = durationText(Math.abs((pickedMs(pick, given) ?? 0) - pick.rightMs));
    return right === 1
      ? `Right: ${answer} in the run, and you were ${off} off.`
      : `Not quite: ${answer} in the run, ${off} off.`;
  }
  if (right === marks.length) return 'Right.';
  return pick.kind === 'drag'
    ? `Not quite: ${right} of ${marks.length} partitions are where the run has them.`
    : `Not quite: ${right} of ${marks.length} stand in their place.`;
}

/** What a timeline of the run shows of an answer. */
export function answerMarks(pick: Pick, given: readonly string[]): readonly AnswerMark[] {
  if (pick.kind === 'order') {
    return pick.moments.map((ms, at) => ({ fromMs: ms, toMs: ms, text: String(at + 1), by: 'run' }));
  }
  if (pick.kind === 'drag' || pick.span === undefined) return [];
  const ms = pickedMs(pick, given);
  const { fromMs, toMs } = pick.span;
  const run: AnswerMark = { fromMs, toMs, text: `the run: ${durationText(pick.rightMs)}`, by: 'run' };
  if (ms === undefined) return [run];
  const text = `you: ${durationText(ms)}`;
  return [
    fromMs === toMs ? { fromMs: ms, toMs: ms, text, by: 'reader' } : { fromMs, toMs: fromMs + ms, text, by: 'reader' },
    run,
  ];
}
