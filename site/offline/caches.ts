// Where the site lies in this browser: names of its caches, and which version of it is stored. Floor 7. Shared by the service
// worker and the pages; knows neither a document nor an event.

/** A file of the built site, as site/build/offline-plugin.ts lists it. */
export interface ListedFile {
  /** From the site's root; a page is its folder: `lessons/range-assignor/`, '' for the front page. */
  readonly path: string;
  readonly bytes: number;
  /** As `fetch` wants it: `sha256-...`. */
  readonly integrity: string;
}

export interface Version {
  /** Different as soon as one file is. */
  readonly id: string;
  readonly files: readonly ListedFile[];
}

export interface Stored extends Version {
  readonly storedAt: number;
  /** Files of the version before: tabs that show it go on with them. */
  readonly previous: readonly string[];
}

/** A number that grows when what lies in the caches is laid out in another way. */
const layout = 1;

export const listName = 'offline.json';
export const notStoredName = 'not-stored.html';
const assetsFolder = 'assets/';

/** The caches belong to the whole origin, on which other sites may lie: the names tell ours by its root. @param root address of the site's root */
export function cacheNames(root: string) {
  const own = `rebalance-lab/${layout} ${root} `;
  return {
    own,
    /** Pages as they were last seen, and files that they used: kept without being asked. */
    visited: `${own}visited`,
    /** Files of stored versions. Their names change with what is in them, so versions can share them. */
    assets: `${own}assets`,
    pages: (version: string) => `${own}pages ${version}`,
    state: `${own}state`,
  };
}

/** Whether the name of a file changes with what is in it. */
export const isAsset = (path: string): boolean => path.startsWith(assetsFolder);

/** A page's address without what does not choose between pages. */
export function pagePath(root: string, url: URL): string {
  return `${url.origin}${url.pathname}`.slice(root.length).replace(/(^|\/)index\.html$/, '$1');
}

/** The version of the site that is stored whole, if any is. */
export async function readStored(root: string): Promise<Stored | undefined> {
  const { state } = cacheNames(root);
  if (!(await caches.has(state))) return undefined;
  const kept = await (await caches.open(state)).match(root + listName);
  return kept === undefined ? undefined : ((await kept.json()) as Stored);
}

export async function writeStored(root: string, stored: Stored): Promise<void> {
  await (await caches.open(cacheNames(root).state)).put(root + listName, Response.json(stored));
}
