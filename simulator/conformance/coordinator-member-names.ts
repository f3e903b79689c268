// Member ids are random. The recorded traces call them m1, m2, … in order of appearance; this translates between those names and the ids that
// our coordinator hands out.

export class MemberNames {
  readonly #recorded = new Map<string, string>();
  readonly #own = new Map<string, string>();

  /** The name in the trace of an id of ours. One that was never seen before is the next. */
  recorded(ownId: string): string {
    if (ownId === '') return '';
    let name = this.#recorded.get(ownId);
    if (name === undefined) {
      name = `m${this.#recorded.size + 1}`;
      this.#recorded.set(ownId, name);
      this.#own.set(name, ownId);
    }
    return name;
  }

  /** The id of ours that the trace calls so. A name that the trace made up itself stands for itself. */
  own(recordedId: string): string {
    return this.#own.get(recordedId) ?? recordedId;
  }

  /** Every key of the assignments that a leader hands in. */
  ownKeys<Value>(record: Readonly<Record<string, Value>>): ReadonlyMap<string, Value> {
    return new Map(Object.entries(record).map(([name, value]) => [this.own(name), value]));
  }
}
