// A store in memory that can be told to refuse, for tests.
import type { Change, Store } from './store.ts';

export class MemoryStore implements Store {
  readonly #values = new Map<string, unknown>();
  /** While it is set, every access is refused with it. */
  fault: Error | undefined;

  async get(key: string): Promise<unknown> {
    await this.#answer();
    return structuredClone(this.#values.get(key));
  }

  async keys(prefix: string): Promise<readonly string[]> {
    await this.#answer();
    return [...this.#values.keys()].filter((key) => key.startsWith(prefix));
  }

  async change<T>(key: string, decide: (stored: unknown) => Change<T>): Promise<T> {
    await this.#answer();
    const { writes, result } = decide(structuredClone(this.#values.get(key)));
    for (const [name, value] of writes) {
      if (value === undefined) this.#values.delete(name);
      else this.#values.set(name, structuredClone(value));
    }
    return result;
  }

  #answer(): Promise<void> {
    return this.fault === undefined ? Promise.resolve() : Promise.reject(this.fault);
  }
}
