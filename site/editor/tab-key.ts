// When Tab belongs to the editor: only once the person has typed or clicked in it, so that nobody who passes by is caught;
// and never after they have turned it off with Ctrl+M.
export class TabKey {
  #isInUse = false;
  #indents: boolean;
  readonly #apply: (tabIndents: boolean) => void;

  /** @param apply told whether Tab indents, whenever that changes. */
  constructor(indents: boolean, apply: (tabIndents: boolean) => void) {
    this.#indents = indents;
    this.#apply = apply;
    apply(false);
  }

  /** The person typed or clicked. */
  used(): void {
    if (this.#isInUse) return;
    this.#isInUse = true;
    this.#apply(this.#indents);
  }

  set(indents: boolean): void {
    this.#indents = indents;
    this.#apply(this.#isInUse && indents);
  }
}
