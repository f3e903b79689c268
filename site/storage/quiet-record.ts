// Small records that help and whose loss harms nobody: last results, hints shown, settings. Their failures are not worth a notice.
import { RECORD_VERSION, type RecordKind, readRecord } from './records.ts';
import { put, type Store } from './store.ts';

/** The record, or `undefined` where there is none, none that can be read, or no storage. */
export async function loadQuietly<T>(store: Store, kind: RecordKind<T>, slug = ''): Promise<T | undefined> {
  try {
    const reading = readRecord(kind.schema, await store.get(kind.key(slug)));
    return reading.kind === 'read' ? reading.record : undefined;
  } catch {
    // The draft's own access to the same storage reports what is wrong with it.
    return undefined;
  }
}

/** Writes the record unless a newer version of the site has put one there. */
export async function saveQuietly<T>(store: Store, kind: RecordKind<T>, record: T, slug = ''): Promise<void> {
  const key = kind.key(slug);
  try {
    const stored = await store.get(key);
    if (isFromNewerVersion(stored)) return;
    await put(store, key, record);
  } catch {
    // As above.
  }
}

/** Changes the record in one step, so that two tabs cannot undo each other's. A damaged record counts as none. */
export async function changeQuietly<T>(
  store: Store,
  kind: RecordKind<T>,
  slug: string,
  changed: (before: T | undefined) => T,
): Promise<void> {
  const key = kind.key(slug);
  try {
    await store.change(key, (stored) => {
      if (isFromNewerVersion(stored)) return { writes: [], result: undefined };
      const reading = readRecord(kind.schema, stored);
      return { writes: [[key, changed(reading.kind === 'read' ? reading.record : undefined)]], result: undefined };
    });
  } catch {
    // As above.
  }
}

function isFromNewerVersion(stored: unknown): boolean {
  if (typeof stored !== 'object' || stored === null || !('version' in stored)) return false;
  return typeof stored.version === 'number' && stored.version > RECORD_VERSION;
}
