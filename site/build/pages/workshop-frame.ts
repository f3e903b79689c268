// What the pages of a workshop's room share: their place, and what they know of the exercises.
import type { Exercise } from '../../exercise.ts';
import { exerciseFactsId, factsOf } from '../../workshop/exercise-facts.ts';
import type { Course } from './course.ts';
import { type Html, html, trusted } from './html.ts';

export const handInAddress = 'workshop/hand-in/';
export const roomAddress = 'workshop/room/';

/** In the order of the course. */
export function exerciseFactsScript({ lessons }: Course, exercises: ReadonlyMap<string, Exercise>): Html {
  const inOrder = lessons.flatMap((lesson) => lesson.exercises.flatMap((slug) => exercises.get(slug) ?? []));
  const facts = JSON.stringify(inOrder.map(factsOf)).replaceAll('<', '\\u003c');
  return html`<script type="application/json" id="${exerciseFactsId}">${trusted(facts)}</script>`;
}
