// Floor 4. Holds work back while a process stands still, and lets it go in the order in which it came.

export class Gate {
  readonly #held: (() => void)[] = [];
  #isOpen = true;
  #isGone = false;

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Does it now, or when the gate opens; never once it is gone. */
  pass(work: () => void): void {
    if (this.#isGone) return;
    if (this.#isOpen) work();
    else this.#held.push(work);
  }

  close(): void {
    this.#isOpen = false;
  }

  open(): void {
    this.#isOpen = true;
    while (this.#isOpen) {
      const work = this.#held.shift();
      if (work === undefined) break;
      work();
    }
  }

  /** What is held and what still comes is dropped. */
  remove(): void {
    this.#isGone = true;
    this.#held.length = 0;
  }
}
