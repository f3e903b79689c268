// What a page or a file is answered with: what is stored, what the network has, or what was seen before. Floor 7.
// Knows no event. Only pages and hashed files are its business; all other requests go their way.
import { cacheNames, isAsset, notStoredName, pagePath, readStored } from '../caches.ts';

/** What was seen is kept up to this many pages and files, some three versions of the site; the oldest go first. */
const maxVisited = 600;
/** On a network that neither works nor fails, a page that was seen before is shown after this time. */
const patienceMs = 4000;

type Later = (work: Promise<void>) => void;

export class Answers {
  readonly #root: string;
  readonly #names: ReturnType<typeof cacheNames>;

  /** @param root address of the site's root, with a slash at its end */
  constructor(root: string) {
    this.#root = root;
    this.#names = cacheNames(root);
  }

  /** What to say without a network has to be here before. */
  async prepare(): Promise<void> {
    await (await caches.open(this.#names.state)).add(new Request(this.#root + notStoredName, { cache: 'no-cache' }));
  }

  /**
   * @param later work that goes on after the answer
   * @returns `undefined` for what is to be fetched as if nobody stood between
   */
  to(request: Request, later: Later): Promise<Response> | undefined {
    if (request.method !== 'GET' || !request.url.startsWith(this.#root)) return undefined;
    if (request.mode === 'navigate' || isForPage(request)) return this.#page(request, later);
    return isAsset(request.url.slice(this.#root.length)) ? this.#asset(request, later) : undefined;
  }

  /** Keeps what a page had loaded before this worker was there. */
  async keep(urls: readonly string[]): Promise<void> {
    const visited = await this.#visited();
    for (const url of new Set(urls)) {
      if (!url.startsWith(this.#root)) continue;
      const path = pagePath(this.#root, new URL(url));
      if ((!isAsset(path) && path !== '' && !path.endsWith('/')) || (await visited.match(this.#root + path))) continue;
      // One that cannot be had any more is seen another time.
      const response = await fetch(this.#root + path).catch(() => undefined);
      if (response !== undefined) await this.#see(path, response);
    }
  }

  /** A stored version answers for itself until another is agreed to: a mixture of two is never shown. */
  async #page(request: Request, later: Later): Promise<Response> {
    const url = new URL(request.url);
    const path = pagePath(this.#root, url);
    const stored = await readStored(this.#root);
    if (stored !== undefined) {
      const pages = await caches.open(this.#names.pages(stored.id));
      const page = await pages.match(this.#root + path);
      if (page !== undefined) return page;
      const isFolder = (await pages.match(`${this.#root}${path}/`)) !== undefined;
      if (isFolder) return Response.redirect(`${this.#root}${path}/${url.search}`, 301);
    }
    return this.#newestPage(request, path, later);
  }

  async #newestPage(request: Request, path: string, later: Later): Promise<Response> {
    const visited = await this.#visited();
    const seen = await visited.match(this.#root + path);
    const newest = fetch(request).then((response) => {
      later(this.#see(path, response.clone()));
      return response;
    });
    try {
      return await (seen === undefined ? newest : Promise.race([newest, after(patienceMs, seen)]));
    } catch (error) {
      if (seen !== undefined) return seen;
      // Who reads a page by a script wants that one or none.
      const isShown = request.mode === 'navigate';
      const instead = isShown
        ? await (await caches.open(this.#names.state)).match(this.#root + notStoredName)
        : undefined;
      if (instead === undefined) throw error;
      return instead;
    }
  }

  async #asset(request: Request, later: Later): Promise<Response> {
    const { assets } = this.#names;
    const kept = (await caches.has(assets)) ? await (await caches.open(assets)).match(request.url) : undefined;
    const here = kept ?? (await (await this.#visited()).match(request.url));
    if (here !== undefined) return here;
    const response = await fetch(request);
    later(this.#see(request.url.slice(this.#root.length), response.clone()));
    return response;
  }

  /** Keeps it, if it is whole and stands where it was asked for. A full disk is no reason to show nothing. */
  async #see(path: string, response: Response): Promise<void> {
    if (response.status !== 200 || response.type !== 'basic' || response.redirected) return;
    try {
      const visited = await this.#visited();
      await visited.put(this.#root + path, response);
      const keys = await visited.keys();
      for (const old of keys.slice(0, Math.max(0, keys.length - maxVisited))) await visited.delete(old);
    } catch (error) {
      console.error(error);
    }
  }

  #visited(): Promise<Cache> {
    return caches.open(this.#names.visited);
  }
}

/** The presenter reads lessons out of their pages. */
const isForPage = ({ headers }: Request): boolean => headers.get('Accept') === 'text/html';

const after = (ms: number, response: Response): Promise<Response> =>
  new Promise((resolve) => setTimeout(() => resolve(response), ms));
