import { describe, expect, it } from 'vitest';
import { cardsOf, type Deck } from './deck.ts';

const talk = (lesson: string, name: string) => ({
  id: `talk/${lesson}/${name}`,
  lesson,
  question: name,
  difficulty: 'mid' as const,
});

const deck: Deck = {
  topics: [
    { title: 'One', lessons: [{ slug: 'a', title: 'A', short: 'A' }] },
    { title: 'Two', lessons: [{ slug: 'b', title: 'B', short: 'B' }] },
  ],
  talks: [talk('a', 'one'), talk('a', 'two'), talk('b', 'three')],
  computed: [{ id: 'computed/x', lesson: 'a' }],
  bugs: [
    { id: 'bug/m', lesson: 'b' },
    { id: 'bug/n', lesson: 'a' },
  ],
  checks: [],
};

describe('the cards of the deck', () => {
  it('come lesson by lesson, the kinds in turn, each once', () => {
    expect(cardsOf(deck).map(({ id }) => id)).toEqual([
      'talk/a/one',
      'computed/x',
      'bug/n',
      'talk/a/two',
      'talk/b/three',
      'bug/m',
    ]);
  });
});
