// Stores the whole site in this browser, brings it up to date, and removes it. Floor 7; knows no page.
import { cacheNames, isAsset, type ListedFile, listName, readStored, type Version, writeStored } from './caches.ts';

/** Fetched side by side: enough to keep a line busy, few enough that pages get through. */
const lanes = 4;

export interface Shelf {
  /** The version that the server has now. @throws OfflineTrouble */
  newest(): Promise<Version>;
  /** Files of a version that are not here yet. */
  missing(version: Version): Promise<readonly ListedFile[]>;
  /** Fetches what is missing, then goes over to that version. What was fetched stays when it ends early. @throws OfflineTrouble */
  store(version: Version, options: StoreOptions): Promise<void>;
  /** All that was stored on request; pages that were visited stay. */
  remove(): Promise<void>;
}

interface StoreOptions {
  readonly onProgress: (bytes: number) => void;
  readonly signal: AbortSignal;
}

/** Something went wrong, in words for a person. */
export class OfflineTrouble extends Error {}

/** @param root address of the site's root, with a slash at its end */
export function openShelf(root: string): Shelf {
  const names = cacheNames(root);

  const cacheOf = (version: Version, { path }: ListedFile): Promise<Cache> =>
    caches.open(isAsset(path) ? names.assets : names.pages(version.id));

  const missing = async (version: Version): Promise<readonly ListedFile[]> => {
    const found = await Promise.all(
      version.files.map(async (file) => (await cacheOf(version, file)).match(root + file.path)),
    );
    return version.files.filter((_, index) => found[index] === undefined);
  };

  return {
    missing,

    async newest() {
      const response = await fetch(root + listName, { cache: 'no-cache' }).catch((cause: unknown) => {
        throw new OfflineTrouble('The server does not answer. Check the connection and try again.', { cause });
      });
      if (!response.ok) {
        throw new OfflineTrouble(
          `The server answers ${response.status} for ${listName}, the list of all files, so the site cannot be stored from it.`,
        );
      }
      return (await response.json()) as Version;
    },

    async store(version, { onProgress, signal }) {
      const before = await readStored(root);
      const oldPages = before && (await caches.open(names.pages(before.id)));
      const unchanged = new Set(before?.files.map(({ path, integrity }) => `${path} ${integrity}`));
      const open = [...(await missing(version))];
      const lane = async (): Promise<void> => {
        for (let file = open.pop(); file !== undefined; file = open.pop()) {
          signal.throwIfAborted();
          const isUnchanged = unchanged.has(`${file.path} ${file.integrity}`);
          const old = isUnchanged ? await oldPages?.match(root + file.path) : undefined;
          await (await cacheOf(version, file)).put(root + file.path, old ?? (await fetchFile(root, file, signal)));
          onProgress(file.bytes);
        }
      };
      const all = Array.from({ length: lanes }, () =>
        lane().catch((error: unknown) => {
          // The other lanes end with their file, and nothing is told of progress after the end.
          open.length = 0;
          throw troubleOf(error);
        }),
      );
      const failed = (await Promise.allSettled(all)).find((outcome) => outcome.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
      const previous = before?.files.map(({ path }) => path) ?? [];
      await writeStored(root, { ...version, storedAt: Date.now(), previous });
      await tidy(root, version, previous);
    },

    async remove() {
      await (await caches.open(names.state)).delete(root + listName);
      for (const name of await caches.keys()) {
        if (name === names.assets || name.startsWith(names.pages(''))) await caches.delete(name);
      }
    },
  };
}

async function fetchFile(root: string, { path, integrity }: ListedFile, signal: AbortSignal): Promise<Response> {
  // A page's address stays when its text changes, so what the browser remembers of it is not asked.
  const response = await fetch(root + path, { integrity, signal, cache: isAsset(path) ? 'default' : 'no-cache' });
  if (!response.ok) throw new OfflineTrouble(`The server answers ${response.status} for ${path || 'the front page'}.`);
  // A page that a server sent by a detour would not be accepted as the answer to opening it.
  return response.redirected ? new Response(response.body, { headers: response.headers }) : response;
}

function troubleOf(error: unknown): unknown {
  if (error instanceof OfflineTrouble) return error;
  const name = error instanceof Error ? error.name : '';
  if (name === 'AbortError') return new OfflineTrouble('Stopped. What has arrived is kept.');
  if (name === 'QuotaExceededError') {
    return new OfflineTrouble('This browser gives the site no more room. Free some space on the disk and try again.', {
      cause: error,
    });
  }
  return new OfflineTrouble(
    'A file could not be fetched, or the site was changed meanwhile. Check the connection and try again: what has arrived is kept.',
    { cause: error },
  );
}

/** Files of the version before stay, for tabs that still show it. */
async function tidy(root: string, version: Version, previous: readonly string[]): Promise<void> {
  const names = cacheNames(root);
  for (const name of await caches.keys()) {
    if (name.startsWith(names.pages('')) && name !== names.pages(version.id)) await caches.delete(name);
  }
  const needed = new Set([...previous, ...version.files.map(({ path }) => path)].map((path) => root + path));
  const assets = await caches.open(names.assets);
  for (const { url } of await assets.keys()) if (!needed.has(url)) await assets.delete(url);
}
