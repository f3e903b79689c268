import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Agenda } from '../agenda/agenda.ts';
import { codeWordHashOf } from '../agenda/code-word.ts';
import { agendas } from '../agenda/samples.ts';
import { heldBackIn, heldBackOf, joined, releasedBy } from './attending.ts';

const range = { kind: 'exercise', slug: 'range-assignor', minutes: 35 } as const;
const agenda: Agenda = {
  version: 1,
  name: 'A day',
  items: [
    { ...range, codeWordHash: codeWordHashOf('heron', 'range-assignor') },
    { kind: 'exercise', slug: 'commit-on-revoke', minutes: 35 },
  ],
  heldBack: { solutions: true, hints: false },
  codeWordHash: codeWordHashOf('seal', undefined),
};
const nothing = { solutions: false, hints: false };

it('holds back of the exercises in the agenda, and of no other', () => {
  const attending = joined(agenda, undefined, 1);
  expect(heldBackOf(attending, 'range-assignor')).toEqual(agenda.heldBack);
  expect(heldBackOf(attending, 'poll-loop')).toEqual(nothing);
  expect(heldBackOf(undefined, 'range-assignor')).toEqual(nothing);
});

it('opens one exercise by its own word, everything by the word for all, and nothing by another', () => {
  const attending = joined(agenda, undefined, 1);
  expect(releasedBy(attending, 'otter')).toBeUndefined();
  const one = releasedBy(attending, 'Heron');
  expect(one && heldBackIn(one)).toEqual(['commit-on-revoke']);
  const all = one && releasedBy(one, 'seal');
  expect(all && heldBackIn(all)).toEqual([]);
});

it('holds nothing back that the agenda does not name, whatever the agenda', () => {
  fc.assert(
    fc.property(agendas, fc.string(), (any, slug) => {
      const attending = joined(any, undefined, 1);
      const slugs = any.items.flatMap((item) => (item.kind === 'exercise' ? [item.slug] : []));
      expect(heldBackOf(attending, slug)).toEqual(slugs.includes(slug) ? any.heldBack : nothing);
    }),
  );
});

it('keeps what was released when a changed agenda with the same words is joined, and nothing else', () => {
  const before = releasedBy(releasedBy(joined(agenda, undefined, 1), 'heron') ?? joined(agenda, undefined, 1), 'seal');
  expect(joined({ ...agenda, name: 'A longer day' }, before, 2).released).toEqual({
    all: true,
    exercises: ['range-assignor'],
  });
  const { codeWordHash: _, ...without } = agenda;
  expect(joined({ ...without, items: [range] }, before, 2).released).toEqual({ all: false, exercises: [] });
});
