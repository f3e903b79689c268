// What of the deck a page has to know without its texts: which cards there are, to which topic each belongs. Made by the build. Floor 7.

export interface Deck {
  /** In the order of the course. */
  readonly topics: readonly DeckTopic[];
  /** In the order of the course. */
  readonly talks: readonly TalkFacts[];
  /** Families of computed questions: `computed/FAMILY`. */
  readonly computed: readonly DeckCard[];
  /** Bugs to be spotted: `bug/NAME`. */
  readonly bugs: readonly DeckCard[];
  /** Questions at lessons' ends: `check/LESSON/QUESTION`. */
  readonly checks: readonly string[];
}

/** A part of the course. */
export interface DeckTopic {
  readonly title: string;
  readonly lessons: readonly { readonly slug: string; readonly title: string; readonly short: string }[];
}

export interface DeckCard {
  readonly id: string;
  readonly lesson: string;
}

/** `talk/LESSON/QUESTION`. */
export interface TalkFacts extends DeckCard {
  /** Without markup. */
  readonly question: string;
  readonly difficulty: 'mid' | 'senior' | 'staff';
}

/** All that can be asked, in the order in which new cards are brought: lesson by lesson, the three kinds in turn. */
export function cardsOf({ topics, talks, computed, bugs }: Deck): readonly DeckCard[] {
  return topics.flatMap(({ lessons }) =>
    lessons.flatMap(({ slug }) => {
      const kinds = [talks, computed, bugs].map((cards) => cards.filter(({ lesson }) => lesson === slug));
      const most = Math.max(...kinds.map(({ length }) => length));
      return Array.from({ length: most }, (_, at) => kinds.flatMap((cards) => cards[at] ?? [])).flat();
    }),
  );
}
