// Offers a newer version to who has stored an older one. Nothing changes before the person agrees, and no page is reloaded unasked. Floor 7.
import type { ListedFile, Stored } from './caches.ts';
import { OfflineTrouble, openShelf } from './shelf.ts';
import { sizeOf, sum } from './size.ts';

export interface UpdateOffer {
  readonly root: string;
  readonly stored: Stored;
  /** The person said "later". */
  readonly decline: () => void;
}

export async function offerUpdate({ root, stored, decline }: UpdateOffer): Promise<void> {
  const shelf = openShelf(root);
  // Where nothing answers there is nothing to offer.
  const newest = await shelf.newest().catch(() => undefined);
  if (newest === undefined || newest.id === stored.id) return;
  const have = new Set(stored.files.map(({ path, integrity }: ListedFile) => path + integrity));
  const changed = newest.files.filter(({ path, integrity }) => !have.has(path + integrity));

  const notice = document.createElement('aside');
  notice.className = 'site-notice';
  notice.setAttribute('aria-label', 'A newer version');
  const words = document.createElement('p');
  words.setAttribute('role', 'status');
  const say = (text: string): void => {
    words.textContent = text;
  };
  const yes = button('Fetch it', 'button primary');
  const no = button('Later', 'button');
  notice.append(words, yes, no);
  document.body.append(notice);
  say(`There is a newer version of this site: ${sizeOf(sum(changed))} to fetch. Until then the stored one goes on.`);

  no.addEventListener('click', () => {
    decline();
    notice.remove();
  });
  yes.addEventListener('click', async () => {
    yes.disabled = true;
    let bytes = 0;
    try {
      await shelf.store(newest, {
        signal: new AbortController().signal,
        onProgress: (more) => {
          bytes += more;
          say(`Fetching the newer version: ${sizeOf(bytes)}.`);
        },
      });
    } catch (error) {
      say(error instanceof OfflineTrouble ? error.message : String(error));
      yes.disabled = false;
      return;
    }
    say('The newer version is here. This page shows it after a reload; what you have written stays.');
    const reload = button('Reload', 'button primary');
    reload.addEventListener('click', () => location.reload());
    yes.replaceWith(reload);
    reload.focus();
    no.textContent = 'Go on here';
  });
}

function button(text: string, className: string): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = className;
  element.textContent = text;
  return element;
}
