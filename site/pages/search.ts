// The way into the search: the header's button, and the key "/" where nothing is typed. Everything else is fetched then.
import { whyNotLoaded } from './why-not-loaded.ts';

const button = (): HTMLButtonElement | null => document.querySelector('[data-search]');

export function enableSearch(): void {
  const opener = button();
  if (opener === null) return;
  opener.hidden = false;
  opener.addEventListener('click', () => void open());
  // What is likely to be wanted next is fetched while the pointer is on its way.
  opener.addEventListener('pointerenter', () => void load().catch(() => {}), { once: true });
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || !isPlain(event) || event.defaultPrevented || isTypedIn(event.target)) return;
    event.preventDefault();
    void open();
  });
}

const load = () => import('../search/search-dialog.tsx');

let isOpening = false;

async function open(): Promise<void> {
  if (isOpening || document.querySelector('dialog[open]') !== null) return;
  isOpening = true;
  let typed = '';
  const hold = (event: KeyboardEvent): void => {
    if (event.key.length !== 1 || !isPlain(event)) return;
    event.preventDefault();
    event.stopPropagation();
    typed += event.key;
  };
  // Who types on while it is fetched types into it.
  addEventListener('keydown', hold, { capture: true });
  try {
    const { openSearch } = await load();
    openSearch(document.body.dataset.root ?? './', typed);
  } catch (error) {
    console.error(error);
    const opener = button();
    if (opener !== null) {
      opener.textContent = 'Search could not be loaded';
      opener.title = await whyNotLoaded('The search');
    }
  } finally {
    removeEventListener('keydown', hold, { capture: true });
    isOpening = false;
  }
}

const isPlain = (event: KeyboardEvent): boolean => !event.ctrlKey && !event.metaKey && !event.altKey;

function isTypedIn(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable || target.closest('input, textarea, select, [role="textbox"], .monaco-editor') !== null
  );
}
