// Runs that predictions ask about: covered until all of these are answered, or until the reader wants to see it without. Then the
// run is played to the moment in question, with the answer drawn under it.
import { answerMarks, type Pick, type PlayTo } from '../scene/pick.ts';
import type { Choices } from './kept-choices.ts';
import { tellScene } from './scenes.ts';

export function enableCovers(root: ParentNode, choices: Choices): void {
  for (const figure of root.querySelectorAll<HTMLElement>('[data-covered]')) {
    figure.querySelector('.run-cover button')?.addEventListener('click', () => {
      uncover(figure);
      figure.tabIndex = -1;
      figure.focus({ preventScroll: true });
    });
    const questions = questionsAbout(figure);
    if (!questions.every(isAnswered)) continue;
    uncover(figure);
    const marks = questions.flatMap((question) => marksOf(question, choices[question.dataset.choice ?? ''] ?? []));
    if (marks.length > 0) tellScene(figure, { play: undefined, marks }, { wakes: false });
  }
}

/** @param given as it is kept */
export function questionAnswered(question: HTMLElement, given: readonly string[]): void {
  const figure = figureOf(question);
  if (figure === null) return;
  if (figure.dataset.covered !== undefined && !questionsAbout(figure).every(isAnswered)) return;
  uncover(figure);
  const play: PlayTo = JSON.parse(question.dataset.play ?? 'null');
  tellScene(figure, { play, marks: marksOf(question, given) }, { wakes: true });
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  figure.scrollIntoView({ block: 'nearest', behavior: isStill ? 'instant' : 'smooth' });
}

/** It is answered anew: what was drawn of the old answer goes. */
export function questionOpened(question: HTMLElement): void {
  const figure = figureOf(question);
  if (figure !== null) tellScene(figure, { play: undefined, marks: [] }, { wakes: false });
}

/** Predictions in the lesson's text; questions at its end ask about what has been seen. */
const questionsAbout = (figure: HTMLElement): readonly HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>(`.predict[data-about="${CSS.escape(figure.id)}"]`),
];

const figureOf = ({ dataset: { about } }: HTMLElement): HTMLElement | null =>
  about === undefined ? null : document.getElementById(about);

const isAnswered = ({ dataset: { result } }: HTMLElement): boolean => result !== undefined;

function uncover(figure: HTMLElement): void {
  delete figure.dataset.covered;
}

function marksOf({ dataset: { pick } }: HTMLElement, given: readonly string[]) {
  // Written by our own build into our own page.
  const asked: Pick | undefined = pick === undefined ? undefined : JSON.parse(pick);
  return asked === undefined ? [] : answerMarks(asked, given);
}
