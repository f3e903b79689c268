// Floor 7. Values that change in the course of a run, by lane or partition: collected while it is read, laid out as columns, found
// again for a moment by halving. Knows nothing of what the numbers mean.

/** What belongs to key n lies from `start[n]` to `start[n + 1]`, places in the run ascending. */
export interface Changes {
  readonly start: Int32Array;
  readonly at: Int32Array;
}

export class ChangeLog {
  readonly #rows: number[][];
  readonly #step: number;

  /** @param width how many numbers a change has */
  constructor(keyCount: number, width: number) {
    this.#rows = Array.from({ length: keyCount }, () => []);
    this.#step = width + 1;
  }

  /** Places ascend within a key; a second change at the same place replaces the first. Unknown keys are ignored. */
  add(key: number, at: number, ...values: readonly number[]): void {
    const rows = this.#rows[key];
    if (rows === undefined) return;
    if (rows.length > 0 && rows[rows.length - this.#step] === at) rows.length -= this.#step;
    rows.push(at, ...values);
  }

  places(): Changes {
    const start = new Int32Array(this.#rows.length + 1);
    for (const [key, rows] of this.#rows.entries()) start[key + 1] = (start[key] ?? 0) + rows.length / this.#step;
    return { start, at: Int32Array.from(this.column(-1)) };
  }

  /** The values in one column of all keys, key after key. */
  column(column: number): number[] {
    const values: number[] = [];
    for (const rows of this.#rows) {
      for (let row = 0; row < rows.length; row += this.#step) values.push(rows[row + column + 1] ?? 0);
    }
    return values;
  }
}

/** Where the last change of `key` at `place` or before stands; `undefined`: there was none yet. */
export function changeAt({ start, at }: Changes, key: number, place: number): number | undefined {
  const from = start[key] ?? 0;
  const found = lastNotAfter(at, place, from, start[key + 1] ?? from);
  return found < from ? undefined : found;
}

/** The index of the last of ascending `values`, from `from` up to but without `to`, that is not above `limit`; `from - 1`: none is. */
export function lastNotAfter(values: ArrayLike<number>, limit: number, from = 0, to = values.length): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
