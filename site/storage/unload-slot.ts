// A place that can be written while the page is going away, when a transaction may no longer end: this tab's session storage.
import * as v from 'valibot';

const unloadedSchema = v.object({
  source: v.string(),
  baseVersion: v.string(),
  /** The stored revision that the text follows. */
  revision: v.number(),
  savedAt: v.number(),
});

export type Unloaded = Readonly<v.InferOutput<typeof unloadedSchema>>;

export interface UnloadSlot {
  put(text: Unloaded): void;
  /** What was put there before the page went, if anything. It stays until `clear`, so that a second reload does not lose it. */
  take(): Unloaded | undefined;
  clear(): void;
}

export function sessionSlot(slug: string): UnloadSlot {
  const key = `rebalance-lab/unsaved/${slug}`;
  // Every access may throw where the browser forbids storage; the ordinary save reports that, so nothing more is said here.
  const attempt = <T>(access: () => T): T | undefined => {
    try {
      return access();
    } catch {
      return undefined;
    }
  };
  return {
    put: (text) => attempt(() => sessionStorage.setItem(key, JSON.stringify(text))),
    take: () =>
      attempt(() => {
        const parsed = v.safeParse(unloadedSchema, JSON.parse(sessionStorage.getItem(key) ?? 'null'));
        return parsed.success ? parsed.output : undefined;
      }),
    clear: () => attempt(() => sessionStorage.removeItem(key)),
  };
}
