// Which cards are to be answered today, in which order. Knows no store, page or clock.
import type { LessonProgress } from '../../storage/records.ts';
import { type ReviewEntry, unitedLogs } from '../../storage/review-log.ts';
import type { DeckCard } from '../deck.ts';
import { dueAt, endOfDay } from './schedule.ts';

/** So many cards that were never answered are brought in a day: at ten seconds a card, what comes back later stays a matter of minutes. */
export const NEW_PER_DAY = 10;

export interface ReviewState {
  readonly logs: ReadonlyMap<string, readonly ReviewEntry[]>;
  /** Of the lessons that were opened. */
  readonly lessons: readonly LessonProgress[];
  /** All cards that can be asked, in the order in which new ones are brought: talk cards, computed and bugs. */
  readonly deck: readonly DeckCard[];
  /** Questions at lessons' ends that are there: `check/LESSON/QUESTION`. They become cards when they are answered wrong. */
  readonly checks: readonly string[];
}

export interface Queue {
  /** Answered before, to be answered today; what has waited longest is first. */
  readonly due: readonly string[];
  /** Those of today that were never answered; of lessons that were opened first. */
  readonly fresh: readonly string[];
  /** Never answered, on later days. */
  readonly later: number;
  /** When the next card comes back, where none is due; `undefined`: none ever was answered. */
  readonly nextAt: number | undefined;
}

export const sizeOf = ({ due, fresh }: Queue): number => due.length + fresh.length;

export function queueOf(state: ReviewState, now: number): Queue {
  const logs = logsOf(state);
  const today = endOfDay(now);
  const dueTimes = [...logs].map(([id, log]) => ({ id, at: dueAt(log) })).sort((a, b) => a.at - b.at);
  const due = dueTimes.filter(({ at }) => at <= today).map(({ id }) => id);
  const begunToday = state.deck.filter(({ id }) => {
    const first = logs.get(id)?.[0];
    return first !== undefined && endOfDay(first.at) === today;
  }).length;
  const opened = new Set(state.lessons.map(({ slug }) => slug));
  const unseen = state.deck.filter(({ id }) => !logs.has(id));
  const inOrder = [
    ...unseen.filter(({ lesson }) => opened.has(lesson)),
    ...unseen.filter(({ lesson }) => !opened.has(lesson)),
  ];
  const fresh = inOrder.slice(0, Math.max(0, NEW_PER_DAY - begunToday)).map(({ id }) => id);
  return {
    due,
    fresh,
    later: unseen.length - fresh.length,
    nextAt: dueTimes.find(({ at }) => at > today)?.at,
  };
}

/** By card: of those that are there. A question of a lesson begins with the answer that was given in the lesson. */
function logsOf({ logs, lessons, deck, checks }: ReviewState): ReadonlyMap<string, readonly ReviewEntry[]> {
  const answered = new Map<string, readonly ReviewEntry[]>();
  for (const { id } of deck) {
    const log = logs.get(id);
    if (log !== undefined && log.length > 0) answered.set(id, log);
  }
  const inLessons = new Map(
    lessons.flatMap(({ slug, questions }) =>
      Object.entries(questions).map(([name, answer]) => [checkId(slug, name), answer] as const),
    ),
  );
  for (const id of checks) {
    const log = logs.get(id) ?? [];
    const answer = inLessons.get(id);
    // Who was right at once needs no card.
    if (log.length === 0 && answer?.isRight !== false) continue;
    const given: readonly ReviewEntry[] =
      answer === undefined
        ? []
        : [{ at: answer.answeredAt, result: answer.isRight ? 'right' : 'wrong', tookMs: Number.MAX_SAFE_INTEGER }];
    answered.set(id, unitedLogs(log, given));
  }
  return answered;
}

const checkId = (lesson: string, question: string): string => `check/${lesson}/${question}`;
