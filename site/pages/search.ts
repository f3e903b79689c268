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
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key !== '/' || !isPlain || event.defaultPrevented || isTypedIn(event.target)) return;
    event.preventDefault();
    void open();
  });
}

const load = () => import('../search/search-dialog.tsx');

let isOpening = false;

async function open(): Promise<void> {
  if (isOpening || document.querySelector('dialog[open]') !== null) return;
  isOpening = true;
  try {
    const { openSearch } = await load();
    openSearch(document.body.dataset.root ?? './');
  } catch (error) {
    console.error(error);
    const opener = button();
    if (opener !== null) {
      opener.textContent = 'Search could not be loaded';
      opener.title = await whyNotLoaded('The search');
    }
  } finally {
    isOpening = false;
  }
}

function isTypedIn(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable || target.closest('input, textarea, select, [role="textbox"], .monaco-editor') !== null
  );
}
