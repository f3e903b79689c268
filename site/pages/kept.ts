// Small memories of a reader's choices, in localStorage. A page works the same where that is forbidden, full or damaged.

const prefix = 'rebalance-lab:';

export function readKept(key: string): string | undefined {
  try {
    return localStorage.getItem(prefix + key) ?? undefined;
  } catch {
    return undefined;
  }
}

export function keep(key: string, value: string): void {
  try {
    localStorage.setItem(prefix + key, value);
  } catch {
    // Forbidden or full: the choice holds until the page is left, which is all that can be had.
  }
}

/** Those that begin with `start`, sorted. */
export function keptKeys(start: string): readonly string[] {
  try {
    const keys = Array.from({ length: localStorage.length }, (_, at) => localStorage.key(at) ?? '');
    return keys
      .filter((key) => key.startsWith(prefix + start))
      .map((key) => key.slice(prefix.length))
      .sort();
  } catch {
    return [];
  }
}

export function forget(key: string): void {
  try {
    localStorage.removeItem(prefix + key);
  } catch {
    // Forbidden: there is nothing to forget.
  }
}
