// On narrow screens one of three panes is shown: `data-pane` on the root element says which, to the styles of page and
// workbench alike.

export type Pane = 'read' | 'code' | 'results';

const isPane = (value: string | undefined): value is Pane =>
  value === 'read' || value === 'code' || value === 'results';

/** @param onShow told when the reader picks a pane */
export function enablePaneTabs(onShow: (pane: Pane) => void): void {
  for (const tab of document.querySelectorAll<HTMLElement>('[data-show-pane]')) {
    tab.addEventListener('click', () => {
      const pane = tab.dataset.showPane;
      if (!isPane(pane)) return;
      showPane(pane);
      onShow(pane);
    });
  }
  // The workbench changes the pane as well, to show results; the tabs follow.
  new MutationObserver(markTab).observe(document.documentElement, { attributeFilter: ['data-pane'] });
  markTab();
}

export function showPane(pane: Pane): void {
  document.documentElement.dataset.pane = pane;
}

function markTab(): void {
  const shown = document.documentElement.dataset.pane;
  for (const tab of document.querySelectorAll<HTMLElement>('[data-show-pane]')) {
    if (tab.dataset.showPane === shown) tab.setAttribute('aria-current', 'true');
    else tab.removeAttribute('aria-current');
  }
}
