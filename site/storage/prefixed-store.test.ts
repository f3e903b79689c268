import { expect, it } from 'vitest';
import { MemoryStore } from './memory-store.ts';
import { prefixedStore } from './prefixed-store.ts';
import { put } from './store.ts';

it('keeps what is written apart from the same keys of the whole store', async () => {
  const store = new MemoryStore();
  const part = prefixedStore(store, 'mock-bench/one/', ['settings']);
  await put(store, 'draft/a', 'mine');
  await put(part, 'draft/a', 'of the interview');
  expect(await store.get('draft/a')).toBe('mine');
  expect(await part.get('draft/a')).toBe('of the interview');
  expect(await part.keys('draft/')).toEqual(['draft/a']);
  expect(await store.keys('mock-bench/')).toEqual(['mock-bench/one/draft/a']);
});

it('shares the keys that it is told to', async () => {
  const store = new MemoryStore();
  await put(store, 'settings', 1);
  const part = prefixedStore(store, 'mock-bench/one/', ['settings']);
  expect(await part.get('settings')).toBe(1);
  await put(part, 'settings', 2);
  expect(await store.get('settings')).toBe(2);
});
