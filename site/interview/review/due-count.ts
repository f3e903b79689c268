// How many cards a day has, for pages that only say so. Fetched by them when they are at rest.
import deck from 'virtual:interview-deck';
import type { Store } from '../../storage/store.ts';
import { loadReviewState } from './kept-reviews.ts';
import { queueOf } from './queue.ts';

export interface DueCount {
  /** Answered before. */
  readonly due: number;
  readonly fresh: number;
}

/** Rejects when the store does. */
export async function dueCount(store: Store, now: number): Promise<DueCount> {
  const { state } = await loadReviewState(store, deck);
  const { due, fresh } = queueOf(state, now);
  return { due: due.length, fresh: fresh.length };
}
