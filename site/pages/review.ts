// Entry of the review: cards of today, one at a time.

import deck from 'virtual:interview-deck';
import { h, render } from 'preact';
import { SEEDS } from '../interview/practice-link.ts';
import { ReviewView } from '../interview/review/review-view.tsx';
import { ReviewSession } from '../interview/review/session.ts';
import { tabAnnouncements } from '../storage/announcements.ts';
import { indexedDbStore } from '../storage/indexed-db-store.ts';
import { askCard } from './ask-card.ts';
import { enlivenCard } from './enliven-card.ts';
import { enableHeader } from './header.ts';
import { dismissTermsWithEscape } from './terms.ts';

enableHeader();
dismissTermsWithEscape();

const place = document.getElementById('review-view');
if (place !== null) void open(place);

async function open(place: HTMLElement): Promise<void> {
  const session = new ReviewSession({
    store: indexedDbStore(),
    deck,
    announcements: tabAnnouncements('review'),
    now: Date.now,
  });
  await session.open();
  place.replaceChildren();
  const root = document.body.dataset.root ?? '';
  render(h(ReviewView, { session, root, enliven: enlivenCard, ask: askCard, now: Date.now, drawSeed }), place);
}

const drawSeed = (): number => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % SEEDS;
