// A question that was fetched from another page, asked anew: of a lesson's end, or a bug with its line, its question and its run.
import { enableBugLines } from './bug-lines.ts';
import { bugRunOf } from './bug-run.ts';
import { askAgain } from './choices.ts';

/** @param onAnswer told once what goes wrong is answered; of a bug, right is who found the line at once and the answer */
export function askCard(card: HTMLElement, onAnswer: (isRight: boolean) => void): void {
  if (card.dataset.bug === undefined) {
    askAgain(card, onAnswer);
    return;
  }
  const question = card.querySelector<HTMLElement>('.bug-question [data-choice]');
  if (question === null) return;
  // Its digits are keys of the review.
  enableBugLines(card, () => card.closest<HTMLElement>('.review-card')?.focus({ preventScroll: true }));
  const run = bugRunOf(card);
  run?.cover();
  askAgain(question, (isRight) => {
    run?.play();
    onAnswer(isRight && card.dataset.line === 'right');
  });
}
