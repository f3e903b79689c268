// Floor 4. A set of offsets of one partition, kept as ranges, so that a million records in order cost one pair of numbers. Knows
// nothing of who read them.

export type OffsetRange = readonly [first: number, last: number];

/** Offsets as disjoint ranges, ascending, neighbors merged. Adding in ascending order takes constant time. */
export class OffsetRanges {
  readonly #ranges: [first: number, last: number][] = [];

  get ranges(): readonly OffsetRange[] {
    return this.#ranges;
  }

  add(first: number, last: number): void {
    if (last < first) return;
    let index = this.#indexAt(first - 1);
    const at = this.#ranges[index];
    if (at === undefined || at[0] > last + 1) {
      this.#ranges.splice(index, 0, [first, last]);
      return;
    }
    at[0] = Math.min(at[0], first);
    at[1] = Math.max(at[1], last);
    index += 1;
    let merged = 0;
    for (
      let next = this.#ranges[index];
      next !== undefined && next[0] <= at[1] + 1;
      next = this.#ranges[index + merged]
    ) {
      at[1] = Math.max(at[1], next[1]);
      merged += 1;
    }
    if (merged > 0) this.#ranges.splice(index, merged);
  }

  has(offset: number): boolean {
    const range = this.#ranges[this.#indexAt(offset)];
    return range !== undefined && range[0] <= offset;
  }

  /** The offsets from `first` to `last` that are not in the set. */
  missing(first: number, last: number): OffsetRange[] {
    const missing: OffsetRange[] = [];
    let from = first;
    for (let index = this.#indexAt(first); from <= last; index += 1) {
      const range = this.#ranges[index];
      if (range === undefined || range[0] > last) {
        missing.push([from, last]);
        break;
      }
      if (range[0] > from) missing.push([from, range[0] - 1]);
      from = range[1] + 1;
    }
    return missing;
  }

  /** Index of the first range that ends at `offset` or later. */
  #indexAt(offset: number): number {
    let high = this.#ranges.length;
    const last = this.#ranges[high - 1];
    if (last === undefined || last[1] < offset) return high;
    let low = 0;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const range = this.#ranges[middle];
      if (range !== undefined && range[1] < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** How many offsets the ranges hold. */
export function sizeOf(ranges: readonly OffsetRange[]): number {
  return ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}

/** `4`, or `4 to 9`. */
export function rangeName([first, last]: OffsetRange): string {
  return first === last ? String(first) : `${first} to ${last}`;
}
