// A prediction that is answered by placing, ordering or picking a time: takes the place of the blanks that the build left, holds the
// answer back, and marks what was given part by part. How it is answered is the business of ./pick-drag, ./pick-order and
// ./pick-duration.
import { marksOf, type Pick, verdictOf } from '../scene/pick.ts';
import { dragInput } from './pick-drag.ts';
import { durationInput } from './pick-duration.ts';
import type { PickInput } from './pick-input.ts';
import { orderInput } from './pick-order.ts';

export class PickQuestion {
  readonly #element: HTMLElement;
  readonly #pick: Pick;
  readonly #input: PickInput;
  readonly #check: HTMLButtonElement | null;
  readonly #again: HTMLButtonElement | null;
  readonly #onChange: (given: readonly string[]) => void;

  /** @param onChange told what was given; nothing when the reader starts over */
  constructor(element: HTMLElement, onChange: (given: readonly string[]) => void) {
    this.#element = element;
    // Written by our own build into our own page.
    this.#pick = JSON.parse(element.dataset.pick ?? '{}');
    this.#check = element.querySelector('.choice-check');
    this.#again = element.querySelector('.choice-again');
    this.#onChange = onChange;
    this.#input = inputOf(this.#pick, () => this.#changed());
    const place = element.querySelector<HTMLElement>('.pick');
    place?.replaceChildren(this.#input.element);
    if (place !== null) place.hidden = false;
    this.#check?.addEventListener('click', () => this.#commit());
    this.#again?.addEventListener('click', () => {
      this.#open();
      this.#onChange([]);
      this.#input.focus();
    });
    this.#open();
  }

  /** Shows what was given before, unless the question has changed since. */
  restore(given: readonly string[]): void {
    const marks = marksOf(this.#pick, given);
    if (marks !== undefined) this.#show(given, marks);
  }

  #changed(): void {
    if (this.#check !== null) this.#check.disabled = this.#input.given() === undefined;
  }

  #commit(): void {
    const given = this.#input.given();
    const marks = given && marksOf(this.#pick, given);
    if (given === undefined || marks === undefined) return;
    this.#show(given, marks);
    this.#onChange(given);
    this.#again?.focus({ preventScroll: true });
  }

  #show(given: readonly string[], marks: readonly boolean[]): void {
    this.#input.show(given, marks);
    this.#element.dataset.result = marks.every((isRight) => isRight) ? 'right' : 'wrong';
    this.#tell(verdictOf(this.#pick, given, marks), true);
  }

  #open(): void {
    delete this.#element.dataset.result;
    this.#input.open();
    this.#tell('', false);
    this.#changed();
  }

  #tell(verdict: string, isAnswered: boolean): void {
    const place = this.#element.querySelector('.choice-verdict');
    if (place !== null) place.textContent = verdict;
    const reveal = this.#element.querySelector<HTMLDetailsElement>('.reveal');
    if (reveal !== null) reveal.open = isAnswered;
    if (this.#check !== null) this.#check.hidden = isAnswered;
    if (this.#again !== null) this.#again.hidden = !isAnswered;
  }
}

function inputOf(pick: Pick, onChange: () => void): PickInput {
  switch (pick.kind) {
    case 'drag':
      return dragInput(pick, onChange);
    case 'order':
      return orderInput(pick, onChange);
    case 'duration':
      return durationInput(pick, onChange);
  }
}
