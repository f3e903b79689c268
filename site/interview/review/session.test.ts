import { describe, expect, it } from 'vitest';
import type { Announcements } from '../../storage/announcements.ts';
import { MemoryStore } from '../../storage/memory-store.ts';
import { loadReviews } from '../../storage/review-log.ts';
import { put } from '../../storage/store.ts';
import type { Deck } from '../deck.ts';
import { ReviewSession } from './session.ts';

const noon = new Date(2026, 4, 4, 12).getTime();

const deck: Deck = {
  topics: [{ title: 'A', lessons: [{ slug: 'a', title: 'A', short: 'A' }] }],
  talks: ['one', 'two', 'three'].map((name) => ({
    id: `talk/a/${name}`,
    lesson: 'a',
    question: name,
    difficulty: 'mid',
  })),
  computed: [],
  bugs: [],
  checks: ['check/a/why'],
};

const alone: Announcements = { announce: () => {}, listen: () => () => {} };

function tabs(): () => Announcements {
  const all = new Set<() => void>();
  return () => {
    let mine: (() => void) | undefined;
    return {
      announce: () => {
        for (const heard of all) if (heard !== mine) heard();
      },
      listen: (heard) => {
        mine = heard;
        all.add(heard);
        return () => all.delete(heard);
      },
    };
  };
}

async function opened(store: MemoryStore, announcements = alone) {
  const clock = { now: noon };
  const session = new ReviewSession({ store, deck, announcements, now: () => clock.now });
  await session.open();
  return { session, clock };
}

const logs = async (store: MemoryStore) => (await loadReviews(store)).logs;

describe('a review', () => {
  it('shows one card after another, keeps how each went and how long it took', async () => {
    const store = new MemoryStore();
    const { session, clock } = await opened(store);
    expect(session.card.value).toBe('talk/a/one');
    clock.now += 4000;
    await session.answer('strong');
    expect(session.card.value).toBe('talk/a/one');
    session.next();
    expect(session.card.value).toBe('talk/a/two');
    clock.now += 9000;
    await session.answer('weak');
    session.next();
    expect([...(await logs(store))]).toEqual([
      ['talk/a/one', [{ at: noon + 4000, result: 'strong', tookMs: 4000 }]],
      ['talk/a/two', [{ at: noon + 13_000, result: 'weak', tookMs: 9000 }]],
    ]);
    await session.answer('adequate');
    session.next();
    expect(session.card.value).toBeUndefined();
    expect(session.queue.value.nextAt).toBeGreaterThan(noon);
  });

  it('takes one answer to a card, whatever is pressed after it', async () => {
    const store = new MemoryStore();
    const { session } = await opened(store);
    await Promise.all([session.answer('strong'), session.answer('weak')]);
    expect((await logs(store)).get('talk/a/one')).toMatchObject([{ result: 'strong' }]);
    expect(session.answered.value).toBe(1);
  });

  it('passes over a card that is no longer in the course', async () => {
    const { session } = await opened(new MemoryStore());
    session.skipMissing('talk/a/one');
    expect(session.card.value).toBe('talk/a/two');
    expect(session.queue.value.fresh).toEqual(['talk/a/two', 'talk/a/three']);
  });

  it('goes on to another card when another tab answers the one that is shown', async () => {
    const store = new MemoryStore();
    const join = tabs();
    const [here, there] = [await opened(store, join()), await opened(store, join())];
    await there.session.answer('strong');
    await expect.poll(() => here.session.card.value).toBe('talk/a/two');
  });

  it('does not take away an answer that is still looked at', async () => {
    const store = new MemoryStore();
    const join = tabs();
    const [here, there] = [await opened(store, join()), await opened(store, join())];
    await here.session.answer('weak');
    await expect.poll(() => there.session.card.value).toBe('talk/a/two');
    await there.session.answer('strong');
    expect(here.session.card.value).toBe('talk/a/one');
    here.session.next();
    await expect.poll(() => here.session.card.value).toBe('talk/a/three');
  });
});

describe('what goes wrong with storage', () => {
  it('is told when a history is damaged, and the review goes on', async () => {
    const store = new MemoryStore();
    await put(store, 'review/talk/a/one', 'gibberish');
    const { session } = await opened(store);
    expect(session.troubles.value).toEqual([expect.stringMatching(/^The history of "a\/one" is damaged.*set aside/)]);
    await session.answer('strong');
    expect((await logs(store)).get('talk/a/one')).toHaveLength(1);
  });

  it('is told when an answer cannot be kept; it counts until the page is left', async () => {
    const store = new MemoryStore();
    const { session } = await opened(store);
    store.fault = new DOMException('full', 'QuotaExceededError');
    await session.answer('strong');
    session.next();
    expect(session.troubles.value.join(' ')).toMatch(/could not be kept, because the space .* is full/);
    expect(session.card.value).toBe('talk/a/two');
  });
});
