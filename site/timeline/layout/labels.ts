// Floor 7. How wide a text is, about, and where labels go so that none lies on another. Measured by tables, so that a page without
// a browser comes to the same picture. Knows nothing of what the labels say.

const narrow = new Set([..."ijltfrI.,:;!|()[]{}'` -"]);
const wide = new Set([...'mwMW@%']);

/** In pixels, rather too much than too little, for the text face. */
export function textWidth(text: string, size: number): number {
  let em = 0;
  for (const letter of text)
    em += narrow.has(letter) ? 0.34 : wide.has(letter) ? 0.9 : letter >= 'A' && letter <= 'Z' ? 0.7 : 0.6;
  return em * size;
}

/** For the code face, whose letters are all as wide. */
export function codeWidth(text: string, size: number): number {
  return text.length * size * 0.6;
}

/** The first of several wordings, from long to short, that fits; `undefined`: none does. */
export function fitting(wordings: readonly string[], width: number, size: number): string | undefined {
  return wordings.find((text) => textWidth(text, size) <= width);
}

/** Places on a few lines under each other, each of which is taken once. */
export class LabelRows {
  readonly #taken: { readonly from: number; readonly to: number }[][];
  readonly #left: number;
  readonly #right: number;

  constructor(rowCount: number, left: number, right: number) {
    this.#taken = Array.from({ length: rowCount }, () => []);
    this.#left = left;
    this.#right = right;
  }

  /** @returns the row, or `undefined` when there is no room from `from` to `to` in any */
  take(from: number, to: number): number | undefined {
    if (from < this.#left || to > this.#right) return undefined;
    for (const [index, row] of this.#taken.entries()) {
      if (row.some((other) => from < other.to && to > other.from)) continue;
      row.push({ from, to });
      return index;
    }
    return undefined;
  }

  /** How many rows have something in them. */
  get used(): number {
    return this.#taken.filter((row) => row.length > 0).length;
  }
}
