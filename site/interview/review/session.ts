// A review as it goes: which card is shown, what becomes of an answer. The queue is computed anew after each, so that another tab's answers
// count at once. Floor 7; knows no page; clock and storage are handed in.
import { signal } from '@preact/signals';
import type { Announcements } from '../../storage/announcements.ts';
import { addReview, type ReviewEntry, unitedLogs } from '../../storage/review-log.ts';
import { storageFailureReason } from '../../storage/storage-error.ts';
import type { Store } from '../../storage/store.ts';
import { cardsOf, type Deck } from '../deck.ts';
import { loadReviewState } from './kept-reviews.ts';
import { type Queue, queueOf, type ReviewState } from './queue.ts';

export interface ReviewSessionOptions {
  readonly store: Store;
  readonly deck: Deck;
  readonly announcements: Announcements;
  readonly now: () => number;
}

export class ReviewSession {
  readonly queue = signal<Queue>({ due: [], fresh: [], later: 0, nextAt: undefined });
  /** The card that is shown; `undefined`: none is left for today. */
  readonly card = signal<string | undefined>(undefined);
  readonly answered = signal(0);
  /** Sentences for the person: what could not be read or kept. */
  readonly troubles = signal<readonly string[]>([]);
  readonly #options: ReviewSessionOptions;
  #state: ReviewState;
  readonly #missing = new Set<string>();
  #shownAt = 0;
  /** An answer was given and is still looked at: the card stays until the person goes on. */
  #isAnswered = false;

  constructor(options: ReviewSessionOptions) {
    this.#options = options;
    this.#state = { logs: new Map(), lessons: [], deck: cardsOf(options.deck), checks: options.deck.checks };
  }

  /** @returns how to stop listening to other tabs */
  async open(): Promise<() => void> {
    const stop = this.#options.announcements.listen(() => void this.#reload());
    await this.#reload();
    return stop;
  }

  /** Keeps the answer to the card that is shown. The card stays until `next`. */
  async answer(result: ReviewEntry['result']): Promise<void> {
    const card = this.card.value;
    if (card === undefined || this.#isAnswered) return;
    this.#isAnswered = true;
    const { store, announcements, now } = this.#options;
    const at = now();
    const entry: ReviewEntry = { at, result, tookMs: Math.max(0, at - this.#shownAt) };
    this.#remember(card, [entry]);
    this.answered.value += 1;
    try {
      this.#remember(card, await addReview(store, card, entry));
      announcements.announce();
    } catch (error) {
      this.#tell(
        `This answer holds until you leave the page; it could not be kept, because ${storageFailureReason(error)}.`,
      );
    }
  }

  next(): void {
    this.#isAnswered = false;
    this.#choose(undefined);
  }

  /** The card is not in the course any more. */
  skipMissing(card: string): void {
    this.#missing.add(card);
    this.next();
  }

  async #reload(): Promise<void> {
    try {
      const { state, unreadable } = await loadReviewState(this.#options.store, this.#options.deck);
      const inMemory = this.#state.logs;
      this.#state = state;
      for (const [card, log] of inMemory) this.#remember(card, log);
      for (const { card, why } of unreadable) {
        this.#tell(
          `The history of "${card.split('/').slice(1).join('/')}" ${why}. It begins anew with your next answer; what is there is set aside, and saved with everything that is kept.`,
        );
      }
    } catch (error) {
      this.#tell(`What you reviewed before could not be read, because ${storageFailureReason(error)}.`);
    }
    this.#choose(this.card.value);
  }

  #remember(card: string, entries: readonly ReviewEntry[]): void {
    const logs = new Map(this.#state.logs);
    logs.set(card, unitedLogs(logs.get(card) ?? [], entries));
    this.#state = { ...this.#state, logs };
  }

  /** @param shown stays if it may */
  #choose(shown: string | undefined): void {
    const there = (id: string): boolean => !this.#missing.has(id);
    const { deck, checks } = this.#state;
    const state = { ...this.#state, deck: deck.filter(({ id }) => there(id)), checks: checks.filter(there) };
    const queue = queueOf(state, this.#options.now());
    this.queue.value = queue;
    if (this.#isAnswered) return;
    const open = [...queue.due, ...queue.fresh];
    if (shown !== undefined && open.includes(shown)) return;
    this.card.value = open[0];
    this.#shownAt = this.#options.now();
  }

  #tell(trouble: string): void {
    if (!this.troubles.value.includes(trouble)) this.troubles.value = [...this.troubles.value, trouble];
  }
}
