import { afterEach, expect, it, vi } from 'vitest';
import { keepChoices, readChoices } from './kept-choices.ts';

afterEach(() => vi.unstubAllGlobals());

function storage(kept: Record<string, string>): void {
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => {
      kept[key] = value;
    },
  });
}

it('gives back what was kept, for that page alone', () => {
  storage({});
  keepChoices('lessons/a', { 'who-gets': ['c2'] });
  expect(readChoices('lessons/a')).toEqual({ 'who-gets': ['c2'] });
  expect(readChoices('lessons/b')).toEqual({});
});

it.each(['{', 'null', '[1]', '"text"', '{"a":1,"b":["x",2]}'])('takes a damaged memory, %s, for none', (text) => {
  storage({ 'rebalance-lab:choices:p': text });
  expect(readChoices('p')).toEqual({});
});

it('keeps what is whole beside what is damaged', () => {
  storage({ 'rebalance-lab:choices:p': '{"a":1,"b":["x"]}' });
  expect(readChoices('p')).toEqual({ b: ['x'] });
});

it('goes on without a memory where storage is forbidden', () => {
  vi.stubGlobal('localStorage', {
    getItem: () => {
      throw new DOMException('forbidden', 'SecurityError');
    },
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  });
  expect(() => keepChoices('p', { a: ['x'] })).not.toThrow();
  expect(readChoices('p')).toEqual({});
});
