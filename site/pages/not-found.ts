// Stands in 404.html itself, at an address that nobody knows: finds where the site begins and which page was meant.
import { editDistance } from '../edit-distance.ts';

interface KnownPage {
  readonly address: string;
  readonly title: string;
}

/** Where the site may begin, likeliest first: before a folder that pages lie in, then each folder of the path, deepest first. */
export function possibleRoots(pathname: string, pages: readonly KnownPage[]): readonly string[] {
  const folders = new Set(pages.map(({ address }) => address.split('/')[0]).filter((folder) => folder !== ''));
  const segments = pathname.split('/').slice(1, -1);
  const upTo = (count: number): string =>
    `/${segments
      .slice(0, count)
      .map((segment) => `${segment}/`)
      .join('')}`;
  const marked = segments.flatMap((segment, index) => (folders.has(segment) ? [upTo(index)] : []));
  const all = segments.map((_, index) => upTo(segments.length - index));
  return [...new Set([...marked, ...all, '/'])];
}

/** The page whose address is nearest to what was asked for; `undefined` when nothing is near. */
export function nearestPage(asked: string, pages: readonly KnownPage[]): KnownPage | undefined {
  const wanted = asked.replace(/(index)?\.html$|\/+$/g, '').toLowerCase();
  let best: KnownPage | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const page of pages) {
    const address = page.address.replace(/\/$/, '');
    if (address === '') continue;
    // The whole address may be a little wrong, or the last part right in the wrong folder.
    const slug = address.split('/').at(-1) ?? '';
    const distance = Math.min(editDistance(wanted, address), editDistance(wanted.split('/').at(-1) ?? '', slug) + 2);
    if (distance < bestDistance && distance <= Math.max(3, slug.length / 2)) [best, bestDistance] = [page, distance];
  }
  return best;
}

async function findRoot(pages: readonly KnownPage[]): Promise<string> {
  const roots = possibleRoots(location.pathname, pages);
  for (const root of roots) {
    const response = await fetch(`${root}404.html`, { method: 'HEAD', headers: { Accept: 'text/html' } }).catch(
      () => undefined,
    );
    if (response?.ok) return root;
  }
  return roots.at(-1) ?? '/';
}

async function help(): Promise<void> {
  const pages: readonly KnownPage[] = JSON.parse(document.querySelector('#known-pages')?.textContent ?? '[]');
  const address = document.querySelector('#address');
  if (address !== null) address.textContent = decodeURI(location.pathname);
  const root = await findRoot(pages);
  const near = nearestPage(decodeURI(location.pathname).slice(root.length), pages);
  const suggestion = document.querySelector<HTMLElement>('#nearest');
  const link = suggestion?.querySelector('a');
  if (near !== undefined && suggestion !== null && link !== null && link !== undefined) {
    link.href = root + near.address;
    link.textContent = near.title;
    suggestion.hidden = false;
  }
  const nav = document.querySelector<HTMLElement>('nav');
  if (nav === null) return;
  for (const page of pages) {
    const item = document.createElement('li');
    const anchor = document.createElement('a');
    anchor.href = root + page.address;
    anchor.textContent = page.title;
    item.append(anchor);
    nav.querySelector('ul')?.append(item);
  }
  nav.hidden = false;
}

if (typeof document !== 'undefined') help();
