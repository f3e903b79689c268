// What of the deck a page has to know without its texts: which cards there are, to which topic each belongs. Made by the build. Floor 7.

export interface Deck {
  /** In the order of the course. */
  readonly topics: readonly DeckTopic[];
  /** In the order of the course. */
  readonly talks: readonly TalkFacts[];
  /** Questions at lessons' ends: `check/LESSON/QUESTION`. */
  readonly checks: readonly string[];
}

/** A part of the course. */
export interface DeckTopic {
  readonly title: string;
  readonly lessons: readonly { readonly slug: string; readonly title: string; readonly short: string }[];
}

export interface TalkFacts {
  /** `talk/LESSON/QUESTION`. */
  readonly id: string;
  readonly lesson: string;
  /** Without markup. */
  readonly question: string;
  readonly difficulty: 'mid' | 'senior' | 'staff';
}
