import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MemoryStore } from '../memory-store.ts';
import { put } from '../store.ts';
import { ArchiveError, archiveOf, importArchive, type Memories, readArchive } from './archive.ts';

const noMemories: Memories = { all: () => ({}), merge: () => false };

async function storeWith(records: Readonly<Record<string, unknown>>): Promise<MemoryStore> {
  const store = new MemoryStore();
  for (const [key, value] of Object.entries(records)) await put(store, key, value);
  return store;
}

async function contentOf(store: MemoryStore): Promise<Readonly<Record<string, unknown>>> {
  return (await archiveOf(store, noMemories, 0)).records;
}

const draft = (source: string, savedAt = 10) => ({
  version: 1,
  slug: 'range-assignor',
  source,
  baseVersion: 'v1',
  savedAt,
  revision: 3,
});
const lesson = (questions: Record<string, { isRight: boolean; answeredAt: number }>, openedAt = 5) => ({
  version: 1,
  slug: 'range',
  openedAt,
  lastOpenedAt: openedAt,
  questions,
});

async function mergedInto(mine: Readonly<Record<string, unknown>>, theirs: Readonly<Record<string, unknown>>) {
  const store = await storeWith(mine);
  const file = JSON.stringify(await archiveOf(await storeWith(theirs), noMemories, 99));
  const imported = await importArchive(store, noMemories, readArchive(file));
  return { imported, records: await contentOf(store) };
}

