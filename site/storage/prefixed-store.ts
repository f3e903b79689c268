// A part of a store that knows nothing of the rest: its keys begin with a prefix that whoever uses it never sees.
import type { Store } from './store.ts';

/** @param shared keys that are those of the whole store */
export function prefixedStore(store: Store, prefix: string, shared: readonly string[] = []): Store {
  const whole = (key: string): string => (shared.includes(key) ? key : prefix + key);
  return {
    get: (key) => store.get(whole(key)),
    keys: async (start) => (await store.keys(prefix + start)).map((key) => key.slice(prefix.length)),
    change: (key, decide) =>
      store.change(whole(key), (stored) => {
        const { writes, result } = decide(stored);
        return { writes: writes.map(([name, value]) => [whole(name), value] as const), result };
      }),
  };
}
