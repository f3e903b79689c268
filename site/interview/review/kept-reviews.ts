// The state of reviews, out of what is kept in this browser and what the build knows of the deck. Floor 7; knows no page.
import { LESSON, type LessonProgress, readRecord } from '../../storage/records.ts';
import { loadReviews } from '../../storage/review-log.ts';
import type { Store } from '../../storage/store.ts';
import { cardsOf, type Deck } from '../deck.ts';
import type { ReviewState } from './queue.ts';

export interface LoadedReviews {
  readonly state: ReviewState;
  /** Histories that are there and cannot be read; `why` completes "It ...". */
  readonly unreadable: readonly { readonly card: string; readonly why: string }[];
}

/** Rejects when the store does. */
export async function loadReviewState(store: Store, deck: Deck): Promise<LoadedReviews> {
  const [{ logs, unreadable }, lessons] = await Promise.all([loadReviews(store), loadLessons(store)]);
  return { state: { logs, lessons, deck: cardsOf(deck), checks: deck.checks }, unreadable };
}

async function loadLessons(store: Store): Promise<readonly LessonProgress[]> {
  const keys = await store.keys(LESSON.key(''));
  const records = await Promise.all(keys.map((key) => store.get(key)));
  return records.flatMap((raw) => {
    const reading = readRecord(LESSON.schema, raw);
    return reading.kind === 'read' ? [reading.record] : [];
  });
}
