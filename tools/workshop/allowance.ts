// Floor 7. How much one sender may do: so much at once, and so much a second after that. Many attendees may share one address.

interface Purse {
  left: number;
  at: number;
}

/** More senders than a room has. Beyond, those that have everything left are forgotten, and then the oldest. */
const sendersMax = 5000;

export class Allowance {
  readonly #atOnce: number;
  readonly #perSecond: number;
  readonly #purses = new Map<string, Purse>();

  constructor({ atOnce, perSecond }: { readonly atOnce: number; readonly perSecond: number }) {
    this.#atOnce = atOnce;
    this.#perSecond = perSecond;
  }

  /** @returns whether the sender had that much left. @param nowMs of any clock that does not go back */
  take(sender: string, amount: number, nowMs: number): boolean {
    const purse = this.#purses.get(sender) ?? { left: this.#atOnce, at: nowMs };
    this.#fill(purse, nowMs);
    if (purse.left < amount) return false;
    purse.left -= amount;
    // Last in the map is who was seen last.
    this.#purses.delete(sender);
    this.#purses.set(sender, purse);
    if (this.#purses.size > sendersMax) this.#forget(nowMs);
    return true;
  }

  #fill(purse: Purse, nowMs: number): void {
    purse.left = Math.min(this.#atOnce, purse.left + ((nowMs - purse.at) / 1000) * this.#perSecond);
    purse.at = nowMs;
  }

  #forget(nowMs: number): void {
    for (const [sender, purse] of this.#purses) {
      this.#fill(purse, nowMs);
      if (purse.left >= this.#atOnce) this.#purses.delete(sender);
    }
    for (const [sender] of this.#purses) {
      if (this.#purses.size <= sendersMax) break;
      this.#purses.delete(sender);
    }
  }
}
