// Stands in not-stored.html itself, which the service worker shows in place of a page that neither the network nor this browser has.
import { cacheNames } from '../offline/caches.ts';

interface KnownPage {
  readonly address: string;
  readonly title: string;
}

async function listWhatIsHere(root: string): Promise<void> {
  const pages: readonly KnownPage[] = JSON.parse(document.querySelector('#known-pages')?.textContent ?? '[]');
  const visited = await caches.open(cacheNames(root).visited);
  const nav = document.querySelector<HTMLElement>('nav');
  for (const { address, title } of pages) {
    if ((await visited.match(root + address)) === undefined) continue;
    const link = Object.assign(document.createElement('a'), { href: root + address, textContent: title });
    const item = document.createElement('li');
    item.append(link);
    nav?.querySelector('ul')?.append(item);
    if (nav !== null) nav.hidden = false;
  }
}

const worker = navigator.serviceWorker?.controller;
const address = document.querySelector('#address');
if (address !== null) address.textContent = decodeURI(location.pathname);
if (worker) void listWhatIsHere(new URL('./', worker.scriptURL).href);
// A page that was chosen meanwhile is not called off.
let isLeaving = false;
addEventListener('beforeunload', () => {
  isLeaving = true;
});
addEventListener('online', () => {
  if (!isLeaving) location.reload();
});
