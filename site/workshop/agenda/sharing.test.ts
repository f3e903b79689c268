import { expect, it } from 'vitest';
import type { KeptAgenda } from '../../storage/workshop-records.ts';
import { openedBy } from './code-word.ts';
import { toShare } from './sharing.ts';

const kept: KeptAgenda = {
  version: 1,
  id: 'a',
  savedAt: 1,
  agenda: {
    version: 1,
    name: 'A day',
    items: [
      { kind: 'exercise', slug: 'range-assignor', minutes: 35 },
      { kind: 'exercise', slug: 'commit-on-revoke', minutes: 35 },
    ],
    heldBack: { solutions: true, hints: false },
  },
  words: { all: 'grey seal', exercises: { 'range-assignor': 'heron', 'commit-on-revoke': ' ' } },
};

it('carries hashes, and no word', () => {
  const shared = toShare(kept);
  expect(JSON.stringify(shared)).not.toMatch(/heron|seal/);
  expect(openedBy(shared, 'Heron').exercises).toEqual(['range-assignor']);
  expect(openedBy(shared, 'Grey Seal').all).toBe(true);
  expect(shared.items[1]).toEqual(kept.agenda.items[1]);
});

it('carries none where nothing is held back', () => {
  const agenda = { ...kept.agenda, heldBack: { solutions: false, hints: false } };
  expect(toShare({ ...kept, agenda })).toEqual(agenda);
});
