// Everything that is kept in this browser as one file, and the way back. Floor 7; knows no page.
import * as v from 'valibot';
import type { Store } from '../store.ts';
import { type Fate, mergingOf, type RecordSort } from './merge.ts';

const format = 'rebalance-lab-archive';
const archiveVersion = 1;
/** In characters. What a diligent reader keeps is below one million. */
const sizeMax = 50_000_000;

export interface Archive {
  readonly format: typeof format;
  readonly version: typeof archiveVersion;
  readonly savedAt: number;
  /** By key, as they lie in the store. */
  readonly records: Readonly<Record<string, unknown>>;
  /** Small memories of pages by their keys: what was chosen in predictions and questions. */
  readonly memories: Readonly<Record<string, string>>;
}

const schema = v.object({
  format: v.literal(format),
  version: v.literal(archiveVersion),
  savedAt: v.pipe(v.number(), v.finite()),
  records: v.record(v.string(), v.unknown()),
  memories: v.record(v.string(), v.string()),
});

/** The small memories of pages; `site/pages/kept.ts` keeps them where pages are. */
export interface Memories {
  all(): Readonly<Record<string, string>>;
  /** @returns whether what was there changed */
  merge(key: string, theirs: string): boolean;
}

export async function archiveOf(store: Store, memories: Memories, now: number): Promise<Archive> {
  const records: Record<string, unknown> = {};
  for (const key of [...(await store.keys(''))].sort()) records[key] = await store.get(key);
  return { format, version: archiveVersion, savedAt: now, records, memories: memories.all() };
}

export interface Imported {
  readonly counts: readonly {
    readonly sort: RecordSort | 'answers on pages';
    readonly fate: Fate;
    readonly count: number;
  }[];
  /** Records of the file that were left out, with the reason in a sentence. */
  readonly leftOut: readonly string[];
}

/** A file that is none of ours, or not of a version that can be read; `message` says so to the person who chose it. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
}

/** @throws ArchiveError */
export function readArchive(text: string): Archive {
  if (text.length > sizeMax) {
    throw new ArchiveError(`The file has ${Math.round(text.length / 1e6)} MB; what this site saves is far smaller.`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ArchiveError('The file is not whole, or was not saved by this site: it is not JSON.', { cause });
  }
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  if (typeof value !== 'object' || value === null || !('format' in value) || value.format !== format) {
    throw new ArchiveError('The file was not saved by this site. Choose one that "Save a file" made.');
  }
  if ('version' in value && typeof value.version === 'number' && value.version > archiveVersion) {
    throw new ArchiveError('The file was saved by a newer version of this site. Reload this page, then open it again.');
  }
  const [issue] = parsed.issues;
  throw new ArchiveError(`The file is damaged at "${v.getDotPath(issue) ?? 'its top'}": ${issue.message}.`);
}

/** Merges the file into what is here. Rejects only when the store does; what was merged until then stays. */
export async function importArchive(store: Store, memories: Memories, archive: Archive): Promise<Imported> {
  const counts = new Map<string, { sort: RecordSort | 'answers on pages'; fate: Fate; count: number }>();
  const leftOut: string[] = [];
  const add = (sort: RecordSort | 'answers on pages', fate: Fate): void => {
    const id = `${sort}/${fate}`;
    counts.set(id, { sort, fate, count: (counts.get(id)?.count ?? 0) + 1 });
  };
  for (const [key, theirs] of Object.entries(archive.records)) {
    const merging = mergingOf(key);
    if (merging === undefined) {
      leftOut.push(`"${key}" is nothing that this version of the site keeps.`);
      continue;
    }
    const outcome = await store.change<Fate | { readonly why: string }>(key, (stored) => {
      try {
        return merging.merge(key, theirs, stored);
      } catch (error) {
        return { writes: [], result: { why: error instanceof Error ? error.message : String(error) } };
      }
    });
    if (typeof outcome === 'string') add(merging.sort, outcome);
    else leftOut.push(`"${key}" ${outcome.why}.`);
  }
  for (const [key, theirs] of Object.entries(archive.memories)) {
    add('answers on pages', memories.merge(key, theirs) ? 'merged' : 'already here');
  }
  return { counts: [...counts.values()], leftOut };
}
