// Where the site keeps things in the browser: one interface, so that what is kept can be tested and can go on in memory.
// Knows no record and no page.

/** What to write, decided while nobody else can write. A value of `undefined` removes the key. */
export interface Change<T> {
  readonly writes: readonly (readonly [key: string, value: unknown])[];
  readonly result: T;
}

export interface Store {
  get(key: string): Promise<unknown>;
  /** Keys that begin with `prefix`. */
  keys(prefix: string): Promise<readonly string[]>;
  /** Reads `key`, lets `decide` say what to write, and writes it, in one transaction over all tabs. */
  change<T>(key: string, decide: (stored: unknown) => Change<T>): Promise<T>;
}

/** Writes without looking at what was there. */
export async function put(store: Store, key: string, value: unknown): Promise<void> {
  await store.change(key, () => ({ writes: [[key, value]], result: undefined }));
}
