// When a card comes back: computed from its log, anew each time. Knows the scheduler (FSRS) and no store, page or clock.
import { type Card, createEmptyCard, fsrs, type Grade, Rating } from 'ts-fsrs';
import type { ReviewEntry } from '../../storage/review-log.ts';

/** A right answer within this time counts as known without thinking. */
export const FAST_MS = 10_000;

/** Days, not minutes: a card that went wrong comes back tomorrow. Without chance, so that the same log gives the same day everywhere. */
const scheduler = fsrs({ request_retention: 0.9, enable_fuzz: false, enable_short_term: false });

/** The end of the local day that a moment belongs to: whatever is due on a day is due from its first minute on. */
export function endOfDay(now: number): number {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).getTime() - 1;
}

/** @param log not empty, in the order of time; @returns the moment from whose day on the card is due */
export function dueAt(log: readonly ReviewEntry[]): number {
  let card: Card = createEmptyCard(new Date(log[0]?.at ?? 0));
  for (const entry of log) card = scheduler.next(card, new Date(entry.at), gradeOf(entry)).card;
  return card.due.getTime();
}

function gradeOf({ result, tookMs }: ReviewEntry): Grade {
  switch (result) {
    case 'wrong':
    case 'weak':
      return Rating.Again;
    case 'adequate':
      return Rating.Good;
    case 'strong':
      return Rating.Easy;
    case 'right':
      return tookMs <= FAST_MS ? Rating.Easy : Rating.Good;
  }
}
