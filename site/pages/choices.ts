// Predictions and questions: the reader commits first, then is told what is right and why. The HTML is complete as it
// comes (site/build/markdown/choice.ts); this holds the answer back and marks what was chosen.
import { type Choices, keepChoices, readChoices } from './kept-choices.ts';
import { PickQuestion } from './pick-question.ts';
import { enableCovers, questionAnswered, questionOpened } from './scene-covers.ts';

/** Told of each answer to a question at the lesson's end; `undefined`: it is started over. */
export type OnAnswer = (question: string, isRight: boolean | undefined) => void;

export function enhanceChoices(root: ParentNode, page: string, onAnswer: OnAnswer): void {
  let choices: Choices = readChoices(page);
  for (const element of root.querySelectorAll<HTMLElement>('[data-choice]')) {
    const name = element.dataset.choice ?? '';
    const Kind = element.dataset.pick === undefined ? Question : PickQuestion;
    const question = new Kind(element, (chosen) => {
      const { [name]: _, ...others } = choices;
      choices = chosen.length === 0 ? others : { ...others, [name]: chosen };
      keepChoices(page, choices);
      showScore(root);
      if (chosen.length === 0) questionOpened(element);
      else questionAnswered(element, chosen);
      if (element.closest('[data-quiz]') === null) return;
      onAnswer(name, chosen.length === 0 ? undefined : element.dataset.result === 'right');
    });
    question.restore(choices[name] ?? []);
  }
  showScore(root);
  enableCovers(root, choices);
}

/** Asks one question again: nothing of it is kept here. @param onAnswer told once whether it was right */
export function askAgain(element: HTMLElement, onAnswer: (isRight: boolean) => void): void {
  const Kind = element.dataset.pick === undefined ? Question : PickQuestion;
  new Kind(element, (chosen) => {
    if (chosen.length > 0) onAnswer(element.dataset.result === 'right');
  });
}

class Question {
  readonly #element: HTMLElement;
  readonly #options: readonly HTMLButtonElement[];
  readonly #check: HTMLButtonElement | null;
  readonly #again: HTMLButtonElement | null;
  readonly #verdict: HTMLElement | null;
  readonly #reveal: HTMLDetailsElement | null;
  readonly #onChange: (chosen: readonly string[]) => void;

  /** @param onChange told the chosen texts; none when the reader starts over */
  constructor(element: HTMLElement, onChange: (chosen: readonly string[]) => void) {
    this.#element = element;
    this.#options = [...element.querySelectorAll<HTMLButtonElement>('.option')];
    this.#check = element.querySelector('.choice-check');
    this.#again = element.querySelector('.choice-again');
    this.#verdict = element.querySelector('.choice-verdict');
    this.#reveal = element.querySelector('.reveal');
    this.#onChange = onChange;
    for (const option of this.#options) option.addEventListener('click', () => this.#press(option));
    this.#check?.addEventListener('click', () => this.#commit(this.#pressed()));
    this.#again?.addEventListener('click', () => this.#startOver());
    this.#open();
  }

  /** Shows what was chosen before, unless the options have changed since. */
  restore(texts: readonly string[]): void {
    const chosen = this.#options.filter((option) => texts.includes(textOf(option)));
    if (texts.length > 0 && chosen.length === texts.length) this.#show(chosen);
  }

  #press(option: HTMLButtonElement): void {
    if (this.#check === null) {
      this.#commit([option]);
      return;
    }
    option.setAttribute('aria-pressed', String(option.getAttribute('aria-pressed') !== 'true'));
    this.#check.disabled = this.#pressed().length === 0;
  }

  #pressed(): readonly HTMLButtonElement[] {
    return this.#options.filter((option) => option.getAttribute('aria-pressed') === 'true');
  }

  #commit(chosen: readonly HTMLButtonElement[]): void {
    // The pressed button is about to be disabled, which would throw the focus away.
    const hadFocus = this.#element.contains(document.activeElement);
    this.#show(chosen);
    this.#onChange(chosen.map(textOf));
    if (hadFocus) this.#again?.focus({ preventScroll: true });
  }

  #show(chosen: readonly HTMLButtonElement[]): void {
    for (const option of this.#options) {
      option.disabled = true;
      const isChosen = chosen.includes(option);
      if (option.hasAttribute('aria-pressed')) option.setAttribute('aria-pressed', String(isChosen));
      option.classList.toggle('is-right', isRight(option));
      option.classList.toggle('is-wrong', isChosen && !isRight(option));
      option.classList.toggle('is-chosen', isChosen);
    }
    const isAllRight = this.#options.every((option) => isRight(option) === chosen.includes(option));
    this.#element.dataset.result = isAllRight ? 'right' : 'wrong';
    if (this.#verdict !== null) this.#verdict.textContent = isAllRight ? 'Right.' : wrongText(chosen, this.#options);
    if (this.#reveal !== null) this.#reveal.open = true;
    if (this.#check !== null) this.#check.hidden = true;
    if (this.#again !== null) this.#again.hidden = false;
  }

  #startOver(): void {
    this.#open();
    this.#onChange([]);
    this.#options[0]?.focus({ preventScroll: true });
  }

  #open(): void {
    delete this.#element.dataset.result;
    for (const option of this.#options) {
      option.disabled = false;
      option.classList.remove('is-right', 'is-wrong', 'is-chosen');
      if (option.hasAttribute('aria-pressed')) option.setAttribute('aria-pressed', 'false');
    }
    if (this.#verdict !== null) this.#verdict.textContent = '';
    if (this.#reveal !== null) this.#reveal.open = false;
    if (this.#check !== null) [this.#check.hidden, this.#check.disabled] = [false, true];
    if (this.#again !== null) this.#again.hidden = true;
  }
}

const textOf = (option: HTMLElement): string => option.textContent?.trim() ?? '';
const isRight = (option: HTMLElement): boolean => option.dataset.right !== undefined;

function wrongText(chosen: readonly HTMLElement[], options: readonly HTMLElement[]): string {
  const right = options.filter(isRight);
  const hit = chosen.filter(isRight).length;
  if (right.length > 1) return `Not quite: ${hit} of the ${right.length} right ones, and ${chosen.length - hit} wrong.`;
  return `Not quite. The answer is ${right.map(textOf).join(', ')}.`;
}

/** Questions at the lesson's end have a score; predictions do not. */
function showScore(root: ParentNode): void {
  for (const quiz of root.querySelectorAll('[data-quiz]')) {
    const all = quiz.querySelectorAll('[data-choice]').length;
    const answered = quiz.querySelectorAll('[data-result]').length;
    const right = quiz.querySelectorAll('[data-result="right"]').length;
    const score = quiz.querySelector('.quiz-score');
    if (score === null) continue;
    score.textContent = answered === 0 ? `${all} questions` : `${right} right, ${answered} of ${all} answered`;
  }
}
