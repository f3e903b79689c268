// What the workbench tells the page around it, which on narrow screens shows one pane at a time.
import type { Bench } from './bench.ts';

export type Pane = 'read' | 'code' | 'results';

/** Narrow screens show this pane; wide ones show all of them anyway. */
export function showPane(pane: Pane): void {
  document.documentElement.dataset.pane = pane;
}

/** How many rules hold, on the page's own tab for the results. */
export function writeBadge(bench: Bench): void {
  const badge = document.querySelector('[data-results-badge]');
  const run = bench.control.finished.value;
  if (badge === null || run === undefined) return;
  const { rules } = bench.control.verdictOf(run.report);
  const holding = rules.filter(({ state }) => state === 'holds').length;
  badge.textContent = `${holding} of ${rules.length}`;
  badge.classList.toggle('is-bad', holding < rules.length);
}
