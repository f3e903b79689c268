import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LoadedItem } from './deck.ts';
import { Presentation, type PresentedDeck } from './presentation.ts';
import type { Step } from './steps.ts';

/** @param sections of each item: how many steps each has */
function deckOf(sections: readonly (readonly number[])[]): PresentedDeck {
  const loaded = sections.map((lengths): LoadedItem => {
    const steps = lengths.flatMap((length, section) =>
      Array.from(
        { length },
        (): Step => ({ section: `S${section}`, seen: [], fresh: 0, isAnswer: false, notes: undefined }),
      ),
    );
    return { title: '', steps, blocks: [], elements: [] };
  });
  const last: LoadedItem = { title: '', steps: [], blocks: [], elements: [] };
  return {
    agenda: {
      version: 1,
      name: 'A day',
      items: sections.map((_, at) => ({ kind: 'break', title: String(at), minutes: 10 })),
      heldBack: { solutions: false, hints: false },
    },
    item: (at) => Promise.resolve(loaded[at] ?? last),
    titleOf: String,
  };
}

const decks = fc.array(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }), {
  minLength: 1,
  maxLength: 4,
});

const placeOf = (presentation: Presentation): string => {
  const shown = presentation.view.value?.shown;
  return `${shown?.item}/${shown?.step}`;
};

it('goes through every step of every item, and all the way back', async () => {
  await fc.assert(
    fc.asyncProperty(decks, async (sections) => {
      const presentation = new Presentation(deckOf(sections), 0, () => {});
      await presentation.begin(0, 0);
      const all = sections.flatMap((lengths, item) =>
        Array.from({ length: lengths.reduce((sum, each) => sum + each) }, (_, step) => `${item}/${step}`),
      );
      const there: string[] = [placeOf(presentation)];
      for (let at = 1; at < all.length; at += 1) {
        await presentation.next();
        there.push(placeOf(presentation));
      }
      expect(there).toEqual(all);
      await presentation.next();
      expect(placeOf(presentation)).toBe(all.at(-1));
      for (const place of all.toReversed().slice(1)) {
        await presentation.back();
        expect(placeOf(presentation)).toBe(place);
      }
    }),
  );
});

it('goes from section to section, and to the ends of a lesson', async () => {
  const presentation = new Presentation(deckOf([[2, 3, 1], [2]]), 0, () => {});
  await presentation.begin(0, 0);
  await presentation.nextSection();
  expect(placeOf(presentation)).toBe('0/2');
  await presentation.next();
  await presentation.previousSection();
  expect(placeOf(presentation)).toBe('0/2');
  await presentation.last();
  expect(placeOf(presentation)).toBe('0/5');
  await presentation.nextSection();
  expect(placeOf(presentation)).toBe('1/0');
  await presentation.first();
  await presentation.previousSection();
  expect(placeOf(presentation)).toBe('0/5');
});

it('tells of its own moves and not of those that it follows; a step that is not there is the last', async () => {
  const told: string[] = [];
  const presentation = new Presentation(deckOf([[3]]), 7, ({ item, step }) => told.push(`${item}/${step}`));
  await presentation.begin(5, 99);
  await presentation.follow({ item: 0, step: 1, isBlank: true, startMs: 9 });
  expect(presentation.view.value?.shown).toEqual({ item: 0, step: 1, isBlank: true, startMs: 9 });
  await presentation.next();
  expect(told).toEqual(['0/2', '0/2']);
  expect(presentation.view.value?.shown.isBlank).toBe(false);
});
