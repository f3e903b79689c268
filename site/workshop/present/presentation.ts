// Floor 7. Where a presentation is, and how it moves: through the steps of an item, on to the next item, back to the end of the one before.
// Knows no markup.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Deck, LoadedItem } from './deck.ts';
import type { Shown } from './together.ts';

export interface View {
  readonly shown: Shown;
  readonly loaded: LoadedItem;
}

export type PresentedDeck = Pick<Deck, 'agenda' | 'item' | 'titleOf'>;

export class Presentation {
  readonly deck: PresentedDeck;
  readonly #onMoved: (shown: Shown) => void;
  readonly #view = signal<View | undefined>(undefined);
  /** Where it was sent last; loading may take a moment. */
  #wanted: Shown;

  /** @param onMoved told of moves of this window, not of those that it follows */
  constructor(deck: PresentedDeck, startMs: number, onMoved: (shown: Shown) => void) {
    this.deck = deck;
    this.#onMoved = onMoved;
    this.#wanted = { item: 0, step: 0, isBlank: false, startMs };
  }

  /** `undefined` until the first item is loaded. */
  get view(): ReadonlySignal<View | undefined> {
    return this.#view;
  }

  /** Goes where another window is. */
  follow(shown: Shown): Promise<void> {
    return this.#show(shown);
  }

  /** @param step a number, or the id of a scene */
  async begin(item: number, step: number | string): Promise<void> {
    const at = Math.min(item, this.deck.agenda.items.length - 1);
    const number = typeof step === 'number' ? step : stepWith(await this.deck.item(at), step);
    await this.#move({ item: Math.max(at, 0), step: number, isBlank: false });
  }

  async next(): Promise<void> {
    const { item, step } = this.#wanted;
    const { steps } = await this.deck.item(item);
    if (step + 1 < steps.length) await this.#move({ step: step + 1, isBlank: false });
    else if (item + 1 < this.deck.agenda.items.length) await this.#move({ item: item + 1, step: 0, isBlank: false });
  }

  async back(): Promise<void> {
    const { item, step } = this.#wanted;
    if (step > 0) await this.#move({ step: step - 1, isBlank: false });
    else if (item > 0) {
      const { steps } = await this.deck.item(item - 1);
      await this.#move({ item: item - 1, step: steps.length - 1, isBlank: false });
    }
  }

  async nextSection(): Promise<void> {
    const { item, step } = this.#wanted;
    const { steps } = await this.deck.item(item);
    const to = steps.findIndex(({ section }, at) => at > step && section !== steps[step]?.section);
    if (to >= 0) await this.#move({ step: to, isBlank: false });
    else if (item + 1 < this.deck.agenda.items.length) await this.#move({ item: item + 1, step: 0, isBlank: false });
  }

  async previousSection(): Promise<void> {
    const { item, step } = this.#wanted;
    const { steps } = await this.deck.item(item);
    const begins = steps.flatMap(({ section }, at) => (section === steps[at - 1]?.section && at > 0 ? [] : [at]));
    const to = begins.findLast((at) => at < step);
    if (to !== undefined) await this.#move({ step: to, isBlank: false });
    else await this.back();
  }

  first(): Promise<void> {
    return this.#move({ step: 0, isBlank: false });
  }

  async last(): Promise<void> {
    const { steps } = await this.deck.item(this.#wanted.item);
    await this.#move({ step: steps.length - 1, isBlank: false });
  }

  blank(): Promise<void> {
    return this.#move({ isBlank: !this.#wanted.isBlank });
  }

  async #move(change: Partial<Shown>): Promise<void> {
    await this.#show({ ...this.#wanted, ...change });
    this.#onMoved(this.#wanted);
  }

  async #show(shown: Shown): Promise<void> {
    this.#wanted = shown;
    const loaded = await this.deck.item(shown.item);
    // It has been sent elsewhere meanwhile.
    if (this.#wanted !== shown) return;
    const step = Math.min(shown.step, loaded.steps.length - 1);
    this.#wanted = { ...shown, step };
    this.#view.value = { shown: this.#wanted, loaded };
    if (shown.item + 1 < this.deck.agenda.items.length) void this.deck.item(shown.item + 1);
  }
}

/** The first step at which the scene is seen; the beginning where there is none of that id. */
function stepWith({ steps, elements }: LoadedItem, id: string): number {
  const block = elements.findIndex((element) => element.id === id);
  return Math.max(
    0,
    steps.findIndex(({ seen }) => seen.includes(block)),
  );
}
