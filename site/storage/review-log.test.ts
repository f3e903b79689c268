import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { archiveOf, importArchive, type Memories } from './archive/archive.ts';
import { MemoryStore } from './memory-store.ts';
import { addReview, loadReviews, type ReviewEntry } from './review-log.ts';
import { put } from './store.ts';

const card = 'talk/failures/who-notices';
const entry = (at: number, result: ReviewEntry['result'] = 'right'): ReviewEntry => ({ at, result, tookMs: 900 });
const logOf = async (store: MemoryStore) => (await loadReviews(store)).logs.get(card);
const noMemories: Memories = { all: () => ({}), merge: () => false };

describe('the log of a card', () => {
  it('holds what two tabs added, in the order of time', async () => {
    const store = new MemoryStore();
    await Promise.all([addReview(store, card, entry(20)), addReview(store, card, entry(10, 'weak'))]);
    expect(await logOf(store)).toEqual([entry(10, 'weak'), entry(20)]);
  });

  it('that is damaged is told, set aside whole by the next answer, and begun anew', async () => {
    const store = new MemoryStore();
    const raw = { version: 1, card, log: [{ at: 'yesterday' }] };
    await put(store, `review/${card}`, raw);
    expect((await loadReviews(store)).unreadable).toEqual([
      { card, why: expect.stringMatching(/^is damaged at "log\.0\.at"/) },
    ]);
    await addReview(store, card, entry(7));
    expect(await logOf(store)).toEqual([entry(7)]);
    expect(await store.get(`unreadable/review/${card}/7`)).toEqual(raw);
  });

  it('of a newer version of the site is told as such, and is not lost', async () => {
    const store = new MemoryStore();
    await put(store, `review/${card}`, { version: 2, all: 'new' });
    expect((await loadReviews(store)).unreadable).toEqual([
      { card, why: 'was written by a newer version of this site' },
    ]);
    await addReview(store, card, entry(7));
    expect(await store.get(`unreadable/review/${card}/7`)).toEqual({ version: 2, all: 'new' });
  });

  it('that comes in a file is united with the one here: nothing is lost, nothing stands twice, whatever the order', async () => {
    const entries = fc.array(
      fc.record({
        at: fc.integer({ min: 0, max: 5 }),
        result: fc.constantFrom<ReviewEntry['result']>('wrong', 'right', 'strong'),
        tookMs: fc.integer({ min: 0, max: 2 }),
      }),
      { maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(entries, { minLength: 1, maxLength: 4 }), async (browsers) => {
        const stores = await Promise.all(
          browsers.map(async (log) => {
            const store = new MemoryStore();
            for (const each of log) await addReview(store, card, each);
            return store;
          }),
        );
        const merge = async (order: readonly MemoryStore[]): Promise<readonly ReviewEntry[]> => {
          const into = new MemoryStore();
          for (const from of [...order, ...order]) {
            await importArchive(into, noMemories, await archiveOf(from, noMemories, 0));
          }
          return (await logOf(into)) ?? [];
        };
        const merged = await merge(stores);
        const names = (log: readonly ReviewEntry[]): readonly string[] => log.map((each) => JSON.stringify(each));
        expect(new Set(names(merged)).size).toBe(merged.length);
        const all = browsers.flat().map(({ at, result, tookMs }) => ({ at, result, tookMs }));
        expect(new Set(names(merged))).toEqual(new Set(names(all)));
        expect(await merge([...stores].reverse())).toEqual(merged);
      }),
    );
  });
});
