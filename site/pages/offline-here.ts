// The site without a network, from any page: the service worker, and the offer of a newer version to who has stored one.
import { cacheNames, readStored } from '../offline/caches.ts';

/** Where this site begins; caches and the service worker are named by it. */
export const siteRoot = (): string =>
  new URL(document.body.dataset.root ?? './', location.href).href.replace(/[?#].*$/, '');

/** What is seen is kept by the service worker. Begins when the page is done, so that it takes nothing from it. */
export function keepForOffline(): void {
  // The development server's files have no names that change with what is in them.
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const begin = (): void => void register().catch((error: unknown) => console.error(error));
  if (document.readyState === 'complete') begin();
  else addEventListener('load', begin);
}

async function register(): Promise<void> {
  const root = siteRoot();
  const isFirst = navigator.serviceWorker.controller === null;
  await navigator.serviceWorker.register(`${root}service-worker.js`, { scope: root, updateViaCache: 'none' });
  if (isFirst) {
    const { active } = await navigator.serviceWorker.ready;
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
    active?.postMessage([location.href.replace(/[?#].*$/, ''), ...loaded]);
  }
  const stored = await readStored(root);
  if (stored === undefined || !navigator.onLine || isDeclined(stored.id)) return;
  const { offerUpdate } = await import('../offline/offer-update.ts');
  await offerUpdate({ root, stored, decline: () => decline(stored.id) });
}

/** Whoever said "later" is asked again in the next tab, not on the next page. */
const declinedKey = () => `${cacheNames(siteRoot()).own}declined`;

function isDeclined(version: string): boolean {
  try {
    return sessionStorage.getItem(declinedKey()) === version;
  } catch {
    return false;
  }
}

function decline(version: string): void {
  try {
    sessionStorage.setItem(declinedKey(), version);
  } catch {
    // Without storage the offer is made on each page.
  }
}
