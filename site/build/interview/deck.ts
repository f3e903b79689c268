// The whole deck: the cards of all lessons, in the order of the course. Renders nothing. Floor 7.
import type { Problems } from '../markdown/problems.ts';
import type { Course, Lesson } from '../pages/course.ts';
import type { Sources } from '../pages/sources.ts';
import { type CardText, readCards } from './card-text.ts';

/** The cards of one lesson. */
export interface LessonCards {
  readonly lesson: Lesson;
  /** From the project's root. */
  readonly file: string;
  readonly cards: readonly CardText[];
}

/** Under which what is known of a card is kept in the browser. */
export const cardId = (lesson: string, card: string): string => `talk/${lesson}/${card}`;

/** Lessons without an interview.md are left out. What is wrong is reported. */
export async function readDeck(
  { lessons }: Course,
  sources: Sources,
  problems: Problems,
): Promise<readonly LessonCards[]> {
  const deck: LessonCards[] = [];
  for (const lesson of lessons) {
    const file = lesson.file.replace(/lesson\.md$/, 'interview.md');
    const text = await sources.read(file);
    if (text !== undefined) deck.push({ lesson, file, cards: readCards(file, text, problems) });
  }
  reportRepeatedFollowUps(deck, problems);
  return deck;
}

function reportRepeatedFollowUps(deck: readonly LessonCards[], problems: Problems): void {
  const taken = new Map<string, string>();
  for (const { file, cards } of deck) {
    for (const { head } of cards) {
      const { followUp } = head.value;
      if (followUp === undefined) continue;
      const line = head.lineOf(['followUp']);
      const other = taken.get(followUp);
      if (other === undefined) taken.set(followUp, `${file}:${line}`);
      else
        problems.report(
          file,
          line,
          `\`followUp\` ${followUp} is taken by ${other}; one of the two is another question`,
        );
    }
  }
}
