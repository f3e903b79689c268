import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { indexedDbStore, OPEN_MS_MAX } from './indexed-db-store.ts';

/** An opening that the test brings to its end, or leaves pending. */
const opening: { onsuccess?: () => void; result?: unknown } = {};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('indexedDB', { open: () => opening });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a database whose opening stays pending', () => {
  it('fails in bounded time', async () => {
    const reading = expect(indexedDbStore().get('draft/x')).rejects.toThrow('no answer within 5 seconds');
    await vi.advanceTimersByTimeAsync(OPEN_MS_MAX);
    await reading;
  });

  it('writes nothing of what was given up when it opens after all', async () => {
    const decide = vi.fn(() => ({ writes: [['draft/x', 'old text'] as const], result: true }));
    const writing = expect(indexedDbStore().change('draft/x', decide)).rejects.toThrow('no answer');
    await vi.advanceTimersByTimeAsync(OPEN_MS_MAX);
    await writing;

    const get = vi.fn(() => ({}));
    opening.result = { transaction: () => ({ objectStore: () => ({ get }) }) };
    opening.onsuccess?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(get).not.toHaveBeenCalled();
    expect(decide).not.toHaveBeenCalled();
  });
});
