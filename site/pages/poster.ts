// The workbench's place in a lesson: a poster until the reader asks for the editor, by button, key or tab. Who had it
// open on this exercise before gets it back.
import { keep, readKept } from './kept.ts';
import { openWorkbench } from './open-workbench.ts';
import { enablePaneTabs } from './panes.ts';

const narrow = matchMedia('(max-width: 899px)');

export function enablePoster(): void {
  const bench = document.querySelector<HTMLElement>('#workbench');
  const button = bench?.querySelector<HTMLButtonElement>('[data-open-workbench]');
  if (bench === null || button === null || button === undefined) return;
  const memory = `workbench:${bench.dataset.exercise}`;
  let state: 'closed' | 'opening' | 'open' = 'closed';

  const open = async ({ takesFocus }: { readonly takesFocus: boolean }): Promise<void> => {
    if (state !== 'closed') return;
    state = 'opening';
    button.disabled = true;
    const label = button.querySelector('span');
    if (label !== null) label.textContent = 'Opening the editor';
    const isOpen = await openWorkbench(bench);
    state = isOpen ? 'open' : 'closed';
    if (!isOpen) {
      button.disabled = false;
      if (label !== null) label.textContent = 'Open the editor';
      return;
    }
    keep(memory, 'open');
    // The button that had the focus is gone.
    if (takesFocus && !bench.contains(document.activeElement)) bench.focus({ preventScroll: true });
  };

  button.disabled = false;
  button.addEventListener('click', () => open({ takesFocus: true }));
  document.addEventListener('keydown', (event) => {
    if (state === 'closed' && asksForEditor(event)) {
      event.preventDefault();
      open({ takesFocus: true });
    }
  });
  enablePaneTabs((pane) => {
    if (pane !== 'read') open({ takesFocus: false });
  });
  // A narrow screen shows the lesson first; there the editor waits until its tab is picked.
  if (readKept(memory) === 'open' && !narrow.matches) open({ takesFocus: false });
}

function asksForEditor(event: KeyboardEvent): boolean {
  if (event.key === 'Enter') return (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
  return event.key === 'e' && isPlain && !isTyping(event.target);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('input, textarea, select');
}