describe('a file of everything that is kept', () => {
  it('brings an empty browser to the same state', async () => {
    const all = {
      'draft/range-assignor': draft('mine'),
      'lesson/range': lesson({ 'who-gets-it': { isRight: true, answeredAt: 7 } }),
      'progress/range-assignor': { version: 1, slug: 'range-assignor', hintsShown: 2, passedAt: 20 },
    };
    const { records, imported } = await mergedInto({}, all);
    expect(records).toEqual(all);
    expect(imported.counts).toEqual([
      { sort: 'drafts', fate: 'added', count: 1 },
      { sort: 'lessons', fate: 'added', count: 1 },
      { sort: 'exercises', fate: 'added', count: 1 },
    ]);
  });

  it('changes nothing when it is opened where it was saved', async () => {
    const all = { 'draft/range-assignor': draft('mine'), 'lesson/range': lesson({}) };
    const { records, imported } = await mergedInto(all, all);
    expect(records).toEqual(all);
    expect(imported.counts.every(({ fate }) => fate === 'already here')).toBe(true);
  });

  it('puts a draft that differs beside the one that is here', async () => {
    const mine = draft('mine', 10);
    const { records } = await mergedInto(
      { 'draft/range-assignor': mine },
      { 'draft/range-assignor': draft('theirs', 50) },
    );
    const { 'draft/range-assignor': kept, ...copies } = records;
    expect(kept).toEqual(mine);
    expect(Object.keys(copies)).toEqual([expect.stringMatching(/^copy\/range-assignor\/file-50-/)]);
    expect(Object.values(copies)).toEqual([
      { version: 1, slug: 'range-assignor', source: 'theirs', baseVersion: 'v1', savedAt: 50 },
    ]);
  });

  it('keeps the earlier pass, the more hints and the later answer to a question', async () => {
    const { records } = await mergedInto(
      {
        'progress/a': { version: 1, slug: 'a', hintsShown: 1, passedAt: 30 },
        'lesson/range': lesson({ q1: { isRight: false, answeredAt: 5 }, q2: { isRight: true, answeredAt: 9 } }, 4),
      },
      {
        'progress/a': { version: 1, slug: 'a', hintsShown: 3, passedAt: 20, solutionSeenAt: 25 },
        'lesson/range': lesson({ q1: { isRight: true, answeredAt: 8 }, q2: { isRight: false, answeredAt: 6 } }, 2),
      },
    );
    expect(records['progress/a']).toEqual({ version: 1, slug: 'a', hintsShown: 3, passedAt: 20, solutionSeenAt: 25 });
    expect(records['lesson/range']).toEqual({
      ...lesson({ q1: { isRight: true, answeredAt: 8 }, q2: { isRight: true, answeredAt: 9 } }, 2),
      lastOpenedAt: 4,
    });
  });

  it('puts an agenda that differs beside the one that is here', async () => {
    const agenda = (minutes: number) => ({
      version: 1,
      id: 'a',
      savedAt: minutes,
      agenda: {
        version: 1,
        name: 'A day',
        items: [{ kind: 'break', title: 'Break', minutes }],
        heldBack: { solutions: true, hints: false },
      },
      words: { all: 'heron', exercises: {} },
    });
    const { records, imported } = await mergedInto({ 'agenda/a': agenda(10) }, { 'agenda/a': agenda(15) });
    const { 'agenda/a': kept, ...others } = records;
    expect(kept).toEqual(agenda(10));
    expect(Object.values(others)).toEqual([{ ...agenda(15), id: expect.any(String) }]);
    expect(imported.counts).toEqual([{ sort: 'agendas', fate: 'kept as a copy', count: 1 }]);
  });

  it('keeps what either browser has had released in the same workshop, and does not change the workshop', async () => {
    const attending = (name: string, exercises: readonly string[], all = false) => ({
      version: 1,
      joinedAt: 4,
      agenda: { version: 1, name, items: [], heldBack: { solutions: true, hints: true } },
      released: { all, exercises },
    });
    const key = 'workshop/attending';
    const same = await mergedInto({ [key]: attending('A', ['a']) }, { [key]: attending('A', ['b'], true) });
    expect(same.records[key]).toEqual(attending('A', ['a', 'b'], true));
    const other = await mergedInto({ [key]: attending('A', ['a']) }, { [key]: attending('B', ['b'], true) });
    expect(other.records[key]).toEqual(attending('A', ['a']));
  });

  it('leaves out a record that is damaged or of an unknown kind, says which, and takes the rest', async () => {
    const { records, imported } = await mergedInto(
      {},
      { 'draft/a': { version: 1, source: 7 }, 'dreams/a': 1, 'lesson/range': lesson({}) },
    );
    expect(Object.keys(records)).toEqual(['lesson/range']);
    expect(imported.leftOut).toHaveLength(2);
    expect(imported.leftOut.join(' ')).toMatch(/"dreams\/a" is nothing.*|"draft\/a" is damaged/);
  });

  it('does not touch a record here that a newer version of the site wrote', async () => {
    const newer = { version: 2, all: 'new' };
    const { records } = await mergedInto({ 'lesson/range': newer }, { 'lesson/range': lesson({}) });
    expect(records['lesson/range']).toEqual(newer);
  });

  it('is refused in words when it is none', () => {
    const refusal = (text: string): string => {
      try {
        readArchive(text);
      } catch (error) {
        if (error instanceof ArchiveError) return error.message;
        throw error;
      }
      return 'taken';
    };
    expect(refusal('{"format":')).toMatch(/not JSON/);
    expect(refusal('[1]')).toMatch(/not saved by this site/);
    expect(refusal('{"format":"rebalance-lab-archive","version":2}')).toMatch(/newer version/);
    expect(refusal('{"format":"rebalance-lab-archive","version":1,"savedAt":1,"records":3,"memories":{}}')).toMatch(
      /damaged at "records"/,
    );
  });

  it('never loses text that somebody typed, whatever is merged in which order', async () => {
    const text = fc.constantFrom('a', 'b', 'c');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(text, fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 5 }),
        async (drafts) => {
          const store = new MemoryStore();
          for (const [source, savedAt] of drafts) {
            const from = await storeWith({ 'draft/range-assignor': draft(source, savedAt) });
            await importArchive(store, noMemories, await archiveOf(from, noMemories, 0));
          }
          const kept = Object.values(await contentOf(store)).map((record) => (record as { source: string }).source);
          expect(new Set(kept)).toEqual(new Set(drafts.map(([source]) => source)));
        },
      ),
    );
  });
});
