import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MemoryStore } from './memory-store.ts';
import { loadMocks, type MockAnswer, type MockInterview, mergeMocks, saveMock } from './mock-interview.ts';
import { put } from './store.ts';

const mock = (more: Partial<MockInterview> = {}): MockInterview => ({
  version: 1,
  id: 'one',
  minutes: 30,
  startedAt: 5,
  steps: [
    { kind: 'talk', card: 'talk/a/b' },
    { kind: 'computed', family: 'f', seed: 3, isTwist: false },
    { kind: 'coding', slug: 'poll-loop', chance: 'x', twist: 'R5' },
  ],
  at: 0,
  isTwisted: false,
  elapsedMs: 0,
  answers: {},
  ...more,
});

const spoken: MockAnswer = { at: 9, tookMs: 4, text: 'It waits.', mark: 'strong' };

describe('a mock interview', () => {
  it('is kept and comes back, the newest first', async () => {
    const store = new MemoryStore();
    await saveMock(store, mock({ answers: { 0: spoken } }));
    await saveMock(store, mock({ id: 'two', startedAt: 8 }));
    const { mocks, unreadable } = await loadMocks(store);
    expect(mocks.map(({ id }) => id)).toEqual(['two', 'one']);
    expect(mocks[1]?.answers).toEqual({ 0: spoken });
    expect(unreadable).toEqual([]);
  });

  it('keeps what another tab answered', async () => {
    const store = new MemoryStore();
    await saveMock(store, mock({ at: 1, elapsedMs: 10, answers: { 0: spoken } }));
    await saveMock(store, mock({ elapsedMs: 4, answers: { 1: { at: 3, tookMs: 1, text: '', isRight: true } } }));
    expect((await loadMocks(store)).mocks[0]).toMatchObject({
      at: 1,
      elapsedMs: 10,
      answers: { 0: spoken, 1: { isRight: true } },
    });
  });

  it('that is damaged is told, and is left where it is', async () => {
    const store = new MemoryStore();
    await put(store, 'mock/one', { version: 1, id: 'one' });
    const { mocks, unreadable } = await loadMocks(store);
    expect(mocks).toEqual([]);
    expect(unreadable).toEqual([{ key: 'mock/one', why: expect.stringMatching(/^is damaged/) }]);
    expect(await store.get('mock/one')).toEqual({ version: 1, id: 'one' });
  });

  it('is the same whichever of two states comes first, and loses no answer', () => {
    const answer = fc.record({
      at: fc.integer({ min: 0, max: 3 }),
      tookMs: fc.constant(1),
      text: fc.constantFrom('a', 'b'),
    });
    const some = fc.record({
      at: fc.integer({ min: 0, max: 3 }),
      elapsedMs: fc.integer({ min: 0, max: 3 }),
      isTwisted: fc.boolean(),
      answers: fc.dictionary(fc.constantFrom('0', '1', '2'), answer),
    });
    fc.assert(
      fc.property(some, some, (a, b) => {
        const [one, other] = [mock(a), mock(b)];
        const merged = mergeMocks(one, other);
        expect(mergeMocks(other, one)).toEqual(merged);
        expect(mergeMocks(merged, other)).toEqual(merged);
        expect(Object.keys(merged.answers).sort()).toEqual(
          [...new Set([...Object.keys(a.answers), ...Object.keys(b.answers)])].sort(),
        );
      }),
    );
  });
});
